import {
	cutControl,
	cutData,
	dropBefore,
	finalReply,
	dropAfter,
	loseReply,
	on,
	reply,
	slow,
	stall,
	wrongSize,
	type Fault,
} from '../../../../support/server/faults';
import { newBytes, isSilent, type FaultRow, type Outcome } from './playFault';
import { playFaults } from './servers';

const half = 1_100_000;
const operation = 'download';
const again: Outcome = { attempts: 2, resumed: false };
const goesOn: Outcome = { attempts: 2, resumed: true };

const once = (title: string, outcome: Outcome, ...faults: readonly Fault[]): FaultRow => ({
	title,
	operation,
	outcome,
	rules: [on('RETR', { nth: 1 }, ...faults)],
	silent: faults.some(isSilent),
});

const always = (title: string, outcome: Outcome, ...faults: readonly Fault[]): FaultRow => ({
	title,
	operation,
	outcome,
	rules: [on('RETR', ...faults)],
	silent: faults.some(isSilent),
});

describe('a download whose transfer breaks', () => {
	playFaults([
		once('goes on where it was cut', goesOn, cutData(half)),
		once('notices a cut that is called a success', goesOn, cutData(half, { reply: '226 Done' })),
		once('goes on after a reset', goesOn, cutData(half, { ending: 'reset' })),
		once('begins again when nothing had come', again, cutData(0)),
		once('notices that nothing came', again, cutData(0, { reply: '226 Done' })),
		once('goes on after the whole connection broke', goesOn, cutControl(half)),
		once('goes on after it stood still', goesOn, stall(half)),
		once('begins again when it never moved', again, stall(0)),
		once('goes on after a 550 in the middle', goesOn, cutData(half, { reply: '550 Read error' })),
		once('needs no byte twice when only the answer is missing', {}, finalReply(null)),
		once('needs no byte twice when the answer is a refusal', {}, finalReply('426 Broken')),
		once('needs no byte twice when the answer is lost', {}, loseReply()),
		always('is whole when the server leaves after each', {}, dropAfter()),
		once('waits while a slow server sends', { attempts: 1 }, slow(20_000_000)),
		{
			title: 'reads the beginning again where REST is refused',
			operation,
			outcome: goesOn,
			rules: [on('RETR', { nth: 1 }, cutData(half)), on('REST', reply('502 No REST'))],
		},
		{
			title: 'reads all again where REST is accepted and not obeyed',
			operation,
			outcome: { attempts: 3, resumed: false },
			rules: [on('RETR', { nth: 1 }, cutData(half)), on('REST', reply('350 Of course'))],
			settings: { retries: 2 },
		},
	]);
});

describe('a download that is refused', () => {
	playFaults([
		once('is tried again after 450', again, reply('450 Busy')),
		once('is tried again after 451', again, reply('451 Local error')),
		once('is tried again after 425', again, reply('425 Cannot open data connection')),
		once('is tried again after 421', {}, reply('421 Shutting down')),
		once('is tried again on a new connection', {}, dropBefore()),
		once('is tried again after a reset', {}, dropBefore('reset')),
		always(
			'tells of a data connection that always breaks',
			{ category: 'dataChannel', stage: 'data', says: /^Cannot download "\/in\/file\.bin"/ },
			cutData(0),
		),
		always(
			'tells of a transfer that stands still',
			{ category: 'timeout', stage: 'data', says: /^The download of .* stood still for 0\.5/ },
			stall(half),
		),
		always(
			'tells of a connection that always breaks',
			{ category: 'connectionLost', stage: 'data', says: /lost during the download of/ },
			dropBefore('reset'),
		),
		always(
			'is a matter of permission where the file is there',
			{ category: 'permission', stage: 'command', says: /download .* does not permit/ },
			reply('550 Permission denied'),
		),
		always(
			'asks what a 550 without a reason means',
			{ category: 'permission', stage: 'command', says: /download .* does not permit/ },
			reply('550 Failed to open file.'),
		),
		{
			title: 'tells of a server whose sizes are too large',
			operation,
			outcome: {
				category: 'integrity',
				stage: 'verify',
				says: new RegExp(`ended too early \\(${newBytes.length.toLocaleString('en-US')} bytes`),
			},
			rules: [on('SIZE', wrongSize(10))],
			server: { off: ['MLST', 'MLSD'] },
		},
		{
			title: 'tells of a server whose sizes are too small',
			operation,
			outcome: { category: 'integrity', stage: 'verify', says: /more came than was announced/ },
			rules: [on('SIZE', wrongSize(-10))],
			server: { off: ['MLST', 'MLSD'] },
		},
	]);
});
