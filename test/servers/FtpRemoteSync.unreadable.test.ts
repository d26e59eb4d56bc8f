import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { readTree, writeTree } from '../support/engine/diskTree';
import { snapshotTree } from '../support/engine/snapshotTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds, type RealServerOptions } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

/** Servers as they are, and ProFTPD without MLSD: its LIST says of a folder that it may not read what it says of an empty one. */
const servers = [
	...serverKinds.map((kind) => [kind, '', {}] as const),
	['proftpd', ' without MLSD', { deniedCommands: ['MLSD'] }],
] as const satisfies ReadonlyArray<readonly [string, string, RealServerOptions]>;

const old = new Date('2026-01-02T03:04:05Z');
const tree = {
	...{ 'a.txt': 'a', 'z.txt': 'z' },
	...{ 'sub/b.txt': 'b', 'sub/c.txt': 'c', 'sub/d.txt': 'd', 'sub/deep/e.txt': 'e' },
};

let server: RealServer;
let scene: SyncScene;
afterAll(stopEngine);

describe.each(servers)('%s%s', (kind, _how, options) => {
	beforeEach(async () => {
		server = await startRealServer(kind, options);
		scene = new SyncScene(server);
	});
	afterEach(async () => await server.stop());

	/** Changes of every kind on both sides, in the folder and beside it. */
	async function edit(): Promise<void> {
		for (const [folder, text] of [
			[scene.local, 'mine'] as const,
			[server.root, 'theirs'] as const,
		]) {
			writeFileSync(join(folder, 'sub', `new ${text}.txt`), text);
			writeFileSync(join(folder, 'sub/d.txt'), text);
		}
		writeFileSync(join(scene.local, 'sub/b.txt'), 'edited here');
		rmSync(join(scene.local, 'sub/c.txt'));
		rmSync(join(server.root, 'sub/deep/e.txt'));
		writeFileSync(join(scene.local, 'here.txt'), 'here');
		writeFileSync(join(server.root, 'there.txt'), 'there');
		await server.own();
	}
	const below = () => ({
		local: snapshotTree(join(scene.local, 'sub')),
		remote: snapshotTree(join(server.root, 'sub')),
	});

	describe.each([
		['may be entered and not read', 0o311],
		['may not even be entered', 0o000],
	])('a folder on the server that %s', (_what, mode) => {
		it.each([
			['push', 'with a state', ['upload /here.txt']],
			['push', 'without a state', ['upload /here.txt']],
			['pull', 'with a state', ['download /there.txt']],
			['pull', 'without a state', ['download /there.txt']],
			['twoWay', 'with a state', ['download /there.txt', 'upload /here.txt']],
			['twoWay', 'without a state', ['download /there.txt', 'upload /here.txt']],
		])('loses nothing and gets nothing in %s %s', async (operation, state, others) => {
			for (const folder of [scene.local, server.root]) writeTree(folder, tree, old);
			await server.own();
			if (state === 'with a state') await scene.summary(operation);
			await edit();
			chmodSync(join(server.root, 'sub'), mode);
			const before = below();
			const more = { deleteExtra: true, maxDeletePercent: 100, onPathFailure: 'report' };
			const run = async (allowEmptySource: boolean) =>
				await scene.run(operation, { options: { ...more, allowEmptySource } });

			// What was not read counts as a source that is not whole.
			const guarded = await run(false);
			if (guarded.error) {
				expect(guarded.error).toMatchObject({
					context: { category: 'guard', data: { guard: 'incompleteSource' } },
				});
			}
			expect(below()).toEqual(before);
			const allowed = guarded.error ? await run(true) : guarded;
			expect(allowed.error).toBeUndefined();
			expect(below()).toEqual(before);
			const items = allowed.json('Sync');
			const inside = items.filter((item) => / \/sub(\/|$)/.test(shown(item)));
			expect(inside.length).toBeGreaterThan(0);
			for (const item of inside) expect(isHeld(item)).toBe(true);
			const done = items.filter(({ status }) => status === 'done');
			expect(done.map(shown)).toEqual(expect.arrayContaining([...others]));

			chmodSync(join(server.root, 'sub'), 0o755);
			const options = { ...more, conflict: 'keepBoth' };
			expect(await scene.summary(operation, { options })).toMatchObject({ failed: 0, skipped: 0 });
			expect(readTree(scene.local)).toEqual(readTree(server.root));
			expect(await scene.changes(operation, { options })).toEqual([]);
		});

		it.each(['push', 'pull', 'twoWay'])(
			'is no empty one when it is the whole of %s',
			async (operation) => {
				const remoteFolder = '/sub';
				writeTree(server.root, tree, old);
				await server.own();
				await scene.summary('pull', { remoteFolder });
				writeFileSync(join(scene.local, 'b.txt'), 'edited here');
				chmodSync(join(server.root, 'sub'), mode);
				const before = { local: readTree(scene.local), remote: snapshotTree(server.root) };
				const options = { deleteExtra: true, maxDeletePercent: 100, onPathFailure: 'report' };
				const run = await scene.run(operation, { remoteFolder, options });
				if (run.error) {
					expect(['permission', 'guard', 'dataChannel']).toContain(run.error.context?.category);
				}
				for (const item of run.json('Sync')) expect(isHeld(item)).toBe(true);
				expect({ local: readTree(scene.local), remote: snapshotTree(server.root) }).toEqual(before);
			},
		);
	});
});

/** `upload /a.txt` */
function shown({ action, path }: IDataObject): string {
	return ([action, path] as readonly string[]).join(' ');
}

/** Left alone because nobody knows what is there, and told so. */
function isHeld({ action, reason, status }: IDataObject): boolean {
	return action === 'skip' && reason === 'incompleteListing' && status === 'skipped';
}
