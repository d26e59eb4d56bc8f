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
};
async function run(tree: TreeLiteral, change: Partial<MoveManyRequest> = {}) {
	const side = new MemoryEndpoint(tree);
	const result = await moveMany(side, { ...request, ...change }, new FolderMaker(side), testRun());
	return { result, left: dump(side.tree), side };
}

describe('moveMany', () => {
	it('moves files to the same places below the other folder', async () => {
		const { result, left } = await run({ in: { a: '1', sub: { b: '2' } } });
		expect(left).toEqual({ in: { sub: {} }, done: { a: '1', sub: { b: '2' } } });
		expect(result).toEqual([
			{ path: '/done/a', fromPath: '/in/a', moved: true },
			{ path: '/done/sub/b', fromPath: '/in/sub/b', moved: true },
		]);
	});

	it('leaves what is in the target already, and names of our own', async () => {
		const tree = { in: { a: '1', done: { b: '2' }, '.abcdefgh.x.part': 'p' } };
		const { left } = await run(tree, { toFolder: '/in/done' });
		expect(left).toEqual({ in: { done: { a: '1', b: '2' }, '.abcdefgh.x.part': 'p' } });
	});

	it.each([
		[
			'matching files',
			{ filter: compileFilter({ ...noFilter, include: ['*.csv'] }) },
			['/in/a.csv', '/in/sub/b.csv'],
		],
		['own files', { recursive: false }, ['/in/a.csv', '/in/x.txt']],
		['nothing onto itself', { toFolder: '/in' }, []],
	])('moves %s', async (_, change, expected) => {
		const { result } = await run(
			{ in: { 'a.csv': '1', 'x.txt': '2', sub: { 'b.csv': '3' } } },
			change,
		);
		expect(result.map(({ fromPath }) => fromPath)).toEqual(expected);
	});

	it('moves all others when one name is taken, and then fails for that one', async () => {
		const side = new MemoryEndpoint({ in: { a: '1', b: '2', c: '3' }, done: { b: 'old' } });
		await expect(moveMany(side, request, new FolderMaker(side), testRun())).rejects.toMatchObject({
			category: 'alreadyExists',
			path: '/done/b',
			data: { counts: { done: 2, failed: 1 }, failed: [{ path: '/in/b' }] },
		});
		expect(dump(side.tree)).toEqual({ in: { b: '2' }, done: { a: '1', b: 'old', c: '3' } });
	});

	it('ends at once when the connection is gone', async () => {
		const side = new MemoryEndpoint({ in: { a: '1', b: '2' }, done: {} }, { parallel: 1 });
		side.faults.fail({ operation: 'move', nth: 1 });
		await expect(moveMany(side, request, new FolderMaker(side), testRun())).rejects.toMatchObject({
			category: 'connectionLost',
		});
		expect(side.logged('move')).toHaveLength(1);
	});
});
