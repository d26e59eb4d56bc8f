import { attemptAll } from '../../../../nodes/shared/files/attemptAll';
import { memoryError } from '../../../support/memory/memoryError';

const never = new AbortController().signal;
const items = ['/a', '/b', '/c', '/d'].map((path) => ({ path }));

describe('attemptAll', () => {
	it('gives the results in order', async () => {
		expect(await attemptAll(items, 3, never, async ({ path }) => path)).toEqual([
			'/a',
			'/b',
			'/c',
			'/d',
		]);
	});

	it('tries the others and then tells the first failure in order, with counts and paths', async () => {
		const tried: string[] = [];
		const work = attemptAll(items, 2, never, async ({ path }) => {
			tried.push(path);
			if (path === '/b') await new Promise(setImmediate);
			if (path === '/b' || path === '/d') throw memoryError('permission', path, { own: path });
		});
		await expect(work).rejects.toMatchObject({
			path: '/b',
			data: { own: '/b', counts: { done: 2, failed: 2 }, failed: [{ path: '/b' }, { path: '/d' }] },
		});
		expect(tried).toHaveLength(4);
	});

	it.each([
		memoryError('connectionLost', '/a'),
		memoryError('cancelled', '/a'),
		new TypeError('a mistake'),
	])('ends at once for what is nobody’s path: %s', async (error) => {
		const tried: string[] = [];
		const work = attemptAll(items, 1, never, async ({ path }) => {
			tried.push(path);
			throw error;
		});
		await expect(work).rejects.toBe(error);
		expect(tried).toEqual(['/a']);
	});
});
