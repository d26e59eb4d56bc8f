import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { walk, wholeTree, type WalkOptions } from '../../../../nodes/shared/files/walk';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { without } from '../../../support/memory/Faults';
import { memoryError } from '../../../support/memory/memoryError';
import { MemoryTree } from '../../../support/memory/MemoryTree';
import { testRun } from '../../../support/memory/testRun';

const zoo = { 'a.txt': '', sub: { 'b.txt': '', deep: { 'c.txt': '' } }, zebra: {} };
const all = ['/a.txt', '/sub', '/sub/b.txt', '/sub/deep', '/sub/deep/c.txt', '/zebra'];

async function paths(side: MemoryEndpoint, options: Partial<WalkOptions> = {}, folder = '/') {
	const tree = await walk(side, folder, { ...wholeTree, ...options }, testRun());
	return [...tree.entries.keys()];
}

describe('walk', () => {
	it('finds everything below a folder, in the order of paths', async () => {
		expect(await paths(new MemoryEndpoint(zoo))).toEqual(all);
	});

	it.each([
		['only the own entries at depth 1', { maxDepth: 1 }, ['/a.txt', '/sub', '/zebra']],
		[
			'one level more at depth 2',
			{ maxDepth: 2 },
			all.filter((path) => path !== '/sub/deep/c.txt'),
		],
		[
			'nothing in a folder that hides its content',
			{ descends: (folder: string) => folder !== 'sub/deep' },
			all.filter((path) => path !== '/sub/deep/c.txt'),
		],
		[
			'nothing of what takes no part',
			{ leavesOut: (path: string) => path === '/sub' },
			['/a.txt', '/zebra'],
		],
	])('shows %s', async (_, options, expected) => {
		expect(await paths(new MemoryEndpoint(zoo), options)).toEqual(expected);
	});

	it('tells relative paths from the folder that it began with', async () => {
		const seen: string[] = [];
		const descends = (folder: string) => seen.push(folder) > 0;
		expect(await paths(new MemoryEndpoint(zoo), { descends }, '/sub')).toHaveLength(3);
		expect(seen).toEqual(['deep']);
	});

	it('lists folders side by side, never more than the side bears, each once', async () => {
		const folders = Array.from({ length: 40 }, (_, i) => [`f${i}`, { x: { y: {} } }] as const);
		const side = new MemoryEndpoint(Object.fromEntries(folders), { parallel: 5 });
		expect(await paths(side)).toHaveLength(120);
		expect(side.peak).toBe(5);
		expect(new Set(side.logged('list')).size).toBe(side.logged('list').length);
	});

	it.each(['throw', 'incomplete'] as const)(
		'always fails for a start folder that is missing (%s)',
		async (onFolderError) => {
			await expect(
				paths(new MemoryEndpoint(zoo), { onFolderError }, '/none'),
			).rejects.toMatchObject({
				category: 'notFound',
			});
		},
	);

	it('notes a folder that cannot be listed and goes on', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.fail(
			{ operation: 'list', path: '/sub' },
			{ error: memoryError('permission', '/sub') },
		);
		const tree = await walk(side, '/', { ...wholeTree, onFolderError: 'incomplete' }, testRun());
		expect([...tree.entries.keys()]).toEqual(['/a.txt', '/sub', '/zebra']);
		expect([...tree.incomplete.keys()]).toEqual(['/sub']);
		await expect(paths(side)).rejects.toMatchObject({ category: 'permission' });
	});

	it('does not take a refused login for the trouble of one folder', async () => {
		const side = new MemoryEndpoint(zoo);
		const error = new RemoteError({
			category: 'auth',
			stage: 'login',
			message: 'no',
			description: '',
		});
		side.faults.fail({ operation: 'list', path: '/sub' }, { error });
		await expect(paths(side, { onFolderError: 'incomplete' })).rejects.toBe(error);
	});

	it('keeps what a listing did not understand', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.listing({ path: '/sub' }, without('b.txt'));
		const tree = await walk(side, '/', wholeTree, testRun());
		expect(tree.incomplete.get('/sub')).toBe('1 line of the listing of /sub could not be used');
		expect(tree.notes).toEqual([{ kind: 'unknownLine', folder: '/sub', text: '?? b.txt' }]);
	});

	it('begins no new folder once the run is stopped', async () => {
		const stop = new AbortController();
		const side = new MemoryEndpoint(zoo, { parallel: 1 });
		side.faults.intercept({ operation: 'list', path: '/sub' }, () =>
			stop.abort(new Error('stopped')),
		);
		await expect(walk(side, '/', wholeTree, testRun({ signal: stop.signal }))).rejects.toThrow(
			'stopped',
		);
		expect(side.logged('list')).toEqual(['list /', 'list /sub']);
	});

	it('tells how far it has come', async () => {
		const seen: Array<[string, number]> = [];
		await paths(new MemoryEndpoint(zoo, { parallel: 1 }), {
			onFolder: (...now) => void seen.push(now),
		});
		expect(seen).toEqual([
			['/', 3],
			['/sub', 5],
			['/zebra', 5],
			['/sub/deep', 6],
		]);
	});

	it('reads a tree 200 folders deep', async () => {
		const tree = new MemoryTree();
		tree.put(`${'/d'.repeat(200)}/end.txt`, 'x');
		expect((await paths(new MemoryEndpoint(tree))).at(-1)).toBe(`${'/d'.repeat(200)}/end.txt`);
	});

	it('reads 100,000 entries within 2 KiB each', async () => {
		const tree = new MemoryTree();
		for (let i = 0; i < 100_000; i++) tree.put(`/f${i % 100}/file-${i}.txt`, '');
		const side = new MemoryEndpoint(tree, { parallel: 25 });
		const before = process.memoryUsage().heapUsed;
		const found = await walk(side, '/', wholeTree, testRun());
		expect(found.entries.size).toBe(100_100);
		expect((process.memoryUsage().heapUsed - before) / found.entries.size).toBeLessThan(2048);
	});
});
