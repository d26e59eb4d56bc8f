import { ConnectionBudget } from '../../../../nodes/shared/concurrency/ConnectionBudget';
import { FakeClock, settled } from './FakeClock';
import { PoolBench } from './PoolBench';

/** Two pools of one login, as two credentials with different settings make them. */
function twoPools(limit: number) {
	const clock = new FakeClock();
	const budget = new ConnectionBudget(() => clock.now());
	const bench = () =>
		new PoolBench({
			clock,
			limit,
			joinBudget: (closeIdle) => budget.join('login', { limit, closeIdle }),
		});
	return { clock, budget, a: bench(), b: bench() };
}

describe('Pools of one login', () => {
	it('keep to the limit together', async () => {
		const { budget, a, b } = twoPools(2);
		const tasks = [await a.begin(), await b.begin(), await a.begin(), await b.begin()];
		expect(a.alive + b.alive).toBe(2);
		expect(budget.held('login')).toBe(2);
		for (const task of tasks) {
			expect(await task.finish()).toBe('done');
			await settled();
		}
		expect(a.alive + b.alive).toBe(2);
	});

	it('close their idle connections for each other', async () => {
		const { a, b } = twoPools(1);
		await a.use(async () => undefined);
		expect(a.alive).toBe(1);
		expect(await b.use(async ({ id }) => id)).toBe(1);
		expect(a.things[0]?.gone).toBe('graceful');
		expect(await a.use(async ({ id }) => id)).toBe(2);
	});

	it('hand over a connection that becomes free while the other waits', async () => {
		const { a, b } = twoPools(1);
		const first = await a.begin();
		const second = await b.begin();
		expect(second.lent()).toBeNull();
		await first.finish();
		await settled();
		expect(second.lent()).not.toBeNull();
		expect(a.alive).toBe(0);
		await second.finish();
	});

	it('go on with their own connection while they wait for a second one', async () => {
		const { a, b } = twoPools(2);
		const [first, other] = [await a.begin(), await b.begin()];
		const second = await a.begin();
		expect(second.lent()).toBeNull();
		await first.finish();
		await settled();
		expect(second.lent()).toBe(first.lent());
		await second.finish();
		await other.finish();
		expect(b.alive).toBe(1);
	});

	it('do not starve: a pool with endless work gives way after a second', async () => {
		const { clock, a, b } = twoPools(1);
		const done: string[] = [];
		const work = async (bench: PoolBench, name: string) =>
			await bench.use(async () => {
				await clock.sleep(300);
				done.push(name);
			});
		const all = [1, 2, 3, 4, 5, 6, 7, 8].map(() => work(a, 'a'));
		await settled();
		all.push(work(b, 'b'));
		await clock.advance(5000);
		await Promise.all(all);
		expect(done.indexOf('b')).toBe(4);
	});

	it('give a place back that came when nobody needed it any more', async () => {
		const { budget, a } = twoPools(1);
		const other = budget.join('login', { limit: 1, closeIdle: async () => false });
		const permit = other.tryTake();
		const stop = new AbortController();
		const task = await a.begin('run', stop.signal);
		permit?.release();
		stop.abort('stopped');
		expect(await task.outcome).toBe('stopped');
		await settled();
		expect(a.attempts).toBe(0);
		expect(budget.held('login')).toBe(0);
	});

	it('give every place back when they are closed', async () => {
		const { budget, a, b } = twoPools(2);
		await Promise.all([a.use(async () => undefined), b.use(async () => undefined)]);
		await Promise.all([a.pool.close('end'), b.pool.close('end')]);
		expect(budget.held('login')).toBe(0);
	});
});
