import { growingWork } from '../../../../nodes/shared/files/growingWork';

const never = new AbortController().signal;

describe('growingWork', () => {
	it('does what the work itself finds', async () => {
		const done: number[] = [];
		await growingWork([1], 3, never, async (n, add) => {
			done.push(n);
			if (n < 5000) for (const next of [n * 2, n * 2 + 1]) add(next);
		});
		expect(done).toHaveLength(9999);
	});

	it('has no more under way than its width', async () => {
		let now = 0;
		let most = 0;
		await growingWork(
			Array.from({ length: 50 }, (_, i) => i),
			7,
			never,
			async () => {
				most = Math.max(most, ++now);
				await Promise.resolve();
				now--;
			},
		);
		expect(most).toBe(7);
	});

	it('ends with the first failure when the running work is done', async () => {
		const ended: number[] = [];
		const work = growingWork([1, 2, 3], 2, never, async (n) => {
			if (n === 1) throw new Error('first');
			await Promise.resolve();
			ended.push(n);
		});
		await expect(work).rejects.toThrow('first');
		expect(ended).toEqual([2]);
	});

	it('does nothing for nothing', async () => {
		await expect(
			growingWork([], 2, never, () => Promise.reject(new Error())),
		).resolves.toBeUndefined();
	});

	it('tells a stop even when nothing was begun', async () => {
		const stopped = AbortSignal.abort(new Error('stopped'));
		await expect(growingWork([1], 2, stopped, () => Promise.resolve())).rejects.toThrow('stopped');
	});
});
