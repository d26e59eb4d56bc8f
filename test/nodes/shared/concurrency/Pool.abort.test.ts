import { getEventListeners } from 'node:events';
import { settled } from './FakeClock';
import { PoolBench, type Thing } from './PoolBench';

describe('Pool when an execution is stopped', () => {
	it('rejects an aborted turn at once, without a connection', async () => {
		const bench = new PoolBench();
		const task = await bench.begin('run', AbortSignal.abort('stopped'));
		expect(await task.outcome).toBe('stopped');
		expect(bench.attempts).toBe(0);
	});

	it('rejects a waiting task at once with the reason', async () => {
		const bench = new PoolBench({ limit: 1 });
		const stop = new AbortController();
		const first = await bench.begin();
		const second = await bench.begin('run', stop.signal);
		const third = await bench.begin();
		stop.abort('stopped');
		expect(await second.outcome).toBe('stopped');
		expect(second.lent()).toBeNull();
		await first.finish();
		await settled();
		expect(third.lent()).not.toBeNull();
		await third.finish();
		expect(bench.pool.stats).toMatchObject({ open: 1, idle: 1, waiting: 0 });
	});

	it('ends a creation that nobody waits for any more, and works for the next one', async () => {
		const bench = new PoolBench({ byHand: true });
		const stop = new AbortController();
		const first = await bench.begin('run', stop.signal);
		stop.abort('stopped');
		expect(await first.outcome).toBe('stopped');
		expect(bench.creations[0]?.signal.aborted).toBe(true);
		const second = await bench.begin();
		await bench.creations[1]?.succeed();
		expect(await second.finish()).toBe('done');
		expect(bench.pool.stats).toMatchObject({ created: 1, idle: 1 });
	});

	it('does not let the next one wait for a creation that takes its time to end', async () => {
		let end = (): void => undefined;
		let made = 0;
		const create = async (): Promise<Thing> => {
			if (++made === 1) await new Promise<void>((_, reject) => (end = () => reject(new Error())));
			return { id: made, usable: true, users: 0, gone: null, keptAlive: 0 };
		};
		const bench = new PoolBench({ limit: 2, create });
		const stop = new AbortController();
		await bench.begin('run', stop.signal);
		stop.abort('stopped');
		const second = await bench.begin();
		const third = await bench.begin();
		expect(second.lent()?.id).toBe(2);
		// The first may still have a connection, which counts.
		expect(third.lent()).toBeNull();
		end();
		await settled();
		expect(third.lent()?.id).toBe(3);
		await Promise.all([second.finish(), third.finish()]);
		await bench.pool.close(new Error('the end'));
	});

	it('does not make the next one pay for a creation that was ended', async () => {
		const bench = new PoolBench({ byHand: true });
		const stop = new AbortController();
		await bench.begin('run', stop.signal);
		stop.abort('stopped');
		const next = bench.use(async () => 'done', { owner: 'other' });
		await settled();
		await bench.creations[1]?.succeed();
		expect(await next).toBe('done');
	});

	it('goes on with a creation as long as somebody else waits', async () => {
		const bench = new PoolBench({ byHand: true });
		const stop = new AbortController();
		await bench.begin('run', stop.signal);
		const second = await bench.begin('other');
		stop.abort('stopped');
		expect(bench.creations[0]?.signal.aborted).toBe(false);
		await bench.creations[0]?.succeed();
		expect(second.lent()).not.toBeNull();
		await second.finish();
	});

	it('ends the pause before the next try when nobody waits any more', async () => {
		const bench = new PoolBench({ byHand: true });
		const stop = new AbortController();
		const task = await bench.begin('run', stop.signal);
		await bench.creations[0]?.fail(new Error('x'));
		stop.abort('stopped');
		await task.outcome;
		expect(bench.clock.pending).toBe(0);
	});

	it('does not begin a task that was stopped between getting a connection and its first step', async () => {
		const bench = new PoolBench();
		await bench.use(async () => undefined);
		const stop = new AbortController();
		let begun = false;
		const result = bench.use(
			async () => {
				begun = true;
			},
			{ signal: stop.signal },
		);
		expect(bench.pool.stats.busy).toBe(1);
		stop.abort('stopped');
		await expect(result).rejects.toBe('stopped');
		expect(begun).toBe(false);
		expect(bench.pool.stats).toMatchObject({ idle: 1, busy: 0 });
	});

	it('listens to the signal of an execution once, however many tasks wait', async () => {
		const bench = new PoolBench({ limit: 1 });
		const stop = new AbortController();
		const tasks = await Promise.all(
			Array.from({ length: 30 }, () => bench.begin('run', stop.signal)),
		);
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
		stop.abort('stopped');
		for (const task of tasks.slice(1)) expect(await task.outcome).toBe('stopped');
		await tasks[0]?.finish();
	});

	it('lets a running task keep its connection until it ends', async () => {
		const bench = new PoolBench({ limit: 1 });
		const stop = new AbortController();
		const first = await bench.begin('run', stop.signal);
		stop.abort('stopped');
		const second = await bench.begin();
		expect(second.lent()).toBeNull();
		expect(await first.finish()).toBe('done');
		await settled();
		expect(second.lent()).toBe(first.lent());
		await second.finish();
	});
});
