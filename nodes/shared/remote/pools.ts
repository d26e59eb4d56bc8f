import { createHash } from 'node:crypto';
import { systemClock } from '../concurrency/Clock';
import { ConnectionBudget } from '../concurrency/ConnectionBudget';
import { budgetKey, createPool } from './createPool';
import { forgetPools } from './forgetPools';
import type { RemotePool } from './Remote';
import type { RemoteSettings } from './settings';

/** How long the end of the process waits for the goodbyes. */
const goodbyeMs = 500;

interface Registry {
	readonly pools: Map<string, RemotePool>;
	readonly budget: ConnectionBudget;
}

/**
 * n8n purges and reloads modules on updates, so the pools live on the global object. The number is the shape's
 * version: code of another shape has a registry of its own.
 */
const registryKey = Symbol.for('n8n-nodes-ftp-remote.pools.1');

/** The pool of these settings, made at first use and shared by the whole process. @throws RemoteError `invalidInput` */
export function poolOf(settings: RemoteSettings): RemotePool {
	const { pools, budget } = registry();
	const key = settingsKey(settings);
	const known = pools.get(key);
	if (known) return known;
	const made = createPool(settings, budget);
	forgetPools(pools);
	pools.set(key, made);
	return made;
}

/** The budget of connections for each login of the process. */
export function connectionBudget(): ConnectionBudget {
	return registry().budget;
}

/**
 * How many connections of pools are in with this very login. They prove that its password is right, so a refusal beside
 * them is one of too many; those that came in with another password prove nothing.
 */
export function openWithSameLogin(settings: RemoteSettings): number {
	const same = [...registry().pools.values()].filter(
		({ shared }) =>
			budgetKey(shared.settings) === budgetKey(settings) &&
			shared.settings.password === settings.password &&
			shared.settings.account === settings.account,
	);
	return same.reduce((sum, { pool }) => sum + pool.stats.open, 0);
}

/** Says QUIT on every idle connection of the process, at most half a second long. */
export async function closeIdleConnections(): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, goodbyeMs)));
	const { pools } = registry();
	await Promise.race([
		Promise.all([...pools.values()].map(async ({ pool }) => await pool.closeIdle())),
		late,
	]);
	clearTimeout(timer);
}

/** Equal settings, equal key; the secrets are in the hash only. */
function settingsKey(settings: RemoteSettings): string {
	const { password, account, clientKey, clientKeyPassphrase, ...open } = settings;
	const all = { ...open, password, account, clientKey, clientKeyPassphrase };
	const text = JSON.stringify(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
	return createHash('sha256').update(text).digest('hex');
}

function registry(): Registry {
	const holder = globalThis as { [registryKey]?: Registry };
	const known = holder[registryKey];
	if (known) return known;
	const made: Registry = {
		pools: new Map(),
		budget: new ConnectionBudget(() => systemClock.now()),
	};
	holder[registryKey] = made;
	sayGoodbyeAtExit();
	return made;
}

function sayGoodbyeAtExit() {
	const held = () => [...registry().pools.values()].some(({ pool }) => pool.stats.idle > 0);
	process.on('beforeExit', () => {
		if (held()) void closeIdleConnections();
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		const onSignal = () => {
			// A listener disables Node's own exit: where ours is the only one, the signal is raised again afterwards.
			const alone = process.listenerCount(signal) === 1;
			void closeIdleConnections().finally(() => {
				if (!alone) return;
				process.removeListener(signal, onSignal);
				process.kill(process.pid, signal);
			});
		};
		// In front: whoever listens once (n8n) is gone from the list when it was called first, and would look like nobody.
		process.prependListener(signal, onSignal);
	}
}
