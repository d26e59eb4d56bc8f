import { settled } from './FakeClock';
import { PoolBench, Trouble } from './PoolBench';

const refused = () => new Trouble('refused');

/** A pool of up to ten that a server holds at two: two tasks hold on, `more` wait. */
async function held(more = 1, keepAliveMs = 30_000) {
	const bench = new PoolBench({ limit: 10, keepAliveMs });
	bench.plan.push(null, null, refused());
	const tasks = [await bench.begin(), await bench.begin()];
	for (let i = 0; i < more; i++) tasks.push(await bench.begin());
	return { bench, tasks };
}

describe('Pool whose server refuses more connections', () => {
	it('shrinks to what is open, and tasks wait for that', async () => {
		const { bench, tasks } = await held(3);
		expect(bench.pool.stats).toMatchObject({ open: 2, waiting: 3, learnedLimit: 2, limit: 10 });
		for (const task of tasks) {
			expect(await task.finish()).toBe('done');
			await settled();
		}
		expect(bench.attempts).toBe(3);
	});

	it('takes a refusal for an ordinary try while none is open', async () => {
		const bench = new PoolBench();
		bench.plan.push(refused(), refused(), refused());
		const task = await bench.begin();
		await bench.clock.advance(20_000);
		expect(await task.outcome).toMatchObject({ kind: 'refused', attempts: 3 });
		expect(bench.pool.stats.learnedLimit).toBeNull();
	});

	it('knows what it bears when refusals come before the successes of one burst', async () => {
		const bench = new PoolBench({ byHand: true, limit: 6 });
		const tasks = await Promise.all([1, 2, 3, 4, 5, 6].map(() => bench.begin()));
		await bench.creations[0]?.succeed();
		await bench.creations[3]?.fail(refused());
		await bench.creations[4]?.fail(refused());
		await bench.creations[1]?.succeed();
		await bench.creations[2]?.succeed();
		await bench.creations[5]?.fail(refused());
		expect(bench.pool.stats).toMatchObject({ open: 3, learnedLimit: 3, waiting: 3 });
		expect(bench.creations).toHaveLength(6);
		for (const task of tasks) {
			await task.finish();
			await settled();
		}
	});

	it('closes idle connections after a second and keeps none alive', async () => {
		const { bench, tasks } = await held(1, 400);
		await Promise.all(tasks.map((task) => task.finish()));
		await bench.clock.advance(999);
		expect(bench.alive).toBe(2);
		await bench.clock.advance(1);
		expect(bench.alive).toBe(0);
		expect(bench.things.map(({ gone, keptAlive }) => [gone, keptAlive])).toEqual([
			['graceful', 0],
			['graceful', 0],
		]);
	});

	it('tries one more after half a minute of work, and shrinks for a minute if that is refused', async () => {
		const { bench, tasks } = await held(6);
		await tasks[0]?.finish();
		await tasks[1]?.finish();
		await bench.clock.advance(29_999);
		expect(bench.attempts).toBe(3);
		bench.plan.push(refused());
		await bench.clock.advance(1);
		expect(bench.attempts).toBe(4);
		await tasks[2]?.finish();
		await tasks[3]?.finish();
		await bench.clock.advance(59_999);
		expect(bench.attempts).toBe(4);
		await bench.clock.advance(1);
		expect(bench.attempts).toBe(5);
		expect(bench.pool.stats).toMatchObject({ open: 3, learnedLimit: 3 });
	});

	it('does not grow before its connections have served', async () => {
		const { bench, tasks } = await held(3);
		await bench.clock.advance(600_000);
		expect(bench.attempts).toBe(3);
		await tasks[0]?.finish();
		await tasks[2]?.finish();
		await settled();
		expect(bench.attempts).toBe(4);
	});

	it('opens another when one of those that the server bears is lost', async () => {
		const { bench, tasks } = await held(1);
		const thing = tasks[0]?.lent();
		if (thing) thing.usable = false;
		await tasks[0]?.finish();
		await settled();
		expect(bench.attempts).toBe(4);
		expect(bench.pool.stats).toMatchObject({ open: 2, busy: 2, waiting: 0 });
	});
});
