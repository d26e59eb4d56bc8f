import { setTimeout as sleep } from 'node:timers/promises';
import { DiskStateStore } from '../../nodes/shared/local/DiskStateStore';
import { LocalEndpoint } from '../../nodes/shared/local/LocalEndpoint';
import { LocalRoot } from '../../nodes/shared/local/LocalRoot';
import { compileFilter, noFilter } from '../../nodes/shared/model/EntryFilter';
import { nameProblem } from '../../nodes/shared/model/RemotePath';
import type { RunContext } from '../../nodes/shared/model/RunContext';
import { openRemote } from '../../nodes/shared/remote/openRemote';
import { runApprovedPlan } from '../../nodes/shared/sync/runApprovedPlan';
import { syncFolders } from '../../nodes/shared/sync/syncFolders';
import type { SyncReport } from '../../nodes/shared/sync/SyncReport';
import { testSettings } from '../nodes/shared/remote/testSettings';
import { plainAccess } from '../support/local/plainAccess';
import type { Order, Said } from './Order';

/* One sync in a process that may be killed at any moment. */

const run: RunContext = {
	signal: new AbortController().signal,
	owner: 'crash',
	now: Date.now,
	sleep: async (ms) => {
		await sleep(ms);
	},
	random: Math.random,
	hint: () => undefined,
	progress: () => undefined,
	log: () => undefined,
};

process.once('message', (order) => {
	const say = (said: Said) => process.send?.(said);
	say({ say: 'begun' });
	work(order as Order).then(
		({ items }) => {
			const failed = items.filter(({ status }) => status === 'failed');
			const shown = failed.map(({ path, problem }) => `${path}: ${problem?.message ?? ''}`);
			say({ say: 'done', items, failed: shown });
			process.disconnect();
		},
		(error: unknown) => {
			say({ say: 'threw', message: error instanceof Error ? (error.stack ?? '') : String(error) });
			process.disconnect();
		},
	);
});

async function work(order: Order): Promise<SyncReport> {
	const { operation, preview, options, localFolder, remoteFolder, host, port } = order;
	const root = new LocalRoot(localFolder, plainAccess(), process.platform);
	const settings = testSettings({ host, port, maxConnections: 6, timeoutMs: 20_000 });
	const pairId = 'pair';
	const sides = {
		local: {
			endpoint: new LocalEndpoint(root, run),
			folder: '/',
			nameProblem: (name: string) => root.nameProblem(name),
			blocks: () => false,
		},
		remote: {
			endpoint: openRemote(settings, run),
			folder: remoteFolder,
			nameProblem,
			blocks: () => false,
		},
	};
	const store = new DiskStateStore(root, pairId, `run${process.pid}`, {
		// Nobody else is at work: the lock that stays behind is a dead one.
		...{ beatMs: 100, staleMs: 300 },
		now: () => performance.now(),
		sleep: run.sleep,
		every: (ms, beat) => {
			const timer = setInterval(() => void beat(), ms);
			timer.unref();
			return () => clearInterval(timer);
		},
	});
	if (operation === 'executePlan') {
		const plan = { items: order.plan, options, pairId };
		return await runApprovedPlan(plan, sides, store, run);
	}
	const request = { operation, preview, options, pairId, filter: compileFilter(noFilter) };
	return await syncFolders(request, sides, store, run);
}
