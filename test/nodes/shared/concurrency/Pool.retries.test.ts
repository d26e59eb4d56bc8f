import { PoolBench, Trouble } from './PoolBench';

const passing = () => new Trouble('passing');

describe('Pool that cannot connect', () => {
	it('tries again after the delay, once for everyone who waits', async () => {
		const bench = new PoolBench();
		bench.plan.push(passing(), passing());
		const tasks = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => bench.begin(owner)));
		expect(bench.attempts).toBe(1);
		await bench.clock.advance(9_999);
		expect(bench.attempts).toBe(1);
		await bench.clock.advance(1);
		expect(bench.attempts).toBe(2);
		await bench.clock.advance(10_000);
		for (const task of tasks) expect(await task.finish()).toBe('done');
		expect(bench.pool.stats).toMatchObject({ created: 3 });
	});

	it('fails everyone who waits when the tries are used up, and says how many there were', async () => {
		const bench = new PoolBench();
		bench.plan.push(passing(), passing(), passing());
		const tasks = await Promise.all(['a', 'b', 'a'].map((owner) => bench.begin(owner)));
		await bench.clock.advance(20_000);
		for (const task of tasks) {
			expect(await task.outcome).toMatchObject({ kind: 'passing', attempts: 3 });
		}
		expect(bench.attempts).toBe(3);
	});

	it('costs a thousand items one series, and tries again after the delay', async () => {
		const bench = new PoolBench();
		bench.plan.push(passing(), passing(), passing());
		const first = await bench.begin();
		await bench.clock.advance(20_000);
		await first.outcome;
		for (let i = 0; i < 1000; i++)
			await expect(bench.use(async () => 1)).rejects.toThrow('passing');
		expect(bench.attempts).toBe(3);
		await bench.clock.advance(10_000);
		expect(await bench.use(async () => 1)).toBe(1);
	});

	it('does not pause for a creation that nobody needs any more', async () => {
		const bench = new PoolBench({ byHand: true });
		const first = await bench.begin();
		await bench.creations[0]?.succeed();
		const second = await bench.begin();
		expect(bench.creations).toHaveLength(2);
		await first.finish();
		await second.finish();
		const timers = bench.clock.pending;
		await bench.creations[1]?.fail(passing());
		expect(bench.clock.pending).toBe(timers);
		await bench.clock.advance(10_000);
		expect(bench.creations).toHaveLength(2);
	});

	it('lets a new owner try at once after a used-up series', async () => {
		const bench = new PoolBench();
		bench.plan.push(passing(), passing(), passing());
		const first = await bench.begin('a');
		await bench.clock.advance(20_000);
		await first.outcome;
		expect(await bench.use(async () => 'in', { owner: 'b' })).toBe('in');
		expect(await bench.use(async () => 'in', { owner: 'a' })).toBe('in');
	});

	it('makes one login attempt with a wrong password, however many items there are', async () => {
		const bench = new PoolBench({ limit: 25 });
		bench.plan.push(new Trouble('final'));
		const tasks = await Promise.all(Array.from({ length: 100 }, () => bench.begin()));
		for (const task of tasks)
			expect(await task.outcome).toMatchObject({ kind: 'final', attempts: 1 });
		await bench.clock.advance(3_600_000);
		await expect(bench.use(async () => 1)).rejects.toThrow('final');
		expect(bench.attempts).toBe(1);
	});

	it('lets the next execution try a password again, and forgets the refusal once one works', async () => {
		const bench = new PoolBench();
		bench.plan.push(new Trouble('final'), null);
		await expect(bench.use(async () => 1, { owner: 'a' })).rejects.toThrow('final');
		expect(await bench.use(async () => 1, { owner: 'b' })).toBe(1);
		expect(await bench.use(async () => 1, { owner: 'a' })).toBe(1);
	});

	it('passes on an error that nobody knows and tries anew for the next one', async () => {
		const bench = new PoolBench();
		bench.plan.push(new Trouble('other'));
		await expect(bench.use(async () => 1)).rejects.toThrow('other');
		expect(await bench.use(async () => 1)).toBe(1);
	});

	it('counts failures side by side as one try, and goes on with one creation', async () => {
		const bench = new PoolBench({ byHand: true, limit: 4 });
		const tasks = await Promise.all([1, 2, 3, 4].map(() => bench.begin()));
		await bench.creations[0]?.succeed();
		for (const creation of bench.creations.slice(1)) await creation.fail(passing());
		expect(bench.creations).toHaveLength(4);
		await bench.clock.advance(10_000);
		expect(bench.creations).toHaveLength(5);
		await bench.creations[4]?.succeed();
		expect(bench.creations).toHaveLength(7);
		for (const creation of bench.creations.slice(5)) await creation.succeed();
		for (const task of tasks) expect(await task.finish()).toBe('done');
	});

	it('lets those who wait have the open connections when no further one can be made', async () => {
		const bench = new PoolBench({ limit: 2, retries: 0 });
		bench.plan.push(null, passing());
		const tasks = [await bench.begin(), await bench.begin()];
		expect(bench.pool.stats).toMatchObject({ open: 1, waiting: 1, learnedLimit: 1 });
		expect(await tasks[0]?.finish()).toBe('done');
		expect(await tasks[1]?.finish()).toBe('done');
	});

	it('begins a new series when the open connections have served everyone since', async () => {
		const bench = new PoolBench({ limit: 2, retries: 1 });
		for (let i = 0; i < 3; i++) {
			bench.plan.push(...(i === 0 ? [null, passing()] : [passing()]));
			const tasks = [await bench.begin(), await bench.begin()];
			expect(bench.attempts).toBe(2 + i);
			for (const task of tasks) expect(await task.finish()).toBe('done');
			await bench.clock.advance(15_000);
		}
		expect(bench.pool.stats.learnedLimit).toBeNull();
	});
});
