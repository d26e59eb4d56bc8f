import { KeyedOrder } from '../../../../nodes/shared/concurrency/KeyedOrder';
import { settled } from './FakeClock';

/** Tasks that note their begin and end when the test says so. */
function tasks() {
	const order = new KeyedOrder();
	const begun: string[] = [];
	const ends = new Map<string, (error?: Error) => void>();
	const run = (name: string, keys: string | null | readonly string[]): Promise<string> =>
		order.run(keys, () => {
			begun.push(name);
			return new Promise((resolve, reject) => {
				ends.set(name, (error) => (error ? reject(error) : resolve(name)));
			});
		});
	const end = async (name: string, error?: Error): Promise<void> => {
		ends.get(name)?.(error);
		await settled();
	};
	return { begun, run, end };
}

describe('KeyedOrder', () => {
	it('keeps the order of items that write the same path, and runs others side by side', async () => {
		const { begun, run, end } = tasks();
		const all = [run('a1', '/a'), run('a2', '/a'), run('b1', '/b'), run('free', null)];
		await settled();
		expect([...begun].sort()).toEqual(['a1', 'b1', 'free']);
		await end('a1');
		expect(begun.at(-1)).toBe('a2');
		for (const name of ['a2', 'b1', 'free']) await end(name);
		expect(await Promise.all(all)).toEqual(['a1', 'a2', 'b1', 'free']);
	});

	it('goes on with the next one after a failure', async () => {
		const { begun, run, end } = tasks();
		const first = expect(run('first', '/a')).rejects.toThrow('broken');
		void run('second', '/a');
		await settled();
		await end('first', new Error('broken'));
		await first;
		expect(begun).toEqual(['first', 'second']);
	});

	it('waits for every path of an item, and two items that cross do not block each other', async () => {
		const { begun, run, end } = tasks();
		const all = [run('move', ['/a', '/b']), run('back', ['/b', '/a']), run('other', ['/a', '/a'])];
		await settled();
		expect(begun).toEqual(['move']);
		await end('move');
		expect(begun).toEqual(['move', 'back']);
		await end('back');
		await end('other');
		expect(await Promise.all(all)).toEqual(['move', 'back', 'other']);
	});
});
