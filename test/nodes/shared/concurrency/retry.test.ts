import { retry, type RetryRules } from '../../../../nodes/shared/concurrency/retry';

const rules = (change: Partial<RetryRules> = {}) => {
	const slept: number[] = [];
	const all: RetryRules = {
		retries: 3,
		delayMs: 10_000,
		signal: new AbortController().signal,
		sleep: async (ms) => void slept.push(ms),
		mayRetry: () => true,
		...change,
	};
	return { all, slept };
};

/** Fails this many times, then works. */
const failing = (times: number) => async (attempt: number) => {
	if (attempt <= times) throw new Error(`try ${attempt}`);
	return attempt;
};

describe('retry', () => {
	it.each([
		[0, 1, 0],
		[1, 2, 1],
		[3, 4, 3],
	])('works after %i failures on try %i', async (failures, attempt, pauses) => {
		const { all, slept } = rules();
		expect(await retry(failing(failures), all)).toBe(attempt);
		expect(slept).toEqual(Array.from({ length: pauses }, () => 10_000));
	});

	it('throws the last error when the tries are used up', async () => {
		const { all, slept } = rules({ retries: 2 });
		await expect(retry(failing(9), all)).rejects.toThrow('try 3');
		expect(slept).toHaveLength(2);
	});

	it('does not try again what cannot get better', async () => {
		const { all, slept } = rules({ mayRetry: (_, attempt) => attempt < 2 });
		await expect(retry(failing(9), all)).rejects.toThrow('try 2');
		expect(slept).toHaveLength(1);
	});

	it('tells of each failure before it pauses', async () => {
		const told: unknown[] = [];
		const { all } = rules({ onRetry: (error, attempt) => told.push([String(error), attempt]) });
		await retry(failing(2), all);
		expect(told).toEqual([
			['Error: try 1', 1],
			['Error: try 2', 2],
		]);
	});

	it.each([
		['before the first try', 0],
		['during a try', 1],
	])('throws the reason when it is stopped %s', async (_, runsBefore) => {
		const stop = new AbortController();
		const { all, slept } = rules({ signal: stop.signal });
		if (runsBefore === 0) stop.abort(new Error('stopped'));
		let runs = 0;
		const result = retry(async () => {
			runs++;
			stop.abort(new Error('stopped'));
			throw new Error('broken');
		}, all);
		await expect(result).rejects.toThrow('stopped');
		expect(runs).toBe(runsBefore);
		expect(slept).toEqual([]);
	});
});
