import { settled } from './FakeClock';
import { PoolBench } from './PoolBench';

describe('Pool that is closed', () => {
	it('rejects those who wait and all who come later', async () => {
		const bench = new PoolBench({ limit: 1 });
		const first = await bench.begin();
		const second = await bench.begin();
		const closed = bench.pool.close('closed');
		expect(await second.outcome).toBe('closed');
		await expect(bench.use(async () => 1)).rejects.toBe('closed');
		expect(await first.finish()).toBe('done');
		await closed;
		expect(bench.things[0]?.gone).toBe('graceful');
	});

	it('ends idle connections gracefully and creations at once', async () => {
		const bench = new PoolBench({ byHand: true });
		const first = await bench.begin();
		await bench.creations[0]?.succeed();
		await first.finish();
		const busy = await bench.begin();
		const waiting = await bench.begin();
		await bench.pool.closeIdle();
		const closed = bench.pool.close('closed');
		expect(bench.creations[1]?.signal.aborted).toBe(true);
		expect(await waiting.outcome).toBe('closed');
		await busy.finish();
		await closed;
		expect(bench.pool.stats).toMatchObject({ open: 0, waiting: 0, created: 1, closed: 1 });
	});

	it('waits for the last task, and for a connection that is being kept alive', async () => {
		let answer = (): void => undefined;
		const bench = new PoolBench({
			keepAlive: () => new Promise<void>((resolve) => (answer = resolve)),
		});
		await bench.use(async () => undefined);
		await bench.clock.advance(30_000);
		let gone = false;
		const closed = bench.pool.close('closed').then(() => (gone = true));
		await settled();
		expect(gone).toBe(false);
		answer();
		await closed;
		expect(bench.things[0]?.gone).toBe('graceful');
	});

	it('can be closed twice, and empty', async () => {
		const bench = new PoolBench();
		await bench.pool.close('first');
		await bench.pool.close('second');
		await expect(bench.use(async () => 1)).rejects.toBe('first');
	});
});
