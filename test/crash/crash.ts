import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../support/memory/seededRandom';
import { serverKinds } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';
import { Child, type Ended } from './Child';
import { contentsOf, CrashPair, leftovers, modes, type Contents } from './CrashPair';
import { judge, type Sides } from './judge';
import type { Order } from './Order';

/*
 * Kills a sync again and again (kill -9, at a random moment, on real servers), lets the next run finish, and looks
 * whether both sides are as they should be. CRASH_KILLS: how often, 200. CRASH_SEED: repeats a series of edits and moments.
 */

const kills = Number(process.env.CRASH_KILLS ?? 200);
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const disk = realpathSync(mkdtempSync(join(tmpdir(), 'crash-')));

/** A pair of folders on a server, how it was when both sides were last the same, and how long a run takes. */
interface Scene {
	readonly server: RealServer;
	readonly pair: CrashPair;
	base: Contents;
	usualMs: number;
}

let warm = new Child();

/** What the killed runs left behind for the next ones: proof that they were killed in the middle. */
const found = { locks: 0, journals: 0, temporaryFiles: 0 };

async function carryOut(
	scene: Scene,
	change: Partial<Order>,
	killAfterMs: number | null,
): Promise<Ended> {
	const { server, pair } = scene;
	const { operation } = pair.mode;
	const child = warm;
	warm = new Child();
	return await child.carryOut(
		{
			operation: operation === 'executePlan' ? 'twoWay' : operation,
			preview: false,
			host: server.host,
			port: server.port,
			remoteFolder: `/${pair.mode.name}`,
			localFolder: pair.local,
			options: pair.options,
			plan: [],
			...change,
		},
		killAfterMs,
	);
}

/** A run to its end, with no path that fails. */
async function finish(scene: Scene, change: Partial<Order> = {}): Promise<Ended & { how: 'done' }> {
	const ended = await carryOut(scene, change, null);
	if (ended.how === 'done' && ended.failed.length === 0) return ended;
	const { server, pair } = scene;
	throw new Error(`${server.kind} ${pair.mode.name}: ${JSON.stringify(ended, null, 1)}`);
}

function look({ pair, server }: Scene): Sides {
	const { trashFolder } = pair.options;
	const trash =
		trashFolder === null ? [] : [...contentsOf(join(server.root, trashFolder)).values()];
	const localTrash = contentsOf(join(pair.local, '.ftp-remote-sync', 'trash')).values();
	return {
		local: contentsOf(pair.local),
		remote: contentsOf(pair.remote),
		trash: new Set([...trash, ...localTrash]),
	};
}

/** Edits, kills, finishes, judges. @returns whether the kill came in time */
async function round(scene: Scene): Promise<boolean> {
	const { pair, server } = scene;
	pair.edit();
	await server.own();
	const before = look(scene);
	const change: Partial<Order> = {};
	if (pair.mode.operation === 'executePlan') {
		const { items } = await finish(scene, { preview: true });
		Object.assign(change, { operation: 'executePlan', plan: items });
	}
	const ended = await carryOut(scene, change, random() * scene.usualMs);
	if (ended.how === 'threw') throw new Error(`${server.kind} ${pair.mode.name}: ${ended.message}`);
	const behind = leftovers(pair);
	if (behind.some((path) => path.endsWith('.lock'))) found.locks++;
	if (behind.some((path) => path.endsWith('.journal'))) found.journals++;
	if (behind.some((path) => /\.(part|old)$/.test(path))) found.temporaryFiles++;
	const { ms } = await finish(scene);
	// The run after a killed one does most of its work again, and waits for its lock before.
	const all = ended.how === 'done' ? ended.ms : Math.max(150, ms - 300);
	scene.usualMs = (scene.usualMs + all) / 2;
	const after = look(scene);
	const wrong = [
		...judge(pair.mode, scene.base, before, after),
		...leftovers(pair).map((path) => `${path} is left over`),
	];
	if (wrong.length > 0)
		throw new Error(`${server.kind} ${pair.mode.name}, ${ended.how}:\n  ${wrong.join('\n  ')}`);
	scene.base = after.local;
	return ended.how === 'killed';
}

async function main(): Promise<void> {
	console.log(`${kills} kills, seed ${seed}`);
	// Waiting for the end of a server does not keep a process alive.
	const awake = setInterval(() => undefined, 1000);
	const servers = await Promise.all(serverKinds.map(async (kind) => await startRealServer(kind)));
	let failed = true;
	try {
		const scenes: Scene[] = [];
		for (const mode of modes) {
			for (const server of servers) {
				const local = join(disk, `${server.kind}-${mode.name}`);
				const pair = new CrashPair(mode, local, join(server.root, mode.name), random);
				scenes.push({ server, pair, base: new Map(), usualMs: 600 });
			}
		}
		let done = 0;
		for (let i = 0; done < kills; i++) {
			const scene = scenes[i % scenes.length];
			if (scene && (await round(scene))) done++;
			if (i % 20 === 19) console.log(`${done} of ${kills} kills in ${i + 1} rounds, all well`);
			if (i > kills * 5) throw new Error('The kills come too late');
		}
		const { locks, journals, temporaryFiles } = found;
		console.log(
			`${done} kills left ${locks} locks, ${journals} journals and ${temporaryFiles} times temporary files; the next run put all of it right`,
		);
		failed = false;
	} catch (error) {
		console.error(error);
		process.exitCode = 1;
	} finally {
		warm.kill();
		for (const server of servers) await server.stop();
		if (!failed) rmSync(disk, { recursive: true, force: true });
		else console.log(`Seed ${seed}; the local folders are in ${disk}`);
		clearInterval(awake);
	}
}

void main();
