import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConnectionBudget } from '../../nodes/shared/concurrency/ConnectionBudget';
import { mapConcurrently } from '../../nodes/shared/concurrency/mapConcurrently';
import { createPool } from '../../nodes/shared/remote/createPool';
import { Remote } from '../../nodes/shared/remote/Remote';
import { RemoteEndpoint } from '../../nodes/shared/remote/RemoteEndpoint';
import { testSettings } from '../nodes/shared/remote/testSettings';
import { seededRandom } from '../support/memory/seededRandom';
import { testRun } from '../support/memory/testRun';
import { serverKinds, type ServerKind } from '../support/realServers/RealServerOptions';
import { startRealServer } from '../support/realServers/startRealServer';
import { bytesSource, contentOf } from '../support/realServers/withRealRemote';
import { ChaosProxy } from './ChaosProxy';

/** Executions that share the pool. */
const executions = 4;
const largestFile = 200_000;

interface Soaked {
	readonly kind: ServerKind;
	readonly transfers: number;
	readonly whole: number;
	readonly seconds: number;
	readonly problems: readonly string[];
	readonly figures: string;
}

/** Bytes that follow from the seed and the number of the file. */
function content(seed: number, index: number): Buffer {
	const random = seededRandom(seed * 100_003 + index);
	const length = Math.floor(random() ** 3 * largestFile);
	const pieces: Buffer[] = [];
	for (let i = 0; i * 64 < length; i++)
		pieces.push(createHash('sha512').update(`${seed}/${index}/${i}`).digest());
	return Buffer.concat(pieces).subarray(0, length);
}

/** Half of the transfers are uploads, half downloads of what was uploaded, while connections are cut and the server restarts. */
async function soak(kind: ServerKind, transfers: number, seed: number): Promise<Soaked> {
	const files = Math.floor(transfers / 2);
	const server = await startRealServer(kind, { log: false });
	const chaos = { random: seededRandom(seed), dataCuts: 0.05, controlCuts: 0.005 };
	const proxy = await ChaosProxy.start(server, chaos);
	const settings = testSettings({
		port: proxy.port,
		user: server.user,
		password: server.password,
		maxConnections: 8,
		retries: 8,
		retryDelayMs: 100,
		timeoutMs: 10_000,
	});
	const lent = createPool(settings, new ConnectionBudget(() => performance.now()));
	const began = performance.now();
	const problems: string[] = [];
	const hints: string[] = [];
	let whole = 0;
	let retried = 0;
	let done = 0;
	const one = async (endpoint: RemoteEndpoint, index: number) => {
		const path = `/f${index}`;
		const bytes = content(seed, index);
		try {
			const receipt = await endpoint.write(path, bytesSource(bytes), {
				mode: 'atomic',
				verify: 'size',
			});
			if (receipt.attempts > 1) retried++;
			whole++;
			if ((await contentOf(endpoint, path)).equals(bytes)) whole++;
			else problems.push(`${path} came back different`);
		} catch (error) {
			problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
		}
		if (++done % Math.ceil(files / 3) === 0) proxy.restart(300);
	};
	const indexes = Array.from({ length: files }, (_, i) => i);
	await Promise.all(
		Array.from({ length: executions }, async (_, owner) => {
			const sleep = async (ms: number) =>
				await new Promise<void>((resolve) => setTimeout(resolve, ms));
			const hint = (text: string) => void hints.push(text);
			const run = testRun({ owner: `execution ${owner}`, sleep, random: Math.random, hint });
			const endpoint = new RemoteEndpoint(new Remote(lent, run));
			const mine = indexes.filter((index) => index % executions === owner);
			await mapConcurrently(mine, 8, run.signal, async (index) => await one(endpoint, index));
		}),
	);
	await lent.pool.close(new Error('the soak has ended'));
	problems.push(...(await differences(server.root, files, seed)));
	if (lent.pool.stats.open > 0) problems.push(`${lent.pool.stats.open} connections are still open`);
	problems.push(...hints);
	const { dataCuts, controlCuts, restarts, connections } = proxy.counts;
	proxy.stop();
	await server.stop();
	return {
		kind,
		transfers: files * 2,
		whole,
		seconds: (performance.now() - began) / 1000,
		problems,
		figures: `${dataCuts} data and ${controlCuts} control connections cut, ${restarts} restarts, ${connections} logins, ${retried} uploads tried again`,
	};
}

async function differences(root: string, files: number, seed: number): Promise<string[]> {
	const names = new Set(await readdir(root));
	const problems: string[] = [];
	for (let index = 0; index < files; index++) {
		const name = `f${index}`;
		if (!names.delete(name)) problems.push(`${name} is missing on the server`);
		else if (!(await readFile(join(root, name))).equals(content(seed, index)))
			problems.push(`${name} differs on the server`);
	}
	return [...problems, ...[...names].map((name) => `${name} was left on the server`)];
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			transfers: { type: 'string', default: '10000' },
			seeds: { type: 'string', default: '1,2,3' },
			servers: { type: 'string', default: serverKinds.join(',') },
		},
	});
	let failed = 0;
	let passed = 0;
	// Servers are started by helpers that do not keep this process alive.
	const awake = setInterval(() => undefined, 60_000);
	for (const seed of values.seeds.split(',').map(Number)) {
		for (const kind of serverKinds.filter((one) => values.servers.split(',').includes(one))) {
			const result = await soak(kind, Number(values.transfers), seed);
			const ok = result.problems.length === 0 && result.whole === result.transfers;
			if (ok) passed++;
			else failed++;
			console.log(
				`${ok ? 'ok    ' : 'FAILED'} seed ${seed} ${kind}: ${result.whole} of ${result.transfers} whole in ${result.seconds.toFixed(1)} s; ${result.figures}`,
			);
			for (const problem of result.problems.slice(0, 10)) console.log(`       ${problem}`);
		}
	}
	clearInterval(awake);
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
