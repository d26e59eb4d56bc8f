import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpServer } from '../support/server/FtpServer';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { sentenceOf, SyncScene, type SyncParameters } from '../support/engine/SyncScene';

const old = new Date('2026-01-02T03:04:05Z');

let server: FtpServer;
let scene: SyncScene;
beforeEach(async () => {
	server = await FtpServer.start();
	scene = new SyncScene(server);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

async function preview(operation: string, parameters: SyncParameters = {}): Promise<IDataObject[]> {
	const run = await scene.run(operation, { ...parameters, preview: true });
	expect(run.error).toBeUndefined();
	return run.json('Sync');
}

async function execute(plan: IDataObject[], parameters: SyncParameters = {}) {
	// What passes through an approval has been text in between.
	return await scene.run(
		'executePlan',
		parameters,
		JSON.parse(JSON.stringify(plan)) as IDataObject[],
	);
}

it('plans without changing anything, and carries the plan out', async () => {
	writeTree(scene.local, { 'a.txt': 'a', 'sub/b.txt': 'b' }, old);
	writeTree(server.root, { 'c.txt': 'c' }, old);
	const plan = await preview('twoWay');
	expect(plan.map(sentenceOf)).toEqual([
		'upload /a.txt new planned',
		'download /c.txt new planned',
		'createFolder /sub new planned',
		'upload /sub/b.txt new planned',
	]);
	expect(readTree(server.root)).toEqual({ 'c.txt': 'c' });
	const run = await execute(plan);
	expect(run.json('Sync').map(sentenceOf)).toEqual(
		plan.map(sentenceOf).map((text) => text.replace('planned', 'done')),
	);
	expect(run.items('Sync').map(({ pairedItem }) => pairedItem)).toEqual(
		plan.map((_, item) => ({ item })),
	);
	expect(readTree(server.root)).toEqual(readTree(scene.local));
	expect(await scene.changes('twoWay')).toEqual([]);
});

it.each(['={{ $json.missing }}', '={{ null }}', "={{ '' }}", 'yes'])(
	'changes nothing where Preview is %s',
	async (value) => {
		writeTree(scene.local, { 'a.txt': 'a' }, old);
		const run = await scene.run('push', { preview: value as unknown as boolean });
		expect(run.error).toMatchObject({
			message: 'Preview is neither true nor false',
			context: { category: 'invalidInput' },
		});
		expect(readTree(server.root)).toEqual({});
	},
);

it('previews where an expression says so', async () => {
	writeTree(scene.local, { 'a.txt': 'a' }, old);
	const run = await scene.run('push', { preview: '={{ 1 < 2 }}' as unknown as boolean });
	expect(run.json('Sync').map(sentenceOf)).toEqual(['upload /a.txt new planned']);
	expect(readTree(server.root)).toEqual({});
});

it('carries out only what was approved', async () => {
	writeTree(scene.local, { 'a.txt': 'a', 'b.txt': 'b' }, old);
	const plan = await preview('push');
	await execute(plan.filter(({ path }) => path === '/b.txt'));
	expect(readTree(server.root)).toEqual({ 'b.txt': 'b' });
});

it('skips what has changed since the preview', async () => {
	writeTree(scene.local, { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }, old);
	await scene.run('push');
	writeFileSync(join(scene.local, 'a.txt'), 'A2');
	writeFileSync(join(scene.local, 'b.txt'), 'B2');
	rmSync(join(scene.local, 'c.txt'));
	const plan = await preview('push', { options: { deleteExtra: true } });
	writeFileSync(join(server.root, 'a.txt'), 'somebody else');
	writeFileSync(join(scene.local, 'b.txt'), 'B three');
	writeFileSync(join(scene.local, 'c.txt'), 'back again');
	const run = await execute(plan);
	expect(run.json('Sync').map(({ path, status }) => [path, status])).toEqual([
		['/a.txt', 'skipped'],
		['/b.txt', 'skipped'],
		['/c.txt', 'skipped'],
	]);
	expect(readTree(server.root)).toEqual({ 'a.txt': 'somebody else', 'b.txt': 'b', 'c.txt': 'c' });
});

it('skips what was edited since the preview without a change of size, also where only LIST tells times', async () => {
	server.settings.off = ['MLSD', 'MLST'];
	writeTree(scene.local, { 'a.txt': 'one', 'b.txt': 'one' }, old);
	await scene.run('twoWay');
	writeFileSync(join(scene.local, 'a.txt'), 'uno');
	rmSync(join(scene.local, 'b.txt'));
	writeTree(server.root, { 'c.txt': 'one' }, old);
	const plan = await preview('twoWay');
	expect(plan.map(sentenceOf)).toEqual([
		'upload /a.txt changed planned',
		'deleteFile /b.txt deleted planned',
		'download /c.txt new planned',
	]);
	writeTree(server.root, { 'a.txt': 'two', 'b.txt': 'two', 'c.txt': 'two' });
	const run = await execute(plan);
	expect(run.json('Sync').map(({ path, reason }) => [path, reason])).toEqual([
		['/a.txt', 'stale'],
		['/b.txt', 'stale'],
		['/c.txt', 'stale'],
	]);
	expect(readTree(server.root)).toEqual({ 'a.txt': 'two', 'b.txt': 'two', 'c.txt': 'two' });
});

it('counts the deletions of a plan', async () => {
	writeTree(scene.local, { 'keep.txt': 'k' }, old);
	writeTree(server.root, { 'keep.txt': 'k', 'a.txt': 'a', 'b.txt': 'b' }, old);
	const options = { deleteExtra: true, maxDeletePercent: 100 };
	const plan = await preview('push', { options });
	const refused = await execute(plan, { options: { maxDeletions: 1 } });
	expect(refused.error).toMatchObject({
		context: { category: 'guard', data: { guard: 'maxDeletions' } },
	});
	expect(Object.keys(readTree(server.root))).toHaveLength(3);
	expect((await execute(plan, { output: 'summary' })).json('Sync')).toMatchObject([{ deleted: 2 }]);
});

it.each<[string, (plan: IDataObject[]) => IDataObject[], SyncParameters]>([
	['of other filters', (plan) => plan, { filters: { exclude: '*.tmp' } }],
	['of another folder', (plan) => plan, { remoteFolder: '/elsewhere' }],
	['with a stranger in it', (plan) => [...plan, { name: 'hello' }], {}],
	['whose path leads elsewhere', (plan) => plan.map((item) => ({ ...item, path: '/../x' })), {}],
])('refuses a plan %s', async (_, change, parameters) => {
	writeTree(scene.local, { 'a.txt': 'a' }, old);
	const run = await execute(change(await preview('push')), parameters);
	expect(run.error).toMatchObject({ context: { category: 'invalidInput' } });
	expect(readTree(server.root)).toEqual({});
});

it('gives one item for a plan that fails under Continue', async () => {
	const run = await execute([{ a: 1 }, { b: 2 }], { onError: 'continueRegularOutput' });
	expect(run.json('Sync')).toMatchObject([{ error: { category: 'invalidInput' } }]);
	expect(Object.keys(run.json('Sync')[0] ?? {})).toEqual(['error']);
});

it('decides what a preview left to be read', async () => {
	writeTree(scene.local, { 'same.txt': 'same', 'other.txt': 'here!' }, old);
	writeTree(
		server.root,
		{ 'same.txt': 'same', 'other.txt': 'there' },
		new Date('2026-01-05T00:00:00Z'),
	);
	const plan = await preview('twoWay');
	expect(plan.map(({ path, reason }) => [path, reason])).toEqual([
		['/other.txt', 'toBeRead'],
		['/same.txt', 'toBeRead'],
	]);
	const run = await execute(plan);
	expect(run.error).toBeUndefined();
	const done = run.json('Sync').map(({ action, status }) => [action, status]);
	expect(done.sort()).toEqual([
		['conflict', 'done'],
		['download', 'done'],
		['rename', 'done'],
		['upload', 'done'],
	]);
	expect(Object.values(readTree(server.root)).sort()).toEqual(['here!', 'same', 'there']);
	expect(readTree(server.root)).toEqual(readTree(scene.local));
});
