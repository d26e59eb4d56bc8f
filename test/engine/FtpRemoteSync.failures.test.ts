import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from '../support/server/FtpServer';
import { on, reply, slow } from '../support/server/faults';
import { readTree, writeTree } from '../support/engine/diskTree';
import { startWorkflow } from '../support/engine/runWorkflow';
import { searchList } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { itemsOf, workflowOf } from '../support/engine/workflowOf';

const old = new Date('2026-01-02T03:04:05Z');

let server: FtpServer;
let scene: SyncScene;
beforeEach(async () => {
	server = await FtpServer.start();
	scene = new SyncScene(server);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('a file that fails', () => {
	beforeEach(() => {
		writeTree(scene.local, { 'a.txt': 'a', 'bad.txt': 'b', 'c.txt': 'c' }, old);
		server.script(on('STOR', { path: /bad/ }, reply('553 Permission denied')));
	});

	it('stops no other file, and fails the node at the end', async () => {
		const run = await scene.run('push');
		expect(run.error).toMatchObject({
			message: expect.stringMatching(/^1 of 3 changes failed\. .*bad\.txt/),
			context: {
				category: 'permission',
				path: '/bad.txt',
				itemIndex: 0,
				data: {
					summary: { uploaded: 2, failed: 1 },
					failed: [{ path: '/bad.txt', status: 'failed' }],
				},
			},
		});
		expect(readTree(server.root)).toEqual({ 'a.txt': 'a', 'c.txt': 'c' });
	});

	it('is an item with its problem when only a report is wanted', async () => {
		const run = await scene.run('push', { options: { onPathFailure: 'report' } });
		expect(run.error).toBeUndefined();
		expect(run.json('Sync')).toMatchObject([
			{ path: '/a.txt', status: 'done' },
			{
				path: '/bad.txt',
				status: 'failed',
				problem: {
					category: 'permission',
					retryable: false,
					stage: expect.any(String),
					path: '/bad.txt',
					attempts: 1,
				},
			},
			{ path: '/c.txt', status: 'done' },
		]);
		for (const item of run.json('Sync')) expect(item).not.toHaveProperty('error');
	});

	it('does not fail the node under Continue either', async () => {
		const run = await scene.run('push', { onError: 'continueRegularOutput', output: 'summary' });
		expect(run.json('Sync')).toMatchObject([{ uploaded: 2, failed: 1 }]);
	});

	it('goes across in the next run', async () => {
		await scene.run('push');
		server.clearScript();
		expect(await scene.changes('push')).toEqual(['upload /bad.txt new done']);
	});
});

it('fails each item when nobody can log in, with one login attempt', async () => {
	server.settings.users = { test: 'another' };
	const run = await scene.run('push', { onError: 'continueRegularOutput' }, [{}, {}, {}]);
	expect(run.json('Sync')).toMatchObject([
		{ error: { category: 'auth' } },
		{ error: { category: 'auth' } },
		{ error: { category: 'auth' } },
	]);
	for (const item of run.json('Sync')) expect(Object.keys(item)).toEqual(['error']);
	expect(server.commands('PASS')).toHaveLength(1);
});

it('runs its items one after another, each with its own folders', async () => {
	for (const name of ['one', 'two'])
		writeTree(join(scene.local, name), { [`${name}.txt`]: name }, old);
	const run = await scene.run(
		'push',
		{ localFolder: `=${scene.local}/{{ $json.name }}`, remoteFolder: '=/{{ $json.name }}' },
		[{ name: 'one' }, { name: 'missing' }, { name: 'two' }],
	);
	expect(run.error).toMatchObject({ context: { itemIndex: 1, category: 'notFound' } });
	expect(readTree(server.root)).toEqual({ 'one/one.txt': 'one' });
	const tolerant = await scene.run(
		'push',
		{
			localFolder: `=${scene.local}/{{ $json.name }}`,
			remoteFolder: '=/{{ $json.name }}',
			onError: 'continueErrorOutput',
		},
		[{ name: 'one' }, { name: 'missing' }, { name: 'two' }],
	);
	expect(tolerant.json('Sync', 0)).toMatchObject([
		{ action: 'createFolder', path: '/two' },
		{ action: 'upload', path: '/two/two.txt' },
	]);
	expect(tolerant.items('Sync', 0)[0]?.pairedItem).toEqual({ item: 2 });
	expect(tolerant.json('Sync', 1)).toMatchObject([{ error: { category: 'notFound' } }]);
});

it('gives a summary for each item, and works without any change', async () => {
	const run = await scene.run('twoWay', { output: 'summary' }, [{}, {}]);
	expect(run.json('Sync')).toEqual(
		[0, 1].map(() => expect.objectContaining({ unchanged: 0, failed: 0, notes: [] })),
	);
	expect(Object.keys(run.json('Sync')[0] ?? {}).sort()).toEqual([
		...['bytesDownloaded', 'bytesPerSecond', 'bytesUploaded', 'conflicts', 'deleted'],
		...['downloaded', 'durationMs', 'failed', 'notes', 'skipped', 'unchanged', 'uploaded'],
	]);
});

it('stops within a second, and leaves nothing half', async () => {
	writeTree(server.root, { 'big.bin': 'x'.repeat(3_000_000), 'small.txt': 's' }, old);
	server.script(on('RETR', { path: '/big.bin' }, slow(200_000)));
	const file = workflowOf(itemsOf({}), scene.node('pull'));
	const running = await startWorkflow(file, scene.engine);
	await server.until(() => server.commands('RETR').some((line) => line.includes('big.bin')));
	const stopped = Date.now();
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect(Object.keys(readTree(scene.local)).filter((name) => name !== 'small.txt')).toEqual([]);
	server.clearScript();
	await scene.run('pull');
	expect(readTree(scene.local)).toEqual(readTree(server.root));
});

it('lets a person browse for the remote folder', async () => {
	mkdirSync(join(server.root, 'reports'));
	const node = scene.node('push', { remoteFolder: '/x' });
	const found = await searchList(node, 'remoteFolder', 'searchRemoteFolders', {}, scene.engine);
	expect(found.results).toEqual([{ name: '/reports/', value: '/reports/' }]);
});
