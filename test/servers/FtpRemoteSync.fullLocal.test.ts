import {
	closeSync,
	mkdirSync,
	openSync,
	readdirSync,
	rmSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { readTree, writeTree } from '../support/engine/diskTree';
import { locator } from '../support/engine/searchList';
import { snapshotTree } from '../support/engine/snapshotTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';
import { mountSmallDisk, type SmallDisk } from '../support/smallDisk';

const old = new Date('2026-01-02T03:04:05Z');
const kibibyte = 1024;
const small = Object.fromEntries(
	['a', 'n', 'z'].flatMap((letter) =>
		Array.from({ length: 4 }, (_, i) => [`${letter}${i}.txt`, `small ${letter}${i}`]),
	),
);
/** Two of them do not fit, one of which stands there already with other content. */
const wanted = {
	...small,
	'grown.bin': 'g'.repeat(700 * kibibyte),
	'm large.bin': 'm'.repeat(700 * kibibyte),
};

let server: RealServer;
let scene: SyncScene;
let disk: SmallDisk;
let data: string;
afterAll(stopEngine);

describe.each(serverKinds)('a full local disk, beside %s', (kind) => {
	beforeEach(async () => {
		server = await startRealServer(kind);
		scene = new SyncScene(server);
		disk = await mountSmallDisk(scene.local, 1024 * kibibyte);
		data = join(scene.local, 'data');
		mkdirSync(data);
	});
	afterEach(async () => {
		await disk.unmount();
		await server.stop();
	});

	/** Takes all the room that is left. */
	function fillUp(): void {
		const file = openSync(join(scene.local, 'filler'), 'a');
		try {
			for (;;) writeSync(file, Buffer.alloc(4 * kibibyte));
		} catch (error) {
			expect(error).toMatchObject({ code: 'ENOSPC' });
		} finally {
			closeSync(file);
		}
	}
	const free = () => rmSync(join(scene.local, 'filler'));
	const all = () => ({ local: snapshotTree(data), remote: snapshotTree(server.root) });

	describe.each([
		['pull', {}],
		['twoWay', {}],
		['pull', { trashFolder: locator('/trash') }],
		['twoWay', { trashFolder: locator('/trash') }],
	] as const)('in %s with %p', (operation, more) => {
		it('fails what has no room, keeps what was there, and the next run completes', async () => {
			for (const folder of [data, server.root]) writeTree(folder, { 'grown.bin': 'before' }, old);
			await server.own();
			expect(await scene.summary(operation, { localFolder: data })).toMatchObject({ unchanged: 1 });
			writeTree(server.root, wanted);
			await server.own();
			writeFileSync(join(scene.local, 'filler'), Buffer.alloc(500 * kibibyte));
			const remote = snapshotTree(server.root);
			const options = { ...more, onPathFailure: 'report' };
			const run = await scene.run(operation, { localFolder: data, options });
			expect(run.error).toBeUndefined();
			const failed = run.json('Sync').filter(({ status }) => status === 'failed');
			expect(failed.map(({ path }) => path)).toEqual(['/grown.bin', '/m large.bin']);
			for (const { path, problem } of failed) {
				expect(problem).toMatchObject({
					...{ category: 'quota', stage: 'local', path, attempts: 1 },
					message: `Cannot write "${path as string}" in the local folder: the disk is full`,
					description: expect.stringContaining('Make room on the disk of the local folder'),
				});
			}
			expect(readTree(data)).toEqual({ ...small, 'grown.bin': 'before' });
			expect(snapshotTree(server.root)).toEqual(remote);

			const again = await scene.run(operation, { localFolder: data });
			expect(again.error).toMatchObject({
				message: expect.stringContaining('2 of 2 changes failed'),
				context: { category: 'quota', path: '/grown.bin' },
			});
			expect(readTree(data)).toEqual({ ...small, 'grown.bin': 'before' });

			await disk.resize(4096 * kibibyte);
			expect(await scene.changes(operation, { localFolder: data, options })).toEqual([
				'download /grown.bin changed done',
				'download /m large.bin new done',
			]);
			expect(readTree(data)).toEqual(readTree(server.root));
			expect(snapshotTree(server.root)).toEqual(remote);
			expect(await scene.changes(operation, { localFolder: data, options })).toEqual([]);
		});
	});

	/** What both sides hold at first, and what became of it before the disk is full. */
	const first = {
		'kept.txt': 'kept',
		'edited.txt': 'before',
		'gone.txt': 'bye',
		'theirs.txt': 'before',
	};
	async function edited(operation: string): Promise<void> {
		for (const folder of [data, server.root]) writeTree(folder, first, old);
		await server.own();
		expect(await scene.summary(operation, { localFolder: data })).toMatchObject({ unchanged: 4 });
		const source = operation === 'pull' ? server.root : data;
		writeFileSync(join(source, 'edited.txt'), 'after');
		rmSync(join(source, 'gone.txt'));
		if (operation !== 'push') writeFileSync(join(server.root, 'theirs.txt'), 'theirs');
		await server.own();
	}
	const result = (operation: string) => ({
		...{ 'kept.txt': 'kept', 'edited.txt': 'after' },
		'theirs.txt': operation === 'push' ? 'before' : 'theirs',
	});

	it.each(['pull', 'twoWay', 'push'])(
		'that takes not a byte more stops %s before its first change; a push goes on without a state',
		async (operation) => {
			await edited(operation);
			fillUp();
			const options = { deleteExtra: true, maxDeletePercent: 100 };
			const before = all();
			const run = await scene.run(operation, { localFolder: data, options });
			if (operation === 'push') {
				expect(run.error).toBeUndefined();
				expect(run.hints('Sync').join()).toContain('local folder cannot be written');
				expect(snapshotTree(data)).toEqual(before.local);
			} else {
				expect(run.error).toMatchObject({
					message: expect.stringContaining('the disk is full'),
					description: expect.stringContaining('Make room on the disk of the local folder'),
					context: { category: 'quota', stage: 'local' },
				});
				expect(all()).toEqual(before);
			}
			free();
			const done = await scene.summary(operation, { localFolder: data, options });
			expect(done).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
			expect(readTree(data)).toEqual(result(operation));
			expect(readTree(server.root)).toEqual(result(operation));
			expect(await scene.changes(operation, { localFolder: data, options })).toEqual([]);
		},
	);

	it.each(['pull', 'twoWay'])(
		'that fills up in the middle of %s, journal and state and all, loses nothing',
		async (operation) => {
			await edited(operation);
			const many = Object.fromEntries(
				Array.from({ length: 400 }, (_, i) => [
					`many/${i}.bin`,
					String(i).padEnd(3 * kibibyte, '#'),
				]),
			);
			writeTree(server.root, many);
			await server.own();
			const options = {
				...{ deleteExtra: true, maxDeletePercent: 100, onPathFailure: 'report' },
			};
			const run = await scene.run(operation, { localFolder: data, options });
			expect(run.error).toMatchObject({
				message: 'Cannot write "/.ftp-remote-sync" in the local folder: the disk is full',
				description: expect.stringContaining('Make room on the disk of the local folder'),
				context: { category: 'quota', stage: 'local' },
			});
			expect(Object.keys(readTree(data)).length).toBeGreaterThan(100);
			const whole: Readonly<Record<string, string>> = { ...first, ...result(operation), ...many };
			for (const [path, content] of Object.entries(readTree(data))) {
				expect(names(path)).toBe(true);
				expect([content, path]).toEqual([
					content === 'before' || path === 'gone.txt' ? content : whole[path],
					path,
				]);
			}
			expect(readTree(server.root)).toMatchObject(many);

			await disk.resize(8192 * kibibyte);
			const done = await scene.summary(operation, { localFolder: data, options });
			expect(done).toMatchObject({ failed: 0, conflicts: 0, skipped: 0 });
			expect(readTree(data)).toEqual(readTree(server.root));
			const sorted = Object.entries({ ...result(operation), ...many }).sort(([a], [b]) =>
				a < b ? -1 : 1,
			);
			expect(readTree(data)).toEqual(Object.fromEntries(sorted));
			expect(await scene.changes(operation, { localFolder: data, options })).toEqual([]);
			expect(
				readdirSync(join(data, '.ftp-remote-sync')).filter((name) => name.endsWith('.part')),
			).toEqual([]);
		},
	);
});

/** No name of our own making. */
function names(path: string): boolean {
	return !/\.(part|old)$/.test(path);
}
