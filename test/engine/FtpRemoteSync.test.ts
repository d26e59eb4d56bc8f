import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from '../support/server/FtpServer';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';

let server: FtpServer;
let scene: SyncScene;
beforeEach(async () => {
	server = await FtpServer.start();
	scene = new SyncScene(server);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

const old = new Date('2026-01-02T03:04:05Z');
const tree = { 'a.txt': 'a', 'sub/b c.txt': 'bb', 'sub/deep/ü.txt': 'ccc' };

it('pushes what the server lacks, and nothing the second time', async () => {
	writeTree(scene.local, tree, old);
	expect(await scene.changes('push')).toEqual([
		'upload /a.txt new done',
		'createFolder /sub new done',
		'upload /sub/b c.txt new done',
		'createFolder /sub/deep new done',
		'upload /sub/deep/ü.txt new done',
	]);
	expect(readTree(server.root)).toEqual(tree);
	expect(await scene.changes('push')).toEqual([]);
	expect(await scene.summary('push')).toMatchObject({ uploaded: 0, unchanged: 3, notes: [] });
});

it('pulls what the local folder lacks, and nothing the second time', async () => {
	writeTree(server.root, tree, old);
	expect(await scene.summary('pull')).toMatchObject({ downloaded: 3, bytesDownloaded: 6 });
	expect(readTree(scene.local)).toEqual(tree);
	expect(await scene.changes('pull')).toEqual([]);
});

it('carries changes and deletions both ways', async () => {
	writeTree(scene.local, tree, old);
	await scene.run('twoWay');
	writeFileSync(join(scene.local, 'a.txt'), 'A');
	writeFileSync(join(server.root, 'sub/b c.txt'), 'BB');
	writeFileSync(join(server.root, 'new.txt'), 'n');
	rmSync(join(scene.local, 'sub/deep'), { recursive: true });
	expect(await scene.changes('twoWay')).toEqual([
		'upload /a.txt changed done',
		'download /new.txt new done',
		'download /sub/b c.txt changed done',
		'deleteFolder /sub/deep deleted done',
		'deleteFile /sub/deep/ü.txt deleted done',
	]);
	expect(readTree(server.root)).toEqual({ 'a.txt': 'A', 'new.txt': 'n', 'sub/b c.txt': 'BB' });
	expect(readTree(scene.local)).toEqual(readTree(server.root));
});
