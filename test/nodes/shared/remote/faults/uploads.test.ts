import {
	cutControl,
	cutData,
	dropAfter,
	dropBefore,
	finalReply,
	loseReply,
	on,
	reply,
	slow,
	stall,
	storeOnly,
	type Fault,
} from '../../../../support/server/faults';
import { isSilent, type FaultRow, type Operation, type Outcome } from './playFault';
import { playFaults } from './servers';

const half = 1_100_000;
const again: Outcome = { attempts: 2, resumed: false };
const goesOn: Outcome = { attempts: 2, resumed: true };
const failed = (
	category: 'quota' | 'permission' | 'timeout' | 'dataChannel',
	stage: 'command' | 'data',
	says: RegExp,
): Outcome => ({ category, stage, says });

function rowsOf(operation: Operation): FaultRow[] {
	const verb = operation === 'append' ? 'APPE' : 'STOR';
	const afterLie = operation === 'append' ? goesOn : again;
	const proven: Outcome = { attempts: operation === 'append' ? 2 : 1 };
	const once = (title: string, outcome: Outcome, ...faults: readonly Fault[]): FaultRow => ({
		title,
		operation,
		outcome,
		rules: [on(verb, { nth: 1 }, ...faults)],
		silent: faults.some(isSilent),
	});
	const always = (title: string, outcome: Outcome, fault: Fault): FaultRow => ({
		title,
		operation,
		outcome,
		rules: [on(verb, fault)],
		silent: isSilent(fault),
	});
	return [
		once('goes on where it was cut', goesOn, cutData(half)),
		once('goes on after a reset', goesOn, cutData(half, { ending: 'reset' })),
		once('goes on after the whole connection broke', goesOn, cutControl(half)),
		once('goes on after it stood still', goesOn, stall(half)),
		once(
			'notices a cut that is called a success',
			{ attempts: 2 },
			cutData(half, { reply: '226 Done' }),
		),
		once('notices that half was stored', afterLie, storeOnly(half)),
		once('notices that nothing was stored', again, storeOnly(0)),
		once('begins again when nothing had arrived', again, cutData(0)),
		once('notices that nothing arrived', again, cutData(0, { reply: '226 Done' })),
		once('ends whole when only the answer is missing', { attempts: 2 }, finalReply(null)),
		once('ends whole when the answer is a refusal', { attempts: 2 }, finalReply('426 Broken')),
		once('ends whole when the answer is lost', { attempts: 2 }, loseReply()),
		once('waits while a slow server takes', { attempts: 1 }, slow(20_000_000)),
		once('is tried again after 450', again, reply('450 Busy')),
		once('is tried again after 451', again, reply('451 Local error')),
		once('is tried again after 425', again, reply('425 Cannot open data connection')),
		once('is tried again after 421', {}, reply('421 Shutting down')),
		once('is tried again on a new connection', {}, dropBefore()),
		once('is tried again after a reset', {}, dropBefore('reset')),
		once('is proven on a new connection', proven, dropAfter()),
		always('is proven on a new connection each time', proven, dropAfter()),
		always(
			'tells of a full quota at the end',
			failed('quota', 'data', /no space left/),
			finalReply('552 Quota exceeded'),
		),
		always(
			'tells of a full disk at the beginning',
			failed('quota', 'command', /no space left/),
			reply('452 Disk full'),
		),
		always(
			'tells of a missing right',
			failed('permission', 'command', /does not permit/),
			reply('553 Could not create file.'),
		),
		always(
			'tells of a transfer that stands still',
			failed('timeout', 'data', /^The upload of .* stood still/),
			stall(half),
		),
		always(
			'tells of a data connection that always breaks',
			failed('dataChannel', 'data', /upload/),
			cutData(0),
		),
		{
			title: 'begins again where REST is refused',
			operation,
			outcome: { attempts: 2, resumed: operation === 'append' },
			rules: [on(verb, { nth: 1 }, cutData(half)), on('REST', reply('502 No REST'))],
		},
	];
}

describe('the upload of a new file', () => playFaults(rowsOf('upload')));
describe('the upload over an old file', () => playFaults(rowsOf('replace'), ['ahead']));
describe('the upload in place', () => playFaults(rowsOf('direct'), ['inTurn', 'tls']));
describe('the upload to the end of a file', () =>
	playFaults(rowsOf('append'), ['inTurn', 'ahead']));
