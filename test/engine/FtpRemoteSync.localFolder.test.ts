import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { FtpServer } from '../support/server/FtpServer';
import { addLines, on } from '../support/server/faults';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';

const old = new Date('2026-01-02T03:04:05Z');

let server: FtpServer;
let scene: SyncScene;
beforeEach(async () => {
	server = await FtpServer.start();
	scene = new SyncScene(server);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

it('refuses a folder that n8n does not allow, and names the setting', async () => {
	const outside = join(tmpdir(), 'not-allowed-by-n8n');
	for (const operation of ['push', 'pull', 'twoWay']) {
		const run = await scene.run(operation, { localFolder: outside });
		expect(run.error).toMatchObject({
			message: `n8n does not allow access to the local folder "${outside}"`,
			description: expect.stringContaining('N8N_RESTRICT_FILE_ACCESS_TO'),
			context: { category: 'permission', stage: 'local' },
		});
		expect(run.error?.description).toContain('~/.n8n-files');
	}
	expect(existsSync(outside)).toBe(false);
});

it('refuses a link that leads to a folder that n8n does not allow', async () => {
	symlinkSync(tmpdir(), join(scene.local, 'link'));
	const run = await scene.run('pull', { localFolder: join(scene.local, 'link') });
	expect(run.error).toMatchObject({ context: { category: 'permission' } });
});

it.each([
	['empty', '={{ "" }}', 'Local Folder is empty'],
	['blank', '  ', 'Local Folder is empty'],
	['null', '={{ null }}', 'Local Folder is empty'],
	['a number', '={{ 5 }}', 'Local Folder is not text'],
	['relative', 'reports', 'Local Folder is not an absolute path: reports'],
	['of two lines', '={{ "/a\\nb" }}', 'Local Folder contains a line break or NUL: /a\\x0ab'],
])('refuses a local folder that is %s', async (_, localFolder, message) => {
	const run = await scene.run('pull', { localFolder });
	expect(run.error).toMatchObject({ message, context: { category: 'invalidInput' } });
	expect(server.commands('RETR')).toEqual([]);
});

it('makes a missing folder for a pull, several levels deep', async () => {
	writeTree(server.root, { 'a.txt': 'a' }, old);
	const localFolder = join(scene.local, 'not/there/yet');
	expect(await scene.summary('pull', { localFolder })).toMatchObject({ downloaded: 1 });
	expect(readTree(localFolder)).toEqual({ 'a.txt': 'a' });
});

it('makes no folder for a preview, nor for a push', async () => {
	writeTree(server.root, { 'a.txt': 'a' }, old);
	const localFolder = join(scene.local, 'missing');
	const preview = await scene.run('pull', { localFolder, preview: true });
	expect(preview.json('Sync')).toMatchObject([
		{ action: 'createFolder', side: 'local' },
		{ action: 'download', path: '/a.txt' },
	]);
	const push = await scene.run('push', { localFolder, options: { deleteExtra: true } });
	expect(push.error).toMatchObject({
		message: `The local folder "${localFolder}" does not exist`,
		context: { category: 'notFound' },
	});
	expect(existsSync(localFolder)).toBe(false);
	expect(readTree(server.root)).toEqual({ 'a.txt': 'a' });
});

it.each(['push', 'pull', 'twoWay'])('leaves .git alone on both sides in %s', async (operation) => {
	writeTree(scene.local, { '.git/config': 'local', 'a.txt': 'a' }, old);
	writeTree(server.root, { '.git/config': 'server', 'sub/.git/HEAD': 'x', 'b.txt': 'b' }, old);
	const options = { deleteExtra: true, maxDeletePercent: 100, onPathFailure: 'report' };
	const run = await scene.run(operation, { options });
	expect(run.error).toBeUndefined();
	const skipped = run.json('Sync').filter(({ reason }) => reason === 'blockedByN8n');
	expect(skipped.map(({ path, status }) => [path, status])).toEqual(
		expect.arrayContaining([
			['/.git', 'skipped'],
			['/sub/.git', 'skipped'],
		]),
	);
	expect(readTree(join(scene.local, '.git'))).toEqual({ config: 'local' });
	expect(readTree(join(server.root, '.git'))).toEqual({ config: 'server' });
	expect(readTree(join(server.root, 'sub/.git'))).toEqual({ HEAD: 'x' });
	expect(existsSync(join(scene.local, 'sub/.git'))).toBe(false);
});

it('neither follows nor copies links in the local folder', async () => {
	mkdirSync(join(scene.local, 'real'));
	writeTree(scene.local, { 'real/a.txt': 'a' }, old);
	symlinkSync('real', join(scene.local, 'folder'));
	symlinkSync('real/a.txt', join(scene.local, 'file'));
	expect(await scene.changes('push')).toEqual([
		'skip /file link skipped',
		'skip /folder link skipped',
		'createFolder /real new done',
		'upload /real/a.txt new done',
	]);
	writeTree(server.root, { 'folder/b.txt': 'b' }, old);
	await scene.run('pull', { options: { onPathFailure: 'report' } });
	expect(readdirSync(join(scene.local, 'real'))).toEqual(['a.txt']);
});

it('reports names that the disk cannot store', async () => {
	writeTree(server.root, { 'a.txt': 'a' }, old);
	const name = 'ü'.repeat(200);
	server.script(on('MLSD', addLines(`type=file;size=1;modify=20260101000000; ${name}`)));
	expect(await scene.changes('pull')).toEqual([
		'download /a.txt new done',
		`skip /${name} unstorableName skipped`,
	]);
});

it('keeps its state in the local folder and syncs nothing of it', async () => {
	writeTree(scene.local, { 'a.txt': 'a' }, old);
	await scene.run('twoWay');
	expect(readdirSync(join(scene.local, '.ftp-remote-sync'))).toEqual([
		expect.stringMatching(/^[0-9a-f]{32}\.state$/),
	]);
	expect(readTree(server.root)).toEqual({ 'a.txt': 'a' });
	expect(existsSync(join(server.root, '.ftp-remote-sync'))).toBe(false);
});

it('starts anew, without deletions, when the pair is another one', async () => {
	writeTree(scene.local, { 'a.txt': 'a', 'b.txt': 'b' }, old);
	await scene.run('twoWay');
	const other = await FtpServer.start();
	try {
		const moved = new SyncScene(other);
		expect(await moved.changes('twoWay', { localFolder: scene.local })).toEqual([
			'upload /a.txt new done',
			'upload /b.txt new done',
		]);
	} finally {
		await other.stop();
	}
});

it('tells of a lock that somebody else holds', async () => {
	writeTree(scene.local, { 'a.txt': 'a' }, old);
	await scene.run('push');
	const [state = ''] = readdirSync(join(scene.local, '.ftp-remote-sync'));
	const lock = join(scene.local, '.ftp-remote-sync', state.replace('.state', '.lock'));
	writeFileSync(lock, 'other 000000000001\n');
	let beats = 1;
	const beating = setInterval(() => writeFileSync(lock, `other ${++beats}\n`), 100);
	try {
		expect((await scene.run('push')).error).toMatchObject({
			message: 'Another run of this sync is at work',
			context: { category: 'guard' },
		});
	} finally {
		clearInterval(beating);
	}
});
