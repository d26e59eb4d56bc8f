import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readTree, writeTree } from '../support/engine/diskTree';
import { filesBelow } from '../support/filesBelow';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import { serverKinds } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const old = new Date('2026-01-02T03:04:05Z');
const files = (name: string, count: number, bytes: number) =>
	Object.fromEntries(
		Array.from({ length: count }, (_, i) => [
			`${name}/${i}.bin`,
			`${name} ${i} `.padEnd(bytes, '#'),
		]),
	);
const kept = files('kept', 40, 10);
/** Deleted on this side before the run, so that the other one is to lose them. */
const goneHere = files('gone here', 10, 10);
const goneThere = files('gone there', 10, 10);
/** So large that the server has not got far when it goes. */
const newHere = files('new here', 20, 40_000);
const newThere = files('new there', 20, 40_000);
const sorted = (...trees: ReadonlyArray<Readonly<Record<string, string>>>) =>
	Object.fromEntries(
		Object.entries(Object.assign({}, ...trees) as Record<string, string>).sort(([a], [b]) =>
			a < b ? -1 : 1,
		),
	);

const ways = [
	['push', newHere],
	['pull', newThere],
	['twoWay', { ...newHere, ...newThere }],
] as const;

let server: RealServer;
let scene: SyncScene;
afterAll(stopEngine);

describe.each(serverKinds)('%s that goes away in the middle of', (kind) => {
	beforeEach(async () => {
		// Slow enough to go in the middle; Pure-FTPd is slower than it is told to be.
		const bytesPerSecond = kind === 'pureftpd' ? 1_000_000 : 200_000;
		server = await startRealServer(kind, { bytesPerSecond });
		scene = new SyncScene(server, { maxConnections: 4 });
		for (const folder of [scene.local, server.root])
			writeTree(folder, { ...kept, ...goneHere, ...goneThere }, old);
		await server.own();
	});
	afterEach(async () => await server.stop());

	describe.each(ways)('%s', (operation, added) => {
		const options = { deleteExtra: true, maxDeletePercent: 100 };
		const pulls = operation === 'pull';
		/** What the side that is to lose files still has, and what each side ends with. */
		const result = sorted(
			kept,
			...(operation === 'push' ? [goneThere] : []),
			...(operation === 'pull' ? [goneHere] : []),
			added,
		);

		/** Both sides as the last run left them, and then changed. */
		async function changed(): Promise<void> {
			await scene.summary(operation);
			const here = operation !== 'pull';
			const there = operation !== 'push';
			if (here) rmSync(join(scene.local, 'gone here'), { recursive: true });
			if (there) rmSync(join(server.root, 'gone there'), { recursive: true });
			if (here) writeTree(scene.local, newHere);
			if (there) writeTree(server.root, newThere);
			await server.own();
		}
		const arrived = () => {
			const [folder, name] = pulls ? [scene.local, 'new there'] : [server.root, 'new here'];
			const place = readdirSync(folder).includes(name) ? readdirSync(join(folder, name)) : [];
			return place.some((file) => file.endsWith('.bin'));
		};

		it('costs no file, leaves no half one, and the next run completes', async () => {
			await changed();
			const running = scene.run(operation, { options });
			while (!arrived()) await setTimeout(2);
			const start = await server.takeDown();
			const run = await running;
			expect(run.error).toMatchObject({
				message: expect.stringMatching(/^\d+ of \d+ changes failed\. /),
				context: { category: expect.stringMatching(/^(unreachable|connectionLost|timeout)$/) },
			});

			// Neither side has lost anything, and whatever is there is whole.
			const everything: Readonly<Record<string, string>> = {
				...{ ...kept, ...goneHere, ...goneThere, ...newHere, ...newThere },
			};
			const [local, remote] = [readTree(scene.local), readTree(server.root)];
			expect(local).toMatchObject({ ...kept, ...(operation === 'push' ? {} : goneThere) });
			expect(remote).toMatchObject({ ...kept, ...(operation === 'pull' ? {} : goneHere) });
			for (const tree of [local, remote])
				for (const [path, content] of Object.entries(tree))
					if (!/\.(part|old)$|\/$/.test(path)) expect(content).toBe(everything[path]);

			await start();
			expect(await scene.summary(operation, { options })).toMatchObject({
				...{ deleted: expect.any(Number), failed: 0, conflicts: 0 },
			});
			expect(readTree(scene.local)).toEqual(result);
			expect(readTree(server.root)).toEqual(result);
			expect(filesBelow(server.root).filter((path) => /\.(part|old)$/.test(path))).toEqual([]);
			expect(await scene.changes(operation, { options })).toEqual([]);
		}, 60_000);

		it('and comes back does not stop a run that may try again', async () => {
			const patient = new SyncScene(server, { maxConnections: 4, retries: 5, retryDelay: 0.3 });
			scene = Object.assign(patient, { local: scene.local });
			await changed();
			const running = scene.summary(operation, { options });
			while (!arrived()) await setTimeout(2);
			await server.restart(200);
			expect(await running).toMatchObject({ failed: 0, conflicts: 0, skipped: 0 });
			expect(readTree(scene.local)).toEqual(result);
			expect(readTree(server.root)).toEqual(result);
			expect(await scene.changes(operation, { options })).toEqual([]);
		}, 60_000);
	});
});
