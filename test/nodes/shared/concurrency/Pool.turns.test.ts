import { settled } from './FakeClock';
import { PoolBench } from './PoolBench';

describe('Pool turns', () => {
	it('serves an owner in order, and owners in turn', async () => {
		const bench = new PoolBench({ limit: 1 });
		const order: string[] = [];
		const use = (owner: string, name: string) =>
			bench.use(
				async () => {
					order.push(name);
					await settled();
				},
				{ owner },
			);
		await Promise.all([
			...['a1', 'a2', 'a3', 'a4'].map((name) => use('a', name)),
			...['b1', 'b2'].map((name) => use('b', name)),
			use('c', 'c1'),
		]);
		expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
	});

	it('tells how many tasks wait', async () => {
		const bench = new PoolBench({ limit: 1 });
		const first = await bench.begin();
		const others = [await bench.begin(), await bench.begin()];
		expect(bench.pool.waiting).toBe(2);
		await first.finish();
		expect(bench.pool.waiting).toBe(1);
		await Promise.all(others.map((task) => task.finish()));
		expect(bench.pool.waiting).toBe(0);
	});
});
