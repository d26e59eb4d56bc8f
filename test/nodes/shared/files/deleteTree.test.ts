import type { Entry } from '../../../../nodes/shared/model/Entry';
import { deleteTree, planTreeDeletion } from '../../../../nodes/shared/files/deleteTree';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { empty, without } from '../../../support/memory/Faults';
import { memoryError } from '../../../support/memory/memoryError';
import { entryOf } from '../../../support/memory/entryOf';
import { MemoryTree } from '../../../support/memory/MemoryTree';
import { testRun } from '../../../support/memory/testRun';
import { dump, link } from '../../../support/memory/treeLiteral';

const zoo = {
	keep: 'x',
	old: { 'a.txt': '1', sub: { 'b.txt': '2', deep: {} }, out: link('/kept') },
	kept: { c: '3' },
};
const left = { keep: 'x', kept: { c: '3' } };
const old: Entry = entryOf('/old', { type: 'folder', children: new Map(), modified: 0 }, 'second');
const removals = (side: MemoryEndpoint) => side.log.filter((line) => line.startsWith('remove'));

describe('deleteTree', () => {
	it('deletes a folder with all in it, and links as links', async () => {
		const side = new MemoryEndpoint(zoo);
		const plan = await deleteTree(side, old, 100, testRun());
		expect(dump(side.tree)).toEqual(left);
		expect(plan.files.map(({ path }) => path)).toEqual([
			'/old/a.txt',
			'/old/out',
			'/old/sub/b.txt',
		]);
		expect(plan.folders.map(({ path }) => path)).toEqual(['/old/sub/deep', '/old/sub', '/old']);
		expect(side.logged('list')).not.toContain('list /old/out');
	});

	it('deletes files side by side', async () => {
		const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, '']));
		const side = new MemoryEndpoint({ old: files }, { parallel: 6 });
		await deleteTree(side, old, 100, testRun());
		expect(side.peak).toBe(6);
	});

	it('only says what it would delete', async () => {
		const side = new MemoryEndpoint(zoo);
		const plan = await planTreeDeletion(side, old, 100, testRun());
		expect(plan.files.length + plan.folders.length).toBe(6);
		expect(dump(side.tree)).toMatchObject({ old: { 'a.txt': '1' } });
	});

	it('stops before the first deletion when it would be too many', async () => {
		const side = new MemoryEndpoint(zoo);
		await expect(deleteTree(side, old, 5, testRun())).rejects.toMatchObject({
			category: 'guard',
			data: {
				counts: { deletions: 6, files: 2, folders: 3, links: 1, maxDeletions: 5 },
				planned: expect.arrayContaining([{ path: '/old/a.txt', type: 'file' }]) as unknown,
			},
		});
		expect(removals(side)).toEqual([]);
	});

	it('names 100 of what it would delete', async () => {
		const files = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`f${i}`, '']));
		const error: unknown = await deleteTree(
			new MemoryEndpoint({ old: files }),
			old,
			10,
			testRun(),
		).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ data: { counts: { deletions: 151 } } });
		expect((error as { data: { planned: unknown[] } }).data.planned).toHaveLength(100);
	});

	it('deletes nothing when a folder in it was not wholly read', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.listing({ path: '/old/sub' }, without('b.txt'));
		await expect(deleteTree(side, old, 100, testRun())).rejects.toMatchObject({
			category: 'guard',
			message: expect.stringContaining('/old/sub could not be read wholly') as string,
		});
		expect(removals(side)).toEqual([]);
	});

	it('deletes nothing when a folder in it cannot be listed', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.fail(
			{ operation: 'list', path: '/old/sub' },
			{ error: memoryError('permission', '/old/sub') },
		);
		await expect(deleteTree(side, old, 100, testRun())).rejects.toMatchObject({
			category: 'permission',
		});
		expect(removals(side)).toEqual([]);
	});

	it('does not take along what a wrongly empty listing hid', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.listing({ path: '/old/sub', nth: 1 }, empty);
		await expect(deleteTree(side, old, 100, testRun())).rejects.toMatchObject({
			category: 'notEmpty',
		});
		expect(dump(side.tree)).toMatchObject({ old: { sub: { 'b.txt': '2' } } });
	});

	it('says so when something was put into it meanwhile', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.intercept({ operation: 'removeFolder', path: '/old' }, () =>
			side.tree.put('/old/new', 'x'),
		);
		await expect(deleteTree(side, old, 100, testRun())).rejects.toMatchObject({
			category: 'notEmpty',
			message: '/old was not deleted: something was put into it meanwhile',
		});
		expect(dump(side.tree)).toEqual({ ...left, old: { new: 'x' } });
	});

	it('goes on where somebody else deleted already', async () => {
		const side = new MemoryEndpoint(zoo);
		side.faults.intercept({ operation: 'removeFile', path: '/old/a.txt' }, () =>
			side.tree.delete('/old/sub'),
		);
		await deleteTree(side, old, 100, testRun());
		expect(dump(side.tree)).toEqual(left);
	});

	it('deletes all that it can, no folder of it, and then tells the first failure', async () => {
		const side = new MemoryEndpoint(zoo, { readOnly: (path) => path === '/old/a.txt' });
		await expect(deleteTree(side, old, 100, testRun())).rejects.toMatchObject({
			category: 'permission',
			path: '/old/a.txt',
			data: { counts: { done: 2, failed: 1 } },
		});
		expect(dump(side.tree)).toEqual({ ...left, old: { 'a.txt': '1', sub: { deep: {} } } });
	});

	it('never deletes the Root Folder', async () => {
		const side = new MemoryEndpoint(zoo);
		await expect(deleteTree(side, { ...old, path: '/' }, 100, testRun())).rejects.toMatchObject({
			category: 'invalidInput',
		});
		expect(side.log).toEqual([]);
	});

	it('deletes a tree 200 folders deep', async () => {
		const tree = new MemoryTree();
		tree.put(`/old${'/d'.repeat(200)}/end.txt`, 'x');
		const side = new MemoryEndpoint(tree);
		await deleteTree(side, old, 1000, testRun());
		expect(dump(side.tree)).toEqual({});
	});
});
