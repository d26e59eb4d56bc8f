import { settled } from './FakeClock';
import { PoolBench } from './PoolBench';

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
