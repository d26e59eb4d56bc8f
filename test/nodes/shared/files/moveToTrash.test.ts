import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { moveToTrash } from '../../../../nodes/shared/files/moveToTrash';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { memoryError } from '../../../support/memory/memoryError';
import { dump } from '../../../support/memory/treeLiteral';

const trash = { folder: '/trash', at: Date.parse('2026-01-31T12:00:00.500Z') };
const stamp = '2026-01-31T12-00-00Z';

describe('moveToTrash', () => {
	it('keeps the old path below the time of the run', async () => {
		const side = new MemoryEndpoint({ in: { 'a.txt': 'x' } });
		const path = await moveToTrash(side, '/in/a.txt', trash, new FolderMaker(side));
		expect(path).toBe(`/trash/${stamp}/in/a.txt`);
		expect(dump(side.tree)).toEqual({ in: {}, trash: { [stamp]: { in: { 'a.txt': 'x' } } } });
	});

	it('makes the folders once for many files', async () => {
		const side = new MemoryEndpoint({ in: { a: '1', b: '2', c: '3' } });
		const folders = new FolderMaker(side);
		await Promise.all(
			['/in/a', '/in/b', '/in/c'].map((path) => moveToTrash(side, path, trash, folders)),
		);
		const made = side.logged('createFolder');
		expect(made.filter((line) => line === 'createFolder /trash')).toHaveLength(1);
		expect(dump(side.tree)).toEqual({
			in: {},
			trash: { [stamp]: { in: { a: '1', b: '2', c: '3' } } },
		});
	});

	it('never overwrites in the trash: a taken name gets a stamp, then a number', async () => {
		const side = new MemoryEndpoint({ 'a.txt': '1' });
		const folders = new FolderMaker(side);
		for (const text of ['1', '2', '3']) {
			side.tree.put('/a.txt', text);
			await moveToTrash(side, '/a.txt', trash, folders);
		}
		expect(dump(side.tree, `/trash/${stamp}`)).toEqual({
			'a.txt': '1',
			'a.20260131-120000.txt': '2',
			'a.20260131-120000 (1).txt': '3',
		});
	});

	it('deletes nothing when the move fails', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'x' });
		side.faults.fail({ operation: 'move' }, { error: memoryError('permission', '/a.txt') });
		await expect(moveToTrash(side, '/a.txt', trash, new FolderMaker(side))).rejects.toMatchObject({
			category: 'permission',
		});
		expect(side.log.filter((line) => line.startsWith('remove'))).toEqual([]);
		expect(dump(side.tree)).toMatchObject({ 'a.txt': 'x' });
	});

	it('moves only what is as it was seen', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'x' });
		const seen = await side.find('/a.txt');
		side.tree.put('/a.txt', 'longer');
		const moving = moveToTrash(side, '/a.txt', trash, new FolderMaker(side), seen ?? 'absent');
		await expect(moving).rejects.toMatchObject({ category: 'guard' });
		expect(dump(side.tree)).toMatchObject({ 'a.txt': 'longer' });
	});

	it('makes no folders for what is not there', async () => {
		const side = new MemoryEndpoint();
		await expect(moveToTrash(side, '/a.txt', trash, new FolderMaker(side))).rejects.toMatchObject({
			category: 'notFound',
		});
		expect(dump(side.tree)).toEqual({});
	});

	it.each(['/trash', '/trash/a', '/'])(
		'refuses %s, which lies in the trash or holds it',
		async (path) => {
			const side = new MemoryEndpoint({ trash: { a: 'x' } });
			await expect(moveToTrash(side, path, trash, new FolderMaker(side))).rejects.toMatchObject({
				category: 'invalidInput',
			});
			expect(side.log).toEqual([]);
		},
	);
});
