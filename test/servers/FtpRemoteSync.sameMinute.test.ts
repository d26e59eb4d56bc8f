import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readTree, writeTree } from '../support/engine/diskTree';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

/** As a person and a program write files: now, and again before the clock of a listing shows another time. */
const tree = { 'a.txt': 'one', 'b.txt': 'stays', 'sub/c.txt': 'one', 'sub/t.txt': 'touched' };

const ways = (['push', 'pull', 'twoWay'] as const).flatMap((operation) =>
	(['local', 'remote'] as const).map((side) => [operation, side] as const),
);

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
	/** Files written and synced this very moment. */
	async function filledBy(operation: 'push' | 'pull' | 'twoWay'): Promise<void> {
		writeTree(folderOf(operation === 'pull' ? 'remote' : 'local'), tree);
		await server.own();
		const verb = operation === 'pull' ? 'downloaded' : 'uploaded';
		expect(await scene.summary(operation)).toMatchObject({ [verb]: 4, failed: 0 });
		expect(readTree(scene.local)).toEqual(readTree(server.root));
	}
	/** Looks once more when the second of the last change has passed: then nothing is in doubt. */
	async function settle(operation: string): Promise<void> {
		await clockOf(Date.now() + 1000);
		expect(await scene.changes(operation)).toEqual([]);
	}
	/** Commands since, that move or change a file. */
	async function moving(since: number): Promise<string[]> {
		const commands = (await server.commands()).slice(since);
		return commands.filter((line) => /^(RETR|STOR|APPE|DELE|RNFR|RMD|MKD)\b/i.test(line));
	}

	describe.each(ways)('%s, edited on the %s side', (operation, side) => {
		/** Where the edit goes, in words of the node: a mirror puts its own copy back over a foreign edit. */
		const verb =
			operation === 'push' || (operation === 'twoWay' && side === 'local') ? 'upload' : 'download';
		const wins = verb === 'upload' ? 'local' : 'remote';

		it('carries an edit that keeps the size, right after a sync, across once', async () => {
			await filledBy(operation);
			for (const content of ['two', 'six', 'ten']) {
				for (const path of ['a.txt', 'sub/c.txt'])
					writeFileSync(join(folderOf(side), path), content);
				expect(await scene.changes(operation)).toEqual([
					`${verb} /a.txt changed done`,
					`${verb} /sub/c.txt changed done`,
				]);
				const expected = wins === side ? { 'a.txt': content, 'sub/c.txt': content } : {};
				expect(readTree(server.root)).toEqual({ ...tree, ...expected });
				expect(readTree(scene.local)).toEqual({ ...tree, ...expected });
				expect(await scene.changes(operation)).toEqual([]);
			}
		});

		it('takes a file that was only touched for an edit at most once, and never by Checksum', async () => {
			await filledBy(operation);
			const touch = () => {
				const now = new Date();
				utimesSync(join(folderOf(side), 'sub/t.txt'), now, now);
			};
			const once = [`${verb} /sub/t.txt changed done`];
			// Where the time is in doubt the content is asked, and has not changed.
			touch();
			expect([[], once]).toContainEqual(await scene.changes(operation));
			await settle(operation);
			touch();
			expect(await scene.changes(operation, { options: { compare: 'checksum' } })).toEqual([]);
			expect([[], once]).toContainEqual(await scene.changes(operation));
			await settle(operation);
			touch();
			expect(await scene.changes(operation)).toEqual(once);
			expect(await scene.changes(operation)).toEqual([]);
			expect(readTree(scene.local)).toEqual(tree);
			expect(readTree(server.root)).toEqual(tree);
		});
	});

	it.each(['push', 'pull', 'twoWay'] as const)(
		'%s again transfers nothing, and reads nothing either once a second has passed',
		async (operation) => {
			await filledBy(operation);
			const since = (await server.commands()).length;
			expect(await scene.changes(operation)).toEqual([]);
			expect((await moving(since)).filter((line) => !/^RETR\b/i.test(line))).toEqual([]);
			await settle(operation);
			const settled = (await server.commands()).length;
			expect(await scene.changes(operation)).toEqual([]);
			expect(await moving(settled)).toEqual([]);
		},
	);

	it('twoWay takes files touched on both sides for what they are, and keeps both of two edits', async () => {
		await filledBy('twoWay');
		await clockOf(Date.now() + 1000);
		for (const folder of [scene.local, server.root])
			utimesSync(join(folder, 'sub/t.txt'), new Date(), new Date());
		expect(await scene.changes('twoWay')).toEqual([]);
		writeFileSync(join(scene.local, 'a.txt'), 'two');
		writeFileSync(join(server.root, 'a.txt'), 'six');
		expect(await scene.summary('twoWay')).toMatchObject({ conflicts: 1, failed: 0 });
		expect(await scene.changes('twoWay')).toEqual([]);
		expect(readTree(scene.local)).toEqual(readTree(server.root));
		expect(Object.values(readTree(scene.local)).sort()).toEqual(
			['two', 'six', 'stays', 'one', 'touched'].sort(),
		);
	});
});

/** Waits until the clock shows it. */
async function clockOf(moment: number): Promise<void> {
	while (Date.now() < moment) await setTimeout(20);
}
