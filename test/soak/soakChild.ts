import { ConnectionBudget } from '../../nodes/shared/concurrency/ConnectionBudget';
import { createPool } from '../../nodes/shared/remote/createPool';
import type { RemoteSettings } from '../../nodes/shared/remote/settings';
import { execute, type Done, type Work } from './Execution';

/* An execution in a process of its own, as in a worker of n8n: it shares nothing with the others but the server. */

/** What this process is told. */
export interface Order {
	readonly settings: RemoteSettings;
	readonly work: Work;
}

/** What it answers: a file is through, or all are. */
export type Said = { readonly say: 'file' } | { readonly say: 'done'; readonly done: Done };

process.once('message', (message) => {
	const { settings, work } = message as Order;
	const say = (said: Said) => process.send?.(said);
	void carryOut(settings, work, () => say({ say: 'file' })).then((done) => {
		say({ say: 'done', done });
		process.disconnect();
	});
});

async function carryOut(settings: RemoteSettings, work: Work, onFile: () => void): Promise<Done> {
	const lent = createPool(settings, new ConnectionBudget(() => performance.now()));
	const done = await execute(lent, work, onFile);
	await lent.pool.close(new Error('the soak has ended'));
	const { open } = lent.pool.stats;
	if (open === 0) return done;
	return { ...done, problems: [...done.problems, `${open} connections are still open`] };
}
