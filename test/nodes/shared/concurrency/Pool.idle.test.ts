import { settled } from './FakeClock';
import { PoolBench, Trouble } from './PoolBench';

describe('Pool with idle connections', () => {
	it('keeps them alive and closes them after the idle time', async () => {
		const bench = new PoolBench({ keepAliveMs: 30_000, idleCloseMs: 100_000 });
		await bench.use(async () => undefined);
		await bench.clock.advance(29_999);
		expect(bench.things[0]?.keptAlive).toBe(0);
		await bench.clock.advance(60_001);
		expect(bench.things[0]?.keptAlive).toBe(3);
		await bench.clock.advance(10_000);
		expect(bench.things[0]).toMatchObject({ keptAlive: 3, gone: 'graceful' });
		expect(bench.pool.stats).toMatchObject({ open: 0, closed: 1 });
		expect(bench.clock.pending).toBe(0);
	});

	it('keeps none alive when that is off', async () => {
		const bench = new PoolBench({ keepAliveMs: 0 });
		await bench.use(async () => undefined);
		await bench.clock.advance(60_000);
		expect(bench.things[0]).toMatchObject({ keptAlive: 0, gone: 'graceful' });
	});

	it('counts the idle time anew after each use', async () => {
		const bench = new PoolBench({ keepAliveMs: 0 });
		await bench.use(async () => undefined);
		await bench.clock.advance(59_000);
		await bench.use(async () => undefined);
		await bench.clock.advance(59_000);
		expect(bench.alive).toBe(1);
		await bench.clock.advance(1_000);
		expect(bench.alive).toBe(0);
	});

	it('does not lend a connection that is being kept alive', async () => {
		let answer = (): void => undefined;
		const bench = new PoolBench({
			limit: 1,
			keepAlive: () => new Promise<void>((resolve) => (answer = resolve)),
		});
		await bench.use(async () => undefined);
		await bench.clock.advance(30_000);
		const task = await bench.begin();
		expect(task.lent()).toBeNull();
		answer();
		await settled();
		expect(task.lent()?.id).toBe(1);
		await task.finish();
	});

	it('does not take one that was kept alive for one that was used lately', async () => {
		const bench = new PoolBench();
		const [older, newer] = [await bench.begin(), await bench.begin()];
		await older.finish();
		await bench.clock.advance(1000);
		await newer.finish();
		await bench.clock.advance(29_000);
		expect(older.lent()?.keptAlive).toBe(1);
		expect(await bench.use(async (thing) => thing)).toBe(newer.lent());
	});

	it('destroys a connection that does not answer', async () => {
		const bench = new PoolBench({ keepAlive: async () => await Promise.reject(new Error('dead')) });
		await bench.use(async () => undefined);
		await bench.clock.advance(30_000);
		expect(bench.things[0]?.gone).toBe('broken');
	});

	it('closes idle connections when asked, and goes on', async () => {
		const bench = new PoolBench();
		const busy = await bench.begin();
		await bench.use(async () => undefined);
		await bench.pool.closeIdle();
		expect(bench.things.map(({ gone }) => gone)).toEqual([null, 'graceful']);
		expect(await busy.finish()).toBe('done');
	});

	it('tells for how long it has held nothing and nobody has asked', async () => {
		const bench = new PoolBench({ idleCloseMs: 1000, retries: 1 });
		await bench.clock.advance(50);
		expect(bench.pool.restingMs).toBe(50);
		const task = await bench.begin();
		await bench.clock.advance(50);
		expect(bench.pool.restingMs).toBe(0);
		await task.finish();
		await bench.clock.advance(999);
		expect(bench.pool.restingMs).toBe(0);
		await bench.clock.advance(1);
		expect(bench.pool.restingMs).toBe(1050);
		bench.plan.push(new Trouble('passing'));
		const again = await bench.begin();
		expect(bench.pool.restingMs).toBe(0);
		await bench.clock.advance(10_000);
		await again.finish();
		await bench.clock.advance(1000);
		expect(bench.pool.restingMs).toBe(11_000);
	});
});
