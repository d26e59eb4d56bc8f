import {
	mapConcurrently,
	settleConcurrently,
} from '../../../../nodes/shared/concurrency/mapConcurrently';
import { settled } from './FakeClock';

const never = new AbortController().signal;

/** Work that ends when the test says so. */
function byHand() {
	const begun: number[] = [];
	const ends = new Map<number, (error?: Error) => void>();
	const fn = (item: number): Promise<number> => {
		begun.push(item);
		return new Promise((resolve, reject) => {
			ends.set(item, (error) => (error ? reject(error) : resolve(item * 10)));
		});
	};
	const end = async (item: number, error?: Error): Promise<void> => {
		ends.get(item)?.(error);
		await settled();
	};
	return { begun, fn, end };
}

describe('mapConcurrently', () => {
	it('gives results in input order, whatever ends first', async () => {
		const { begun, fn, end } = byHand();
		const all = mapConcurrently([1, 2, 3, 4], 2, never, fn);
		expect(begun).toEqual([1, 2]);
		await end(2);
		expect(begun).toEqual([1, 2, 3]);
		await end(3);
		await end(4);
		await end(1);
		expect(await all).toEqual([10, 20, 30, 40]);
	});

	it('begins nothing new after a failure, lets the running ones finish, and throws the first in item order', async () => {
		const { begun, fn, end } = byHand();
		const all = mapConcurrently([1, 2, 3, 4, 5], 3, never, fn);
		const failed = expect(all).rejects.toThrow('first item');
		let over = false;
		all.catch(() => (over = true));
		await end(3, new Error('third item'));
		await end(2);
		expect(over).toBe(false);
		await end(1, new Error('first item'));
		await failed;
		expect(begun).toEqual([1, 2, 3]);
	});

	it('begins nothing new once it is stopped, and throws the reason when the running ones are done', async () => {
		const { begun, fn, end } = byHand();
		const stop = new AbortController();
		const all = mapConcurrently([1, 2, 3], 1, stop.signal, fn);
		const failed = expect(all).rejects.toThrow('stopped');
		stop.abort(new Error('stopped'));
		await end(1);
		await failed;
		expect(begun).toEqual([1]);
	});

	it.each([
		['no items', [], 5],
		['fewer items than places', [1, 2], 10],
		['a width of nothing', [1, 2], 0],
	])('bears %s', async (_, items, width) => {
		expect(await mapConcurrently(items, width, never, async (item) => item)).toEqual(items);
	});

	it('takes items from an iterator only when their turn comes', async () => {
		let taken = 0;
		function* numbers() {
			for (;;) yield ++taken;
		}
		const all = mapConcurrently(numbers(), 3, never, async (item) => {
			await settled();
			if (item === 10) throw new Error('enough');
		});
		await expect(all).rejects.toThrow('enough');
		expect(taken).toBeLessThan(15);
	});

	it('throws what the iterator throws', async () => {
		const broken: Iterable<number> = {
			[Symbol.iterator]: () => ({
				next: () => {
					throw new Error('no more');
				},
			}),
		};
		await expect(mapConcurrently(broken, 2, never, async () => 1)).rejects.toThrow('no more');
	});

	it('runs a hundred thousand items', async () => {
		const items = Array.from({ length: 100_000 }, (_, index) => index);
		let running = 0;
		let most = 0;
		const all = await mapConcurrently(items, 25, never, async (item) => {
			most = Math.max(most, ++running);
			await Promise.resolve();
			running--;
			return item + 1;
		});
		expect(all).toHaveLength(100_000);
		expect(all[99_999]).toBe(100_000);
		expect(most).toBe(25);
	});
});

describe('settleConcurrently', () => {
	it('runs all items whatever fails, and tells each outcome in order', async () => {
		const outcomes = await settleConcurrently([1, 2, 3], 2, never, async (item) => {
			if (item === 2) throw new Error('second');
			return item;
		});
		expect(outcomes).toEqual([
			{ status: 'fulfilled', value: 1 },
			{ status: 'rejected', reason: new Error('second') },
			{ status: 'fulfilled', value: 3 },
		]);
	});

	it('throws the reason when it is stopped', async () => {
		const stop = new AbortController();
		const all = settleConcurrently([1, 2, 3], 1, stop.signal, async () => {
			stop.abort(new Error('stopped'));
		});
		await expect(all).rejects.toThrow('stopped');
	});
});
