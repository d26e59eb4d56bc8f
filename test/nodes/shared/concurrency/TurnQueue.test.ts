import { TurnQueue } from '../../../../nodes/shared/concurrency/TurnQueue';

function drained(queue: TurnQueue<string>): string[] {
	const order: string[] = [];
	for (let next = queue.shift(); next !== undefined; next = queue.shift()) order.push(next);
	return order;
}

describe('TurnQueue', () => {
	it('serves owners in turn and each in order', () => {
		const queue = new TurnQueue<string>();
		for (const item of ['a1', 'a2', 'b1', 'a3', 'c1', 'b2']) queue.add(item[0] ?? '', item);
		expect(queue.size).toBe(6);
		expect(drained(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
		expect(queue.size).toBe(0);
	});

	it('lets items leave at any place, more than once', () => {
		const queue = new TurnQueue<string>();
		const places = ['a1', 'a2', 'a3'].map((item) => queue.add('a', item));
		const alone = queue.add('b', 'b1');
		for (const place of [places[0], places[1], alone, alone]) if (place) queue.remove(place);
		expect(queue.size).toBe(1);
		expect(queue.first()).toBe('a3');
		expect(drained(queue)).toEqual(['a3']);
	});

	it('serves what is put in front first', () => {
		const queue = new TurnQueue<string>();
		queue.add('a', 'a1');
		queue.add('b', 'b1');
		const gone = queue.addFirst('b', 'gone');
		queue.addFirst('b', 'b0');
		queue.remove(gone);
		expect(queue.size).toBe(3);
		expect(drained(queue)).toEqual(['b0', 'a1', 'b1']);
	});

	it('hands out everything that waits when it is cleared', () => {
		const queue = new TurnQueue<string>();
		queue.add('a', 'a1');
		queue.remove(queue.add('a', 'a2'));
		queue.addFirst('b', 'b0');
		expect(queue.clear().map(({ owner, item }) => [owner, item])).toEqual([
			['b', 'b0'],
			['a', 'a1'],
		]);
		expect([queue.size, queue.first()]).toEqual([0, undefined]);
	});

	it('bears a hundred thousand waiting items', () => {
		const queue = new TurnQueue<string>();
		for (let i = 0; i < 100_000; i++) queue.add('a', String(i));
		const begin = performance.now();
		expect(drained(queue)).toHaveLength(100_000);
		expect(performance.now() - begin).toBeLessThan(2000);
	});
});
