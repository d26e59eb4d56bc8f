import { attemptEach } from '../../../../nodes/shared/files/attemptEach';
import { memoryError } from '../../../support/memory/memoryError';

const never = new AbortController().signal;
const items = ['/a', '/b', '/c', '/d'].map((path) => ({ path }));

describe('attemptEach', () => {
	it('tells what came of each path, in order', async () => {
		const { outcomes, ended } = await attemptEach(items, 2, never, async ({ path }) => {
			if (path === '/b') throw memoryError('permission', path);
			return path.toUpperCase();
		});
		expect(outcomes).toMatchObject([
			{ done: true, path: '/a', value: '/A' },
			{ done: false, path: '/b', failure: { category: 'permission' } },
			{ done: true, path: '/c', value: '/C' },
			{ done: true, path: '/d', value: '/D' },
		]);
		expect(ended).toBeNull();
	});

	it('tells what was done before a failure that is nobody’s path', async () => {
		const lost = memoryError('connectionLost', '/b');
		const { outcomes, ended } = await attemptEach(items, 1, never, async ({ path }) => {
			if (path === '/b') throw lost;
			return path;
		});
		expect(outcomes).toEqual([{ done: true, path: '/a', value: '/a' }]);
		expect(ended).toBe(lost);
	});

	it('closes the gap of the one that ended it', async () => {
		const { outcomes } = await attemptEach(items.slice(0, 2), 2, never, async ({ path }) => {
			if (path === '/a') throw memoryError('connectionLost', path);
			return path;
		});
		expect(outcomes).toEqual([{ done: true, path: '/b', value: '/b' }]);
	});

	it.each([memoryError('cancelled', '/a'), new TypeError('a mistake')])(
		'throws %s',
		async (error) => {
			await expect(attemptEach(items, 1, never, () => Promise.reject(error))).rejects.toBe(error);
		},
	);
});
