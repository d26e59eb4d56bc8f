import { compileFilter, noFilter } from '../../../../nodes/shared/model/EntryFilter';
import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { moveMany, type MoveManyRequest } from '../../../../nodes/shared/files/moveMany';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { testRun } from '../../../support/memory/testRun';
import { dump, type TreeLiteral } from '../../../support/memory/treeLiteral';

const request: MoveManyRequest = {
	folder: '/in',
	recursive: true,
	filter: compileFilter(noFilter),
	toFolder: '/done',
	ifExists: 'fail',
	ifMissing: 'fail',
};
async function run(tree: TreeLiteral, change: Partial<MoveManyRequest> = {}) {
	const side = new MemoryEndpoint(tree);
	const { outcomes, ended } = await moveMany(
		side,
		{ ...request, ...change },
		new FolderMaker(side),
		testRun(),
	);
	const result = outcomes.map((one) =>
		one.done ? one.value : { path: one.path, failed: one.failure.category },
	);
	return { result, ended, left: dump(side.tree), side };
}

describe('moveMany', () => {
	it('moves files to the same places below the other folder', async () => {
		const { result, left } = await run({ in: { a: '1', sub: { b: '2' } } });
		expect(left).toEqual({ in: { sub: {} }, done: { a: '1', sub: { b: '2' } } });
		expect(result).toEqual([
			{
				entry: expect.objectContaining({ name: 'a', path: '/done/a', folder: '/done', size: 1 }),
				originalPath: '/in/a',
				moved: true,
			},
			{
				entry: expect.objectContaining({ path: '/done/sub/b', folder: '/done/sub' }),
				originalPath: '/in/sub/b',
				moved: true,
			},
		]);
	});

	it('leaves what is in the target already, and names of our own', async () => {
		const tree = { in: { a: '1', done: { b: '2' }, '.abcdefgh.x.part': 'p' } };
		const { left } = await run(tree, { toFolder: '/in/done' });
		expect(left).toEqual({ in: { done: { a: '1', b: '2' }, '.abcdefgh.x.part': 'p' } });
	});

	it.each<[string, Partial<MoveManyRequest>, string[]]>([
		[
			'matching files',
			{ filter: compileFilter({ ...noFilter, include: ['*.csv'] }) },
			['/in/a.csv', '/in/sub/b.csv'],
		],
		['own files', { recursive: false }, ['/in/a.csv', '/in/x.txt']],
	])('moves %s', async (_, change, expected) => {
		const { result } = await run(
			{ in: { 'a.csv': '1', 'x.txt': '2', sub: { 'b.csv': '3' } } },
			change,
		);
		expect(result).toMatchObject(expected.map((originalPath) => ({ originalPath, moved: true })));
	});

	it('has nothing to do where both folders are one', async () => {
		const tree = { in: { a: '1', sub: { b: '2' } } };
		const { result, left, side } = await run(tree, { toFolder: '/in' });
		expect(result).toMatchObject([
			{ entry: { path: '/in/a' }, alreadyDone: true },
			{ entry: { path: '/in/sub/b' }, alreadyDone: true },
		]);
		expect(left).toEqual(tree);
		expect(side.logged('find')).toEqual([]);
	});

	it('moves up without losing what lies on the way', async () => {
		const tree = { x: { in: { x: 'top', in: { x: 'middle', in: { x: 'deep' } } } } };
		const { result, left } = await run(tree, {
			folder: '/x/in',
			toFolder: '/x',
			ifExists: 'overwrite',
		});
		expect(left).toEqual({ x: { x: 'top', in: { x: 'middle', in: { x: 'deep', in: {} } } } });
		expect(result).toMatchObject([
			{ originalPath: '/x/in/in/in/x' },
			{ originalPath: '/x/in/in/x' },
			{ originalPath: '/x/in/x' },
		]);
	});

	it('tells of one name that is taken, and moves all others', async () => {
		const tree = { in: { a: '1', b: '2', c: '3' }, done: { b: 'old' } };
		const { result, ended, left } = await run(tree);
		expect(result).toMatchObject([
			{ originalPath: '/in/a' },
			{ path: '/in/b', failed: 'alreadyExists' },
			{ originalPath: '/in/c' },
		]);
		expect(ended).toBeNull();
		expect(left).toEqual({ in: { b: '2' }, done: { a: '1', b: 'old', c: '3' } });
	});

	it('ends at once when the connection is gone, and tells what was moved by then', async () => {
		const side = new MemoryEndpoint({ in: { a: '1', b: '2', c: '3' }, done: {} }, { parallel: 1 });
		side.faults.fail({ operation: 'move', nth: 2 });
		const { outcomes, ended } = await moveMany(side, request, new FolderMaker(side), testRun());
		expect(outcomes).toMatchObject([{ done: true, path: '/in/a' }]);
		expect(ended).toMatchObject({ category: 'connectionLost' });
		expect(side.logged('move')).toHaveLength(2);
	});

	it('fails for a folder that is missing', async () => {
		await expect(run({})).rejects.toMatchObject({ category: 'notFound' });
	});
});
