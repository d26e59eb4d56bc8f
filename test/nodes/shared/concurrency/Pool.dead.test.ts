import { ConnectionBudget } from '../../../../nodes/shared/concurrency/ConnectionBudget';
import { settled } from './FakeClock';
import { PoolBench, Trouble, type Thing } from './PoolBench';

/** Fails on every connection of before, like after a restart of the server. */
const onNew = (from: number) => async (thing: Thing) => {
	if (thing.id >= from) return thing.id;
	thing.usable = false;
	throw new Trouble('dead');
};

async function withIdle(count: number, limit = count) {
	const bench = new PoolBench({ limit });
	const tasks = await Promise.all(Array.from({ length: count }, () => bench.begin()));
	for (const task of tasks) await task.finish();
	await settled();
	return bench;
}

describe('Pool whose connection is found dead at first use', () => {
	it('replaces it at once, without counting a try', async () => {
		const bench = await withIdle(1);
		expect(await bench.use(onNew(2))).toBe(2);
		expect(bench.things[0]?.gone).toBe('broken');
		expect(bench.attempts).toBe(2);
	});

	it('takes all that were silent as long for dead too', async () => {
		const bench = await withIdle(3);
		expect(await bench.use(onNew(4))).toBe(4);
		expect(bench.things.map(({ gone }) => gone)).toEqual(['broken', 'broken', 'broken', null]);
	});

	it('serves the task before those who came later', async () => {
		const bench = await withIdle(1);
		const order: string[] = [];
		const later = { name: 'later' };
		await Promise.all([
			bench.use(async (thing) => {
				await settled();
				const id = await onNew(2)(thing);
				order.push('first');
				return id;
			}),
			bench.use(async () => order.push(later.name)),
		]);
		expect(order).toEqual(['first', 'later']);
	});

	it('ends on a connection of its own when a second one is dead as well', async () => {
		const bench = new PoolBench({ limit: 2 });
		const holder = await bench.begin();
		const other = await bench.begin();
		const lent: number[] = [];
		await other.finish();
		// The other connection is free again while the first dead one is found.
		const result = bench.use(async (thing) => {
			lent.push(thing.id);
			if (thing.id > 2) return 'done';
			await bench.clock.advance(1);
			if (thing.id === 2) await holder.finish();
			throw new Trouble('dead');
		});
		expect(await result).toBe('done');
		expect(lent).toEqual([2, 1, 3]);
		expect(bench.things.map(({ gone }) => gone)).toEqual(['broken', 'broken', null]);
	});

	it('makes room among its own when others have taken the place of the dead one', async () => {
		const budget = new ConnectionBudget(() => 0);
		const member = { limit: 3, closeIdle: async () => false };
		const others = [budget.join('login', member), budget.join('login', member)];
		const bench = new PoolBench({
			joinBudget: (closeIdle) => budget.join('login', { limit: 3, closeIdle }),
		});
		const holders = [await bench.begin(), await bench.begin(), await bench.begin()];
		await holders[1]?.finish();
		const result = bench.use(async (thing) => {
			if (thing.id > 3) return 'done';
			await bench.clock.advance(1);
			if (thing.id === 2) await holders[0]?.finish();
			else for (const other of others) void other.take(new AbortController().signal);
			throw new Trouble('dead');
		});
		for (let i = 0; i < 10; i++) await settled();
		expect(bench.pool.stats).toMatchObject({ open: 1, busy: 1, waiting: 1 });
		await holders[2]?.finish();
		expect(await result).toBe('done');
		expect(bench.things.map(({ gone }) => gone)).toEqual(['broken', 'broken', 'graceful', null]);
	});

	it('throws when a fresh connection fails: that is no dead one', async () => {
		const bench = new PoolBench();
		await expect(bench.use(async () => await Promise.reject(new Trouble('dead')))).rejects.toThrow(
			'dead',
		);
		expect(bench.attempts).toBe(1);
	});

	it('does not run the task again once the execution is stopped', async () => {
		const bench = await withIdle(1);
		const stop = new AbortController();
		let runs = 0;
		const result = bench.use(
			async () => {
				runs++;
				stop.abort(new Error('stopped'));
				throw new Trouble('dead');
			},
			{ signal: stop.signal },
		);
		await expect(result).rejects.toThrow('stopped');
		expect(runs).toBe(1);
		expect(bench.pool.stats).toMatchObject({ open: 0, waiting: 0 });
	});
});
