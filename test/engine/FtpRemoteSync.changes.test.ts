import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, reply } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';
import type { ServerOptions } from '../support/server/settings';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';

const tree = {
	'touched.txt': 'same',
	'edited.txt': 'before',
	'quick.txt': 'one',
	'gone.txt': 'bye',
	'kept.txt': 'kept',
	'sub/kept.txt': 'kept too',
};

const servers: ReadonlyArray<readonly [string, ServerOptions]> = [
	['MLSD', {}],
	['LIST, MDTM and MFMT', { off: ['MLSD', 'MLST'] }],
	['LIST and MDTM, which also sets times', { off: ['MLSD', 'MLST', 'MFMT'], mdtmWrites: true }],
	['LIST and MDTM, and no way to set times', { off: ['MLSD', 'MLST', 'MFMT'] }],
	['LIST only', { off: ['MLSD', 'MLST', 'MFMT', 'MDTM', 'SITE'] }],
	['LIST only, and no FEAT to say so', { off: ['FEAT', 'MLSD', 'MLST', 'MFMT', 'MDTM', 'SITE'] }],
	[
		'LIST, and MDTM that is offered and refused',
		{ off: ['MLSD', 'MLST', 'MFMT'], faults: [on('MDTM', reply('550 Permission denied.'))] },
	],
	[
		'MLST and MDTM, and MLSD that is offered and refused',
		{ faults: [on('MLSD', reply('504 Not implemented for that parameter'))] },
	],
	['LIST in the format of DOS', { listing: 'dos', off: ['MLSD', 'MLST', 'MFMT'] }],
	['LIST in a zone far away', { timeZoneMinutes: 330, off: ['MLSD', 'MLST', 'MFMT'] }],
];

afterAll(stopEngine);

describe.each(servers)('on a server with %s', (_, options) => {
	let server: FtpServer;
	let scene: SyncScene;
	beforeEach(async () => {
		server = await FtpServer.start(options);
		scene = new SyncScene(server);
	});
	afterEach(async () => await server.stop());

	/** Files of long ago, and one that was written just now. */
	function fill(folder: string): void {
		const { 'quick.txt': quick, ...others } = tree;
		writeTree(folder, others, new Date('2026-01-02T03:04:05Z'));
		writeTree(folder, { 'quick.txt': quick });
	}

	/** Edits one side as somebody does right after a run: also within the minute that LIST shows. */
	function edit(folder: string): void {
		const at = new Date(Date.now() + 2000);
		utimesSync(join(folder, 'touched.txt'), at, at);
		writeFileSync(join(folder, 'edited.txt'), 'after it');
		writeFileSync(join(folder, 'quick.txt'), 'two');
		utimesSync(join(folder, 'quick.txt'), at, at);
		rmSync(join(folder, 'gone.txt'));
		writeFileSync(join(folder, 'new.txt'), 'new');
	}

	it('pushes each change once, with its reason', async () => {
		fill(scene.local);
		expect(await scene.summary('push')).toMatchObject({ uploaded: 6 });
		expect(await scene.changes('push', { options: { deleteExtra: true } })).toEqual([]);
		edit(scene.local);
		expect(await scene.changes('push', { options: { deleteExtra: true } })).toEqual([
			'upload /edited.txt changed done',
			'deleteFile /gone.txt extra done',
			'upload /new.txt new done',
			'upload /quick.txt changed done',
			'upload /touched.txt changed done',
		]);
		expect(readTree(server.root)).toEqual(readTree(scene.local));
		expect(await scene.changes('push', { options: { deleteExtra: true } })).toEqual([]);
	});

	it('pulls each change once, with its reason', async () => {
		fill(server.root);
		expect(await scene.summary('pull')).toMatchObject({ downloaded: 6 });
		expect(await scene.changes('pull', { options: { deleteExtra: true } })).toEqual([]);
		edit(server.root);
		expect(await scene.changes('pull', { options: { deleteExtra: true } })).toEqual([
			'download /edited.txt changed done',
			'deleteFile /gone.txt extra done',
			'download /new.txt new done',
			'download /quick.txt changed done',
			'download /touched.txt changed done',
		]);
		expect(readTree(scene.local)).toEqual(readTree(server.root));
		expect(await scene.changes('pull', { options: { deleteExtra: true } })).toEqual([]);
	});

	it('carries each change of either side across, once', async () => {
		fill(scene.local);
		await scene.run('twoWay');
		expect(await scene.changes('twoWay')).toEqual([]);
		edit(scene.local);
		expect(await scene.changes('twoWay')).toEqual([
			'upload /edited.txt changed done',
			'deleteFile /gone.txt deleted done',
			'upload /new.txt new done',
			'upload /quick.txt changed done',
			'upload /touched.txt changed done',
		]);
		expect(readTree(server.root)).toEqual(readTree(scene.local));
		expect(await scene.changes('twoWay')).toEqual([]);
	});
});
