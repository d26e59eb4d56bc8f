import {
	dropBefore,
	loseReply,
	on,
	refuse,
	refuseOverExisting,
	reply,
	say,
	wrongSize,
	type Rule,
} from '../../../../support/server/faults';
import type { FaultRow, Operation, Outcome } from './playFault';
import { playFaults } from './servers';

const over = on('RNTO', refuseOverExisting());

function rowsOf(operation: Operation): FaultRow[] {
	const row = (title: string, outcome: Outcome, ...rules: readonly Rule[]): FaultRow => ({
		title,
		operation,
		outcome,
		rules,
	});
	return [
		row('asks again for a lost size', {}, on('SIZE', { nth: 1 }, loseReply())),
		row('proves by a listing where SIZE is refused', { attempts: 1 }, refuse('SIZE', 550)),
		row('proves by a listing where SIZE is not known', { attempts: 1 }, refuse('SIZE', 502)),
		row(
			'asks for the outcome of a rename whose answer is lost',
			{},
			on('RNTO', { nth: 1 }, loseReply()),
		),
		row(
			'asks for the outcome of a rename that was never read',
			{},
			on('RNTO', { nth: 1 }, dropBefore('reset')),
		),
		row('renames again when the first half is lost', {}, on('RNFR', { nth: 1 }, loseReply())),
		row('renames again after 450', {}, on('RNTO', { nth: 1 }, reply('450 Busy'))),
		row('renames again after 451', {}, on('RNFR', { nth: 1 }, reply('451 Busy'))),
		row('renames again after 421', {}, on('RNTO', { nth: 1 }, reply('421 Shutting down'))),
		row(
			'is not misled by an answer too much to SIZE',
			{},
			on('SIZE', { nth: 1 }, say('226 Transfer complete')),
		),
		row(
			'is not misled by an answer too much to STOR',
			{},
			on('STOR', { nth: 1 }, say('200 Hello')),
		),
		row('is not misled by an answer too much to RNFR', {}, on('RNFR', { nth: 1 }, say('213 77'))),
		row(
			'leaves nothing behind when the rename is refused',
			{ category: 'permission', stage: 'command', says: /Cannot upload .* does not permit/ },
			on('RNTO', reply('550 Permission denied')),
		),
		row(
			'leaves nothing behind when renaming is not known',
			{ category: 'unsupported', stage: 'command', says: /does not support RNTO/ },
			refuse('RNFR', 502),
			refuse('RNTO', 502),
		),
		row(
			'is not misled by a server that calls renaming superfluous',
			{ category: 'unsupported', stage: 'command', says: /does not support RNTO/ },
			refuse('RNFR', 202),
			refuse('RNTO', 202),
		),
		row(
			'leaves nothing behind when the sizes always differ',
			{ category: 'integrity', stage: 'verify', says: /the sizes differ/ },
			on('SIZE', wrongSize(-1)),
		),
	];
}

describe('the proof and the name of a new file', () => playFaults(rowsOf('upload')));
describe('the proof and the name of a file in place of an old one', () => {
	playFaults([
		...rowsOf('replace'),
		...(
			[
				['sets the old file aside where a rename over it is refused', []],
				['survives a lost answer while setting aside', [on('RNTO', { nth: 2 }, loseReply())]],
				['survives a lost answer after setting aside', [on('RNTO', { nth: 3 }, loseReply())]],
				['survives a cut while setting aside', [on('RNTO', { nth: 2 }, dropBefore())]],
				['survives a cut after setting aside', [on('RNTO', { nth: 3 }, dropBefore())]],
				[
					'survives a lost answer while removing the old file',
					[on('DELE', { nth: 1 }, loseReply())],
				],
				['survives a cut while removing the old file', [on('DELE', { nth: 1 }, dropBefore())]],
			] as ReadonlyArray<readonly [string, readonly Rule[]]>
		).map(([title, rules]): FaultRow => ({
			title,
			operation: 'replace',
			outcome: {},
			rules: [over, ...rules],
		})),
		{
			title: 'gives the old file its name back when the new one cannot have it',
			operation: 'replace',
			outcome: { category: 'permission', stage: 'command', says: /Cannot upload/ },
			rules: [over, on('RNTO', { nth: 3 }, reply('550 Permission denied'))],
			settings: { maxConnections: 1 },
		},
		{
			title: 'leaves the old file where it is when it cannot be set aside',
			operation: 'replace',
			outcome: { category: 'permission', stage: 'command', says: /Cannot upload/ },
			rules: [on('RNTO', reply('550 File exists'))],
		},
	]);
});
