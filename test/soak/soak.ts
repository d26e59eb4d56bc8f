import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ConnectionBudget } from '../../nodes/shared/concurrency/ConnectionBudget';
import { createPool } from '../../nodes/shared/remote/createPool';
import type { RemoteSettings } from '../../nodes/shared/remote/settings';
import { testSettings } from '../nodes/shared/remote/testSettings';
import { seededRandom } from '../support/memory/seededRandom';
import { serverKinds, type ServerKind } from '../support/realServers/RealServerOptions';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';
import { ChaosProxy } from './ChaosProxy';
import { content } from './content';
import { execute, type Done } from './Execution';
import { inOtherProcess } from './inOtherProcess';

/** Two that share a pool, one with a pool of its own for the same login, and one that is another process. */
const owners = ['shared 1', 'shared 2', 'other settings', 'other process'] as const;
/** How often the server is stopped and started again in one run. */
const restarts = 3;
const downMs = 300;
/** How long the last goodbyes may take to reach the server. */
const goodbyeMs = 5000;

interface Case {
	readonly kind: ServerKind;
	readonly tls: boolean;
	readonly seed: number;
	readonly transfers: number;
}

interface Soaked {
	readonly whole: number;
	readonly seconds: number;
	readonly problems: readonly string[];
	readonly figures: string;
}

/**
 * Half of the transfers are uploads, half downloads of what was uploaded, while connections are cut and the server is
 * stopped and started again.
 */
async function soak({ kind, tls, seed, transfers }: Case): Promise<Soaked> {
	const files = Math.floor(transfers / 2);
	const server = await startRealServer(kind, {
		log: false,
		tls: tls ? 'required' : 'none',
		...(tls && kind !== 'pureftpd' ? { requireReuse: true } : {}),
	});
	const random = seededRandom(seed);
	const proxy = await ChaosProxy.start(server, { random, dataCuts: 0.05, controlCuts: 0.005 });
	const settings = settingsFor(server, proxy, tls);
	const budget = new ConnectionBudget(() => performance.now());
	const shared = createPool(settings, budget);
	const other = createPool({ ...settings, idleCloseMs: 500 }, budget);
	const began = performance.now();
	const problems: string[] = [];

	const moments = new Set<number>();
	for (let i = 0; i < restarts; i++)
		moments.add(Math.floor(((i + 0.2 + random() * 0.6) / restarts) * files));
	const restarting: Array<Promise<void>> = [];
	let through = 0;
	const onFile = () => {
		if (!moments.has(through++)) return;
		restarting.push(server.restart(downMs).catch((error) => void problems.push(String(error))));
	};

	const done = await Promise.all(
		owners.map(async (owner, at): Promise<Done> => {
			const mine = Array.from({ length: files }, (_, i) => i).filter((i) => i % 4 === at);
			const work = { owner, seed, files: mine };
			if (owner === 'other process') return await inOtherProcess(settings, work, onFile);
			return await execute(owner === 'other settings' ? other : shared, work, onFile);
		}),
	);
	await Promise.all(restarting);
	for (const { pool } of [shared, other]) {
		await pool.close(new Error('the soak has ended'));
		if (pool.stats.open > 0) problems.push(`${pool.stats.open} connections are still open`);
	}
	for (const until = performance.now() + goodbyeMs; proxy.open > 0 && performance.now() < until;)
		await sleep(20);
	if (proxy.open > 0) problems.push(`${proxy.open} connections were left to the server`);
	const seconds = (performance.now() - began) / 1000;
	problems.push(...done.flatMap((one) => one.problems));
	problems.push(...(await differences(server.root, files, seed)));
	const { dataCuts, controlCuts, connections } = proxy.counts;
	proxy.stop();
	await server.stop();
	const sum = (count: (one: Done) => number) => done.reduce((total, one) => total + count(one), 0);
	return {
		whole: sum(({ whole }) => whole),
		seconds,
		problems,
		figures: `${dataCuts} data and ${controlCuts} control connections cut, server started again ${restarting.length} times, ${connections} connections, ${sum(({ retried }) => retried)} uploads tried again`,
	};
}

function settingsFor(server: RealServer, { host }: ChaosProxy, tls: boolean): RemoteSettings {
	const { port, user, password, serverName, caPem } = server;
	return testSettings({
		...{ host, port, user, password, serverName, caCertificates: [caPem] },
		ssl: tls ? 'explicit' : 'never',
		maxConnections: 8,
		retries: 12,
		retryDelayMs: 250,
		timeoutMs: 20_000,
	});
}

/** What lies on the server and should not, and the other way round. */
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

/**
 * `plain` and `tls` for all; `alternate` lets the seed decide whether vsftpd or the others speak TLS, so that one seed
 * meets both.
 */
function isTls(mode: string, seed: number, kind: ServerKind): boolean {
	if (mode !== 'alternate') return mode === 'tls';
	return (seed % 2 === 0) === (kind === 'vsftpd');
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			transfers: { type: 'string', default: '10000' },
			seeds: { type: 'string', default: '1,2,3' },
			servers: { type: 'string', default: serverKinds.join(',') },
			security: { type: 'string', default: 'alternate' },
		},
	});
	let failed = 0;
	let passed = 0;
	// Servers are started by helpers that do not keep this process alive.
	const awake = setInterval(() => undefined, 60_000);
	for (const seed of values.seeds.split(',').map(Number)) {
		for (const kind of serverKinds.filter((one) => values.servers.split(',').includes(one))) {
			const transfers = Math.floor(Number(values.transfers) / 2) * 2;
			const tls = isTls(values.security, seed, kind);
			const result = await soak({ kind, tls, seed, transfers });
			const ok = result.problems.length === 0 && result.whole === transfers;
			if (ok) passed++;
			else failed++;
			console.log(
				`${ok ? 'ok    ' : 'FAILED'} seed ${seed} ${kind} ${tls ? 'TLS' : 'plain'}: ${result.whole} of ${transfers} whole in ${result.seconds.toFixed(1)} s; ${result.figures}`,
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
