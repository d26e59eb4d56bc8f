import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from '../support/server/FtpServer';
import { on, reply } from '../support/server/faults';
import { readTree, writeTree } from '../support/engine/diskTree';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';

const old = new Date('2026-01-02T03:04:05Z');
const files = (from: number, to: number) =>
	Object.fromEntries(
		Array.from({ length: to - from }, (_, i) => [`f${String(from + i).padStart(3, '0')}.txt`, 'x']),
	);

let server: FtpServer;
let scene: SyncScene;
beforeEach(async () => {
	server = await FtpServer.start();
	scene = new SyncScene(server);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

const deleteExtra = { deleteExtra: true };

it('refuses to delete 51 of 100 files, with the plan in the error, and does it when allowed', async () => {
	writeTree(scene.local, files(0, 49), old);
	writeTree(server.root, files(0, 100), old);
	const refused = await scene.run('push', { options: deleteExtra });
	expect(refused.error).toMatchObject({
		message: expect.stringContaining('delete 51 of 100 files'),
		context: {
			category: 'guard',
			itemIndex: 0,
			data: {
				guard: 'maxDeletePercent',
				side: 'remote',
				counts: { deletions: 51, files: 100, maxDeletions: 100, maxDeletePercent: 50 },
			},
		},
	});
	const { data } = refused.error?.context as { data: { planned: unknown[] } };
	expect(data.planned).toHaveLength(51);
	expect(data.planned[0]).toMatchObject({
		action: 'deleteFile',
		path: '/f049.txt',
		side: 'remote',
	});
	expect(Object.keys(readTree(server.root))).toHaveLength(100);
	const allowed = await scene.summary('push', {
		options: { ...deleteExtra, maxDeletePercent: 51 },
	});
	expect(allowed).toMatchObject({ deleted: 51, unchanged: 49, failed: 0 });
	expect(readTree(server.root)).toEqual(readTree(scene.local));
});

it('refuses to delete more than 100 files unless Max Deletions says more', async () => {
	writeTree(server.root, { 'keep.txt': 'x' }, old);
	writeTree(scene.local, { 'keep.txt': 'x', ...files(0, 101) }, old);
	const options = { ...deleteExtra, maxDeletePercent: 100 };
	expect((await scene.run('pull', { options })).error).toMatchObject({
		context: { category: 'guard', data: { guard: 'maxDeletions', side: 'local' } },
	});
	expect(Object.keys(readTree(scene.local))).toHaveLength(102);
	expect(await scene.summary('pull', { options: { ...options, maxDeletions: 101 } })).toMatchObject(
		{
			deleted: 101,
		},
	);
});

it.each(['push', 'pull', 'twoWay'])('does not believe an empty source in %s', async (operation) => {
	writeTree(scene.local, files(0, 3), old);
	await scene.run('push');
	const emptied = operation === 'pull' ? server.root : scene.local;
	for (const name of Object.keys(readTree(emptied))) rmSync(join(emptied, name));
	const options = { ...deleteExtra, maxDeletePercent: 100 };
	const refused = await scene.run(operation, { options });
	expect(refused.error).toMatchObject({ context: { data: { guard: 'emptySource' } } });
	const other = operation === 'pull' ? scene.local : server.root;
	expect(Object.keys(readTree(other))).toHaveLength(3);
	const allowed = { ...options, allowEmptySource: true };
	expect(await scene.summary(operation, { options: allowed })).toMatchObject({ deleted: 3 });
	expect(readTree(other)).toEqual({});
});

it('never fails a preview, and says what a run would stop at', async () => {
	writeTree(server.root, files(0, 10), old);
	const run = await scene.run('push', { preview: true, options: deleteExtra });
	expect(run.json('Sync')).toHaveLength(10);
	for (const item of run.json('Sync')) {
		expect(item).toMatchObject({ status: 'planned', blockedBy: 'emptySource' });
	}
	expect(Object.keys(readTree(server.root))).toHaveLength(10);
	expect(readdirSync(scene.local)).toEqual([]);
});

it('moves deleted and overwritten files to the trash under the time of the run', async () => {
	writeTree(scene.local, { 'a.txt': 'old', 'sub/b.txt': 'b', 'c.txt': 'c' }, old);
	await scene.run('push');
	writeFileSync(join(scene.local, 'a.txt'), 'newer');
	rmSync(join(scene.local, 'sub/b.txt'));
	const options = { ...deleteExtra, trashFolder: locator('/trash') };
	expect(await scene.changes('push', { options })).toEqual([
		'upload /a.txt changed done',
		'deleteFile /sub/b.txt extra done',
	]);
	const [stamp = ''] = readdirSync(join(server.root, 'trash'));
	expect(stamp).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/);
	expect(readTree(join(server.root, 'trash', stamp))).toEqual({ 'a.txt': 'old', 'sub/b.txt': 'b' });
	expect(readFileSync(join(server.root, 'a.txt'), 'utf8')).toBe('newer');
	expect(await scene.changes('push', { options })).toEqual([]);
});

it('keeps what a pull deletes or overwrites in the local trash', async () => {
	writeTree(server.root, { 'a.txt': 'old', 'b.txt': 'b', 'c.txt': 'c' }, old);
	await scene.run('pull');
	writeFileSync(join(server.root, 'a.txt'), 'newer');
	rmSync(join(server.root, 'b.txt'));
	const options = { ...deleteExtra, trashFolder: locator('/trash') };
	await scene.run('pull', { options });
	const trash = join(scene.local, '.ftp-remote-sync/trash');
	const [stamp = ''] = readdirSync(trash);
	expect(readTree(join(trash, stamp))).toEqual({ 'a.txt': 'old', 'b.txt': 'b' });
	expect(readTree(scene.local)).toEqual({ 'a.txt': 'newer', 'c.txt': 'c' });
});

it('fails a path whose old file cannot be moved to the trash, and deletes nothing', async () => {
	writeTree(scene.local, { 'a.txt': 'a', 'b.txt': 'b' }, old);
	await scene.run('push');
	rmSync(join(scene.local, 'b.txt'));
	server.script(on('RNTO', { path: /trash/ }, reply('553 Not allowed')));
	const options = { ...deleteExtra, trashFolder: locator('/trash'), onPathFailure: 'report' };
	expect(await scene.changes('push', { options })).toEqual(['deleteFile /b.txt extra failed']);
	expect(readFileSync(join(server.root, 'b.txt'), 'utf8')).toBe('b');
});

it('neither deletes nor overwrites what is protected or filtered out', async () => {
	writeTree(server.root, { 'a.key': 'server', 'b.tmp': 'server', 'c.txt': 'server' }, old);
	writeTree(scene.local, { 'a.key': 'local one', 'd.txt': 'd' }, old);
	const parameters = {
		options: { ...deleteExtra, protect: '*.key', maxDeletePercent: 100 },
		filters: { exclude: '*.tmp' },
	};
	expect(await scene.changes('push', parameters)).toEqual([
		'skip /a.key protected skipped',
		'deleteFile /c.txt extra done',
		'upload /d.txt new done',
	]);
	expect(readTree(server.root)).toEqual({ 'a.key': 'server', 'b.tmp': 'server', 'd.txt': 'd' });
});
