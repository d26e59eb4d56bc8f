import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from '../support/server/FtpServer';
import { addLines, cutListing, hideLines, listingText, on, reply } from '../support/server/faults';
import type { Rule } from '../support/server/faults';
import type { ServerOptions } from '../support/server/settings';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';

const list = ['LIST', 'MLSD'];
const path = '/sub';
const tree = {
	'a.txt': 'a',
	'sub/b.txt': 'b',
	'sub/c.txt': 'c',
	'sub/deep/d.txt': 'd',
};

const faults: ReadonlyArray<readonly [string, readonly Rule[]]> = [
	[
		'with a line that nobody understands',
		[on(list, { path }, hideLines(/b\.txt/), addLines('?? b.txt ??'))],
	],
	['cut in half', [on(list, { path }, cutListing())]],
	['cut in half without a word', [on(list, { path }, hideLines(/c\.txt|deep/))]],
	['empty', [on(list, { path }, listingText(''))]],
	['empty the first time', [on(list, { path, nth: 1 }, listingText(''))]],
	['empty the first two times', [on(list, { path, times: 2 }, listingText(''))]],
	['empty, of all folders', [on(list, listingText(''))]],
	['unreadable', [on(['CWD', ...list], { path }, reply('550 Permission denied'))]],
	['busy', [on(list, { path }, reply('450 Busy'))]],
	[
		'with one name twice',
		[
			on(
				list,
				{ path },
				addLines(
					'type=file;size=9;modify=20200101000000; b.txt',
					'-rw-r--r-- 1 u g 9 Jan  1  2020 b.txt',
				),
			),
		],
	],
];

const servers: ReadonlyArray<readonly [string, ServerOptions]> = [
	['MLSD', {}],
	['LIST', { off: ['MLSD', 'MLST'] }],
];

let server: FtpServer;
let scene: SyncScene;
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe.each(servers)('on a server with %s', (_server, options) => {
	beforeEach(async () => {
		server = await FtpServer.start(options);
		scene = new SyncScene(server);
		writeTree(scene.local, tree, new Date('2026-01-02T03:04:05Z'));
		await scene.run('push');
	});

	describe.each(faults)('a folder that lists %s', (_fault, rules) => {
		it.each([
			['push', 'with a state', true],
			['push', 'without a state', false],
			['pull', 'with a state', true],
			['pull', 'without a state', false],
			['twoWay', 'with a state', true],
			['twoWay', 'without a state', false],
		])('costs no file in %s %s', async (operation, _state, keepState) => {
			if (!keepState) rmSync(join(scene.local, '.ftp-remote-sync'), { recursive: true });
			server.script(...rules);
			const before = server.commands().length;
			const run = await scene.run(operation, {
				options: { deleteExtra: true, maxDeletePercent: 100, onPathFailure: 'report' },
			});
			if (run.error) expect(run.error).toMatchObject({ context: { category: 'guard' } });
			// A folder that is there already may be made again: that does nothing.
			const items = run.json('Sync').filter(({ action }) => action !== 'createFolder');
			for (const { status } of items) expect(['skipped', 'failed']).toContain(status);
			expect(readTree(scene.local)).toEqual(tree);
			expect(readTree(server.root)).toEqual(tree);
			const harm = /^(DELE|RMD|RNTO|STOR|APPE) (?!.*\.(part|old)$)/;
			expect(
				server
					.commands()
					.slice(before)
					.filter((line) => harm.test(line)),
			).toEqual([]);
		});
	});
});
