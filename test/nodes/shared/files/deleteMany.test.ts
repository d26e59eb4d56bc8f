import { noFilter, type FilterRules } from '../../../../nodes/shared/model/EntryFilter';
import { deleteMany, type DeleteManyRequest } from '../../../../nodes/shared/files/deleteMany';
import type { DeleteOptions } from '../../../../nodes/shared/files/deleteEntry';
import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { without } from '../../../support/memory/Faults';
import { memoryError } from '../../../support/memory/memoryError';
import { testRun } from '../../../support/memory/testRun';
import { dump, file, link, type TreeLiteral } from '../../../support/memory/treeLiteral';

const options: DeleteOptions = {
	ifMissing: 'fail',
	trash: null,
	preview: false,
	maxDeletions: 1000,
	removeEmptyFolders: false,
};
interface Change {
	readonly recursive?: boolean;
	readonly type?: DeleteManyRequest['type'];
	readonly rules?: Partial<FilterRules>;
	readonly options?: Partial<DeleteOptions>;
}
const request = (change: Change): DeleteManyRequest => ({
	folder: '/in',
	recursive: change.recursive ?? true,
	type: change.type ?? 'all',
	rules: { ...noFilter, ...change.rules },
	options: { ...options, ...change.options },
});
async function run(tree: TreeLiteral, change: Change, side = new MemoryEndpoint({ in: tree })) {
	const context = testRun();
	const result = await deleteMany(side, request(change), new FolderMaker(side), context);
	const { hints } = context;
	return {
		paths: result.map(({ path }) => path),
		left: dump(side.tree, '/in'),
		result,
		side,
		hints,
	};
}

const fresh = file('f', '2026-01-30T00:00:00Z');
const stale = file('s', '2020-01-01T00:00:00Z');
const zoo = { 'a.csv': '1', 'b.txt': '2', sub: { 'c.csv': '3', 'd.txt': '4' }, empty: {} };

