import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree, writeTree } from '../support/engine/diskTree';
import { locator } from '../support/engine/searchList';
import { snapshotTree } from '../support/engine/snapshotTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const old = new Date('2026-01-02T03:04:05Z');
/** A hundred files in ten folders, no two alike. */
const hundred = Object.fromEntries(
	Array.from({ length: 100 }, (_, i) => [`in ${i % 10}/f${i}.txt`, `this is ${i}`]),
);
const names = Object.keys(hundred);
const doomed = names.slice(0, 51);
const overwritten = names.slice(51, 55);
/** Edited where the others lose: it crosses the other way. */
const [crossing = ''] = names.slice(-1);
const pick = (paths: readonly string[]) =>
	Object.fromEntries(paths.map((path) => [path, hundred[path] ?? '']).sort());
const sorted = (tree: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Which side loses files when the other side lacks them. */
const ways = [
	['push', 'remote'],
	['pull', 'local'],
	['twoWay', 'remote'],
	['twoWay', 'local'],
] as const;

let server: RealServer;
let scene: SyncScene;
afterAll(stopEngine);

describe.each(serverKinds)('on %s', (kind) => {
	beforeEach(async () => {
		server = await startRealServer(kind);
		scene = new SyncScene(server);
	});
	afterEach(async () => await server.stop());

	const folderOf = (side: 'local' | 'remote') => (side === 'local' ? scene.local : server.root);
	const both = () => ({ local: snapshotTree(scene.local), remote: snapshotTree(server.root) });
	/** Both sides hold the same, and a run has said so. */
	async function settled(operation: string): Promise<void> {
		for (const folder of [scene.local, server.root]) writeTree(folder, hundred, old);
		await server.own();
		expect(await scene.summary(operation)).toMatchObject({ unchanged: 100, uploaded: 0 });
	}

	describe.each(ways)('%s that would delete 51 of 100 files on the %s side', (operation, loser) => {
		const source = () => folderOf(loser === 'local' ? 'remote' : 'local');
		beforeEach(async () => {
			await settled(operation);
			for (const path of doomed) rmSync(join(source(), path));
		});

		it('is refused with its plan before anything is changed, and done when more is allowed', async () => {
			const before = both();
			const { error } = await scene.run(operation, { options: { deleteExtra: true } });
			expect(error).toMatchObject({
				message: expect.stringContaining('delete 51 of 100 files'),
				description: expect.stringContaining('raise Max Delete Percent'),
				context: {
					category: 'guard',
					data: {
						...{ guard: 'maxDeletePercent', side: loser },
						counts: { deletions: 51, files: 100, maxDeletions: 100, maxDeletePercent: 50 },
					},
				},
			});
			const { data } = error?.context as { data: { planned: Array<Record<string, unknown>> } };
			const files = data.planned.filter(({ action }) => action === 'deleteFile');
			expect(files.map(({ path }) => path).sort()).toEqual(doomed.map((path) => `/${path}`).sort());
			for (const { side } of data.planned) expect(side).toBe(loser);
			expect(both()).toEqual(before);

			const options = { deleteExtra: true, maxDeletePercent: 51 };
			expect(await scene.summary(operation, { options })).toMatchObject({
				...{ deleted: 51, unchanged: 49, failed: 0, skipped: 0, uploaded: 0, downloaded: 0 },
			});
			expect(readTree(folderOf(loser))).toEqual(readTree(source()));
			expect(Object.keys(readTree(source()))).toHaveLength(49);
			expect(await scene.changes(operation, { options })).toEqual([]);
		});

		it('moves what is deleted and what is overwritten to the trash of its side, as it was', async () => {
			for (const path of overwritten) writeFileSync(join(source(), path), `edited, was ${path}`);
			if (operation === 'twoWay') writeFileSync(join(folderOf(loser), crossing), 'crossing');
			await server.own();
			const options = {
				...{ deleteExtra: true, maxDeletePercent: 51, trashFolder: locator('/the trash') },
			};
			expect(await scene.summary(operation, { options })).toMatchObject({
				...{ deleted: 51, failed: 0, skipped: 0 },
			});
			const remoteTrash = trashIn(join(server.root, 'the trash'));
			const localTrash = trashIn(join(scene.local, '.ftp-remote-sync/trash'));
			const [losing, other] =
				loser === 'local' ? [localTrash, remoteTrash] : [remoteTrash, localTrash];
			expect(losing).toEqual(sorted(pick([...doomed, ...overwritten])));
			expect(other).toEqual(operation === 'twoWay' ? pick([crossing]) : {});

			rmSync(join(server.root, 'the trash'), { recursive: true, force: true });
			expect(readTree(scene.local)).toEqual(readTree(server.root));
			const [edited = ''] = overwritten;
			expect(readTree(scene.local)).toMatchObject({
				...{ [edited]: `edited, was ${edited}` },
				...(operation === 'twoWay' ? { [crossing]: 'crossing' } : {}),
			});
			expect(Object.keys(readTree(scene.local))).toHaveLength(49);
			expect(await scene.changes(operation, { options })).toEqual([]);
		});
	});

	describe.each(['pull', 'twoWay'])('%s from a server that', (operation) => {
		const options = { deleteExtra: true, maxDeletePercent: 100, maxDeletions: 1000 };
		const remoteFolder = '/data';
		beforeEach(async () => {
			writeTree(join(server.root, 'data'), hundred, old);
			await server.own();
			expect(await scene.summary(operation, { remoteFolder })).toMatchObject({ downloaded: 100 });
		});

		it('lost all its files is refused, and the files here stay', async () => {
			const folder = join(server.root, 'data');
			for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
			const before = both();
			const { error } = await scene.run(operation, { remoteFolder, options });
			expect(error).toMatchObject({
				description: expect.stringContaining('Nothing was changed.'),
				context: { category: 'guard', data: { guard: 'emptySource', side: 'local' } },
			});
			expect(both()).toEqual(before);
		});

		it('lost its files and kept the folders is refused, and the files here stay', async () => {
			for (const path of names) rmSync(join(server.root, 'data', path));
			const before = both();
			const { error } = await scene.run(operation, { remoteFolder, options });
			expect(error).toMatchObject({
				context: { category: 'guard', data: { guard: 'emptySource', side: 'local' } },
			});
			expect(both()).toEqual(before);
		});

		it('lost the folder itself is refused, and the files here stay', async () => {
			rmSync(join(server.root, 'data'), { recursive: true });
			mkdirSync(join(server.root, 'other'));
			const before = both();
			const { error } = await scene.run(operation, { remoteFolder, options });
			expect(error).toMatchObject({
				context: { category: operation === 'pull' ? 'notFound' : 'guard' },
			});
			expect(both()).toEqual(before);
		});
	});
});

/** The files below the one time stamp in a trash folder; nothing when there is no trash. */
function trashIn(folder: string): Record<string, string> {
	const found = readdirSync(join(folder, '..')).includes(folder.split('/').at(-1) ?? '');
	if (!found) return {};
	const stamps = readdirSync(folder);
	expect(stamps).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/)]);
	return sorted(readTree(join(folder, stamps[0] ?? '')));
}
