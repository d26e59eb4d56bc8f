import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awkwardTree } from '../support/engine/awkwardTree';
import { writeTree } from '../support/engine/diskTree';
import { snapshotTree } from '../support/engine/snapshotTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds, type ServerKind } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

/** ProFTPD makes no folder with a star in its name; Pure-FTPd takes no backslash, and would change a blank at the end. */
const refused: Readonly<Record<ServerKind, readonly string[]>> = {
	vsftpd: [],
	proftpd: ['star*.txt'],
	pureftpd: ['back\\slash', 'trailing blank '],
};
const old = new Date('2026-01-02T03:04:05Z');

/** The contents alone, without the state folder. */
function contents(folder: string): Record<string, string> {
	const all = Object.entries(snapshotTree(folder)).filter(
		([path]) => !path.startsWith('.ftp-remote-'),
	);
	return Object.fromEntries(
		all
			.map(([path, shown]): [string, string] => [path, shown.split(' ').at(-1) ?? ''])
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}

let server: RealServer;
let scene: SyncScene;

describe.each(serverKinds)('on %s, 2,000 files in 200 folders with awkward names', (kind) => {
	const tree = awkwardTree(200, 10, refused[kind]);
	beforeEach(async () => {
		server = await startRealServer(kind);
		scene = new SyncScene(server, { advanced: false, maxConnections: 25 });
	});
	afterEach(async () => await server.stop());
	afterAll(stopEngine);

	/** Edits one side: one file of each kind of change. */
	function edit(folder: string, names: readonly string[]): void {
		const [touched = '', edited = '', quick = '', gone = ''] = names.map((name) =>
			join(folder, name),
		);
		const later = new Date('2026-02-03T04:05:06Z');
		utimesSync(touched, later, later);
		writeFileSync(edited, 'edited');
		const sameSize = Buffer.alloc(statSync(quick).size, '#');
		writeFileSync(quick, sameSize);
		rmSync(gone);
		writeTree(folder, { 'folder 198/a new one.txt': 'new' });
	}
	const names = ['folder 150', 'folder 153', 'folder 156', 'folder 159'].map(
		(name) => `${name}/file 3.txt`,
	);
	const expected = (verb: string, gone: string) =>
		[
			`${verb} /folder 150/file 3.txt changed done`,
			`${verb} /folder 153/file 3.txt changed done`,
			`${verb} /folder 156/file 3.txt changed done`,
			`deleteFile /folder 159/file 3.txt ${gone} done`,
			`${verb} /folder 198/a new one.txt new done`,
		].sort();

	it('pushes them, then only what changes', async () => {
		writeTree(scene.local, tree, old);
		const options = { deleteExtra: true };
		const first = await scene.summary('push', { options });
		expect(first).toMatchObject({ uploaded: 2000, failed: 0, skipped: 0 });
		expect(contents(server.root)).toEqual(contents(scene.local));
		const before = { local: snapshotTree(scene.local), remote: snapshotTree(server.root) };
		expect(await scene.changes('push', { options })).toEqual([]);
		expect({ local: snapshotTree(scene.local), remote: snapshotTree(server.root) }).toEqual(before);
		edit(scene.local, names);
		expect((await scene.changes('push', { options })).sort()).toEqual(expected('upload', 'extra'));
		expect(contents(server.root)).toEqual(contents(scene.local));
		expect(await scene.changes('push', { options })).toEqual([]);
	}, 240_000);

	it('pulls them, then only what changes', async () => {
		writeTree(server.root, tree, old);
		await server.own();
		const options = { deleteExtra: true };
		const first = await scene.summary('pull', { options });
		expect(first).toMatchObject({ downloaded: 2000, failed: 0, skipped: 0 });
		expect(contents(scene.local)).toEqual(contents(server.root));
		const before = { local: snapshotTree(scene.local), remote: snapshotTree(server.root) };
		expect(await scene.changes('pull', { options })).toEqual([]);
		expect({ local: snapshotTree(scene.local), remote: snapshotTree(server.root) }).toEqual(before);
		edit(server.root, names);
		await server.own();
		expect((await scene.changes('pull', { options })).sort()).toEqual(
			expected('download', 'extra'),
		);
		expect(contents(scene.local)).toEqual(contents(server.root));
		expect(await scene.changes('pull', { options })).toEqual([]);
	}, 240_000);

	it('syncs them both ways, then only what changes', async () => {
		const half = Object.entries(tree);
		writeTree(scene.local, Object.fromEntries(half.slice(0, 1000)), old);
		writeTree(server.root, Object.fromEntries(half.slice(1000)), old);
		await server.own();
		const first = await scene.summary('twoWay');
		expect(first).toMatchObject({
			uploaded: 1000,
			downloaded: 1000,
			failed: 0,
			skipped: 0,
			conflicts: 0,
		});
		expect(contents(server.root)).toEqual(contents(scene.local));
		const before = { local: snapshotTree(scene.local), remote: snapshotTree(server.root) };
		expect(await scene.changes('twoWay')).toEqual([]);
		expect({ local: snapshotTree(scene.local), remote: snapshotTree(server.root) }).toEqual(before);
		edit(scene.local, names);
		expect((await scene.changes('twoWay')).sort()).toEqual(expected('upload', 'deleted'));
		expect(contents(server.root)).toEqual(contents(scene.local));
		expect(await scene.changes('twoWay')).toEqual([]);
	}, 240_000);

	it('fails only those paths whose names the server does not take, and nothing else changes', async () => {
		writeTree(scene.local, awkwardTree(60, 2), old);
		const options = { onPathFailure: 'report', deleteExtra: true };
		const { uploaded, failed } = await scene.summary('push', { options });
		expect(Number(uploaded)).toBeGreaterThanOrEqual(120 - 3 * refused[kind].length);
		expect(Number(failed)).toBeLessThanOrEqual(6 * refused[kind].length);
		const before = snapshotTree(server.root);
		expect(Object.keys(contents(scene.local))).toEqual(expect.arrayContaining(Object.keys(before)));
		const again = await scene.changes('push', { options });
		expect(again).toHaveLength(Number(failed));
		for (const line of again) expect(line).toMatch(/ failed$/);
		expect(snapshotTree(server.root)).toEqual(before);
	});
});
