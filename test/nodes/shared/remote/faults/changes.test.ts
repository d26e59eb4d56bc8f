import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	dropAfter,
	dropBefore,
	loseReply,
	on,
	reply,
	runButReply,
	silence,
	type Fault,
} from '../../../../support/server/faults';
import { withRemote } from '../withRemote';
import type { FaultRow, Operation, Outcome } from './playFault';
import { playFaults } from './servers';

const changes: ReadonlyArray<readonly [Operation, string]> = [
	['delete', 'DELE'],
	['rename', 'RNTO'],
	['createFolder', 'MKD'],
];

function rowsOf([operation, verb]: readonly [Operation, string]): FaultRow[] {
	const row = (
		title: string,
		outcome: Outcome,
		nth: number | undefined,
		fault: Fault,
	): FaultRow => ({
		title,
		operation,
		outcome,
		rules: [on(verb, nth === undefined ? {} : { nth }, fault)],
	});
	return [
		row('asks for the outcome when the answer is lost', {}, 1, loseReply()),
		row('asks for the outcome when the answer is lost by a reset', {}, 1, loseReply('reset')),
		row('is done on a new connection when it was not read', {}, 1, dropBefore()),
		row('is done when the connection breaks after it', {}, 1, dropAfter()),
		{ ...row('asks for the outcome when no answer comes', {}, 1, silence()), silent: true },
		row('is tried again after 450', {}, 1, reply('450 Busy')),
		row('is tried again after 451', {}, 1, reply('451 Local error')),
		row('is tried again after 421', {}, 1, reply('421 Shutting down')),
		row(
			'tells of a missing right',
			{ category: 'permission', stage: 'command', says: /does not permit/ },
			undefined,
			reply('550 Permission denied'),
		),
		row(
			'tells of a 550 without a reason',
			{ category: 'permission', stage: 'command', says: /does not permit/ },
			undefined,
			reply('550 Operation failed.'),
		),
		row(
			'tells that the server puts it off',
			{ category: 'connectionLost', stage: 'command', says: /put off the request for/ },
			undefined,
			reply('450 Busy'),
		),
		row(
			'tells of a command that is not known',
			{ category: 'unsupported', stage: 'command', says: /does not support/ },
			undefined,
			reply('502 Not implemented'),
		),
		row(
			'tells of a connection that always breaks',
			{ category: 'connectionLost', stage: 'command', says: /was lost/ },
			undefined,
			dropBefore('reset'),
		),
	];
}

describe('a change', () => playFaults(changes.flatMap(rowsOf), ['inTurn', 'ahead']));

describe('a refusal that is none', () => {
	playFaults(
		['521 "/in/made" directory exists', '550 Exists', '553 Exists', '451 Exists'].map((text) => ({
			title: `of a new folder, where it is there: ${text}`,
			operation: 'createFolder',
			outcome: {},
			rules: [on('MKD', runButReply(text))],
		})),
		['inTurn'],
	);
});

describe('a refusal that the server calls temporary', () => {
	it.each(['450 Busy', '451 Local error'])(
		'is no reason to try again where asking shows another cause (%s)',
		async (text) => {
			await withRemote({}, async ({ server, endpoint }) => {
				writeFileSync(join(server.root, 'file'), '');
				server.script(on(['MKD', 'RNFR', 'RNTO', 'DELE'], reply(text)));
				server.script(on('CWD', { path: '/none' }, reply(text)));
				await expect(endpoint.list('/none')).rejects.toMatchObject({
					category: 'notFound',
					attempts: 1,
				});
				await expect(endpoint.createFolder('/no/ne')).rejects.toMatchObject({
					category: 'notFound',
					attempts: 1,
				});
				await expect(endpoint.createFolder('/file')).rejects.toMatchObject({
					category: 'alreadyExists',
					attempts: 1,
				});
				await expect(endpoint.move('/none', '/other', { overwrite: true })).rejects.toMatchObject({
					category: 'notFound',
					attempts: 1,
				});
				expect(server.commands('MKD')).toHaveLength(2);
			});
		},
	);
});
