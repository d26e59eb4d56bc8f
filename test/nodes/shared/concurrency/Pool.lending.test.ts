import { PoolBench, Trouble } from './PoolBench';

describe('Pool lends', () => {
	it('opens the first connection alone and others only after it worked', async () => {
		const bench = new PoolBench({ byHand: true, limit: 5 });
		const tasks = [await bench.begin(), await bench.begin(), await bench.begin()];
		expect(bench.creations).toHaveLength(1);
		await bench.creations[0]?.succeed();
		expect(bench.creations).toHaveLength(3);
		await bench.creations[1]?.succeed();
		await bench.creations[2]?.succeed();
		expect(await Promise.all(tasks.map((task) => task.finish()))).toEqual(['done', 'done', 'done']);
	});

	it('never has more connections than its limit, closing ones included', async () => {
		const closed: Array<() => void> = [];
		const bench = new PoolBench({
			limit: 2,
			destroy: () => new Promise((resolve) => closed.push(resolve)),
		});
		const tasks = await Promise.all([1, 2, 3].map(() => bench.begin()));
		expect(bench.pool.stats).toMatchObject({ open: 2, busy: 2, waiting: 1 });
		const broken = tasks[0]?.lent();
		if (broken) broken.usable = false;
		await tasks[0]?.finish();
		expect(bench.pool.stats).toMatchObject({ open: 1, busy: 1, waiting: 1 });
		expect(bench.attempts).toBe(2);
		closed[0]?.();
		await bench.clock.advance(0);
		expect(bench.attempts).toBe(3);
	});

	it('takes the most recently used idle connection', async () => {
		const bench = new PoolBench();
		const tasks = await Promise.all([1, 2, 3].map(() => bench.begin()));
		const ids = tasks.map((task) => task.lent()?.id);
		await tasks[2]?.finish();
		await bench.clock.advance(1);
		await tasks[0]?.finish();
		await bench.clock.advance(1);
		await tasks[1]?.finish();
		expect(await bench.use(async ({ id }) => id)).toBe(ids[1]);
		expect(bench.pool.stats).toMatchObject({ created: 3, reused: 1, idle: 3 });
	});

	it('gives back what the task gives, and throws what it throws', async () => {
		const bench = new PoolBench();
		await expect(bench.use(async () => 'value')).resolves.toBe('value');
		await expect(bench.use(async () => await Promise.reject(new Trouble('other')))).rejects.toThrow(
			'other',
		);
		await expect(
			bench.use(() => {
				throw new Trouble('final');
			}),
		).rejects.toThrow('final');
		expect(bench.pool.stats).toMatchObject({ open: 1, idle: 1, busy: 0, closed: 0 });
	});

	it('destroys what a task left unusable and opens another for those who wait', async () => {
		const bench = new PoolBench({ limit: 1 });
		const first = await bench.begin();
		const second = await bench.begin();
		const thing = first.lent();
		if (thing) thing.usable = false;
		await first.finish();
		await bench.clock.advance(0);
		expect(thing?.gone).toBe('broken');
		expect(second.lent()?.id).toBe(2);
		await second.finish();
	});

	it('does not lend an idle connection that has become unusable', async () => {
		const bench = new PoolBench();
		await bench.use(async (thing) => {
			thing.keptAlive = 0;
		});
		for (const thing of bench.things) thing.usable = false;
		expect(await bench.use(async ({ id }) => id)).toBe(2);
		expect(bench.things[0]?.gone).toBe('broken');
	});

	it('goes on when saying goodbye fails', async () => {
		const bench = new PoolBench({
			limit: 1,
			destroy: () => {
				throw new Error('gone already');
			},
		});
		await bench.use(async (thing) => {
			thing.usable = false;
		});
		expect(await bench.use(async ({ id }) => id)).toBe(2);
		expect(bench.pool.stats).toMatchObject({ created: 2, closed: 1, idle: 1 });
	});
});