describe('deleteMany', () => {
	it.each<[string, TreeLiteral, Change, object]>([
		['everything', zoo, {}, {}],
		['files only', zoo, { type: 'files' }, { sub: {}, empty: {} }],
		['folders with all in them', zoo, { type: 'folders' }, { 'a.csv': '1', 'b.txt': '2' }],
		[
			'names at any depth',
			zoo,
			{ rules: { include: ['*.csv'] } },
			{ 'b.txt': '2', sub: { 'd.txt': '4' }, empty: {} },
		],
		[
			'a matching folder with all in it',
			zoo,
			{ rules: { include: ['sub'] } },
			{ 'a.csv': '1', 'b.txt': '2', empty: {} },
		],
		[
			'own entries and empty folders',
			zoo,
			{ recursive: false },
			{ sub: { 'c.csv': '3', 'd.txt': '4' } },
		],
		[
			'own files',
			zoo,
			{ recursive: false, type: 'files' },
			{ sub: { 'c.csv': '3', 'd.txt': '4' }, empty: {} },
		],
		[
			'nothing that is excluded',
			zoo,
			{ rules: { exclude: ['*.txt'] } },
			{ 'b.txt': '2', sub: { 'd.txt': '4' } },
		],
		[
			'nothing that is excluded in a matching folder',
			zoo,
			{ rules: { include: ['sub'], exclude: ['c.*'] } },
			{ 'a.csv': '1', 'b.txt': '2', sub: { 'c.csv': '3' }, empty: {} },
		],
		[
			'nothing hidden',
			{ sub: { '.env': 'x', a: '1' } },
			{ rules: { includeHidden: false } },
			{ sub: { '.env': 'x' } },
		],
		[
			'old files, and folders of them',
			{ a: { stale }, b: { fresh, stale } },
			{ rules: { modifiedBefore: Date.parse('2026-01-01') } },
			{ b: { fresh: 'f' } },
		],
		[
			'a link as a link',
			{ way: link('sub'), sub: { a: '1' } },
			{ rules: { include: ['way'] } },
			{ sub: { a: '1' } },
		],
		[
			'no temporary names of our own',
			{ sub: { '.abcdefgh.x.part': 'p', a: '1' } },
			{},
			{ sub: { '.abcdefgh.x.part': 'p' } },
		],
		[
			'nothing in the folder of a sync',
			{ '.ftp-remote-sync': { state: 's' }, a: '1' },
			{},
			{ '.ftp-remote-sync': { state: 's' } },
		],
	])('deletes %s', async (_, tree, change, left) => {
		expect((await run(tree, change)).left).toEqual(left);
	});

	it('gives one result an entry, in the order of paths', async () => {
		const { result } = await run(zoo, { rules: { include: ['sub', 'a.csv'] } });
		expect(result).toEqual([
			{ path: '/in/a.csv', type: 'file', deleted: true },
			{ path: '/in/sub', type: 'folder', deleted: true },
			{ path: '/in/sub/c.csv', type: 'file', deleted: true },
			{ path: '/in/sub/d.txt', type: 'file', deleted: true },
		]);
	});

	it('shows in the preview exactly what it then deletes', async () => {
		const change = { rules: { exclude: ['d.txt'] } };
		const preview = await run(zoo, { ...change, options: { preview: true, maxDeletions: 1 } });
		expect(preview.left).toEqual(dump(new MemoryEndpoint(zoo).tree));
		expect(preview.result[0]).toEqual({
			path: '/in/a.csv',
			type: 'file',
			deleted: false,
			preview: true,
		});
		expect((await run(zoo, change)).paths).toEqual(preview.paths);
	});

	it('stops before the first deletion when it would be too many', async () => {
		const side = new MemoryEndpoint({ in: zoo });
		await expect(run(zoo, { options: { maxDeletions: 5 } }, side)).rejects.toMatchObject({
			category: 'guard',
			data: { counts: { deletions: 6 } },
		});
		expect(side.log.filter((line) => line.startsWith('remove'))).toEqual([]);
	});

	it('keeps a folder that was not wholly read, and says so', async () => {
		const side = new MemoryEndpoint({ in: zoo });
		side.faults.listing({ path: '/in/sub' }, without('c.csv'));
		const context = testRun();
		await deleteMany(side, request({}), new FolderMaker(side), context);
		expect(dump(side.tree, '/in')).toEqual({ sub: { 'c.csv': '3' } });
		expect(context.hints).toEqual([
			expect.stringContaining('1 line of folder listings was not understood'),
			expect.stringContaining('1 matching folder stays'),
		]);
	});

	it('moves everything to the trash instead, folders as a whole', async () => {
		const trash = { folder: '/in/trash', at: 0 };
		const { left, side } = await run(zoo, { options: { trash } });
		expect(left).toEqual({ trash: { '1970-01-01T00-00-00Z': { in: zoo } } });
		expect(side.log.filter((line) => line.startsWith('remove'))).toEqual([]);
	});

	it('takes nothing out of the trash into the trash', async () => {
		const trash = { folder: '/in', at: 0 };
		const { paths, hints } = await run(zoo, { options: { trash } });
		expect(paths).toEqual([]);
		expect(hints).toEqual([
			expect.stringContaining('/in was deleted, because it lies in the trash'),
		]);
	});

	it('removes folders that became empty, but not the folder itself', async () => {
		const tree = { 'a.csv': '1', x: { y: { 'b.csv': '2' } }, empty: {} };
		const { left } = await run(tree, { type: 'files', options: { removeEmptyFolders: true } });
		expect(left).toEqual({ empty: {} });
	});

	it('fails for a folder that is missing', async () => {
		const side = new MemoryEndpoint();
		await expect(run({}, {}, side)).rejects.toMatchObject({ category: 'notFound' });
	});

	it('skips a folder that is missing if that is fine, but no other trouble', async () => {
		const options = { ifMissing: 'skip' } as const;
		const { result } = await run({}, { options }, new MemoryEndpoint());
		expect(result).toEqual([{ path: '/in', deleted: false, skipped: true }]);
		const side = new MemoryEndpoint({ in: zoo });
		side.faults.fail({ operation: 'list' }, { error: memoryError('permission', '/in') });
		await expect(run({}, { options }, side)).rejects.toMatchObject({ category: 'permission' });
	});
});
