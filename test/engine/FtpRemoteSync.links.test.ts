import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from '../support/server/FtpServer';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';

const old = new Date('2026-01-02T03:04:05Z');
const kept = { 'kept/a.txt': 'a', 'kept/deep/b.txt': 'b' };

let server: FtpServer;
let scene: SyncScene;
afterEach(async () => await server.stop());
afterAll(stopEngine);

/** A server whose MLSD shows a link as the folder that it leads to, here out of the folder that is synced. */
async function start(linkFacts: 'folder' | 'slink'): Promise<void> {
	server = await FtpServer.start({ linkFacts });
	scene = new SyncScene(server);
	writeTree(server.root, { ...kept, 'site/x.txt': 'x', 'site/sub/y.txt': 'y' }, old);
	symlinkSync('../kept', join(server.root, 'site/way'));
}
const site = { remoteFolder: '/site' };
const deleteExtra = { deleteExtra: true, maxDeletePercent: 100 };

it.each([
	['to the trash', { ...deleteExtra, trashFolder: '/trash' }],
	['for good', deleteExtra],
])('takes nothing %s that lies behind a link', async (_, options) => {
	await start('folder');
	writeTree(scene.local, { 'x.txt': 'x' }, old);
	const parameters = { ...site, options: { ...options, onPathFailure: 'report' } };
	expect(await scene.changes('push', parameters)).toEqual([
		'deleteFolder /site/sub extra done',
		'deleteFile /site/sub/y.txt extra done',
		'deleteFolder /site/way link skipped',
		'deleteFile /site/way/a.txt link skipped',
		'deleteFolder /site/way/deep link skipped',
		'deleteFile /site/way/deep/b.txt link skipped',
	]);
	expect(readTree(join(server.root, 'kept'))).toEqual({ 'a.txt': 'a', 'deep/b.txt': 'b' });
});

it('carries no deletion through a link in two-way', async () => {
	await start('folder');
	await scene.run('twoWay', site);
	rmSync(join(scene.local, 'way'), { recursive: true });
	await scene.run('twoWay', site);
	expect(readTree(join(server.root, 'kept'))).toEqual({ 'a.txt': 'a', 'deep/b.txt': 'b' });
});

it.each(['push', 'pull', 'twoWay'])(
	'leaves links alone that are shown in %s',
	async (operation) => {
		await start('slink');
		mkdirSync(join(scene.local, 'way'));
		writeTree(scene.local, { 'x.txt': 'x', 'way/a.txt': 'other' }, old);
		const parameters = { ...site, options: { ...deleteExtra, onPathFailure: 'report' } };
		const changes = await scene.changes(operation, parameters);
		expect(changes).toContain('skip /site/way link skipped');
		expect(changes.filter((line) => line.includes('/way/'))).toEqual([]);
		expect(readTree(join(server.root, 'kept'))).toEqual({ 'a.txt': 'a', 'deep/b.txt': 'b' });
		expect(readTree(join(scene.local, 'way'))).toEqual({ 'a.txt': 'other' });
	},
);
