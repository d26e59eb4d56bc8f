import {
	deleteFile,
	deleteFolder,
	type DeleteOptions,
} from '../../../../nodes/shared/files/deleteEntry';
import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { LinkSpotter } from '../../../../nodes/shared/files/LinkSpotter';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { testRun } from '../../../support/memory/testRun';
import { dump, link } from '../../../support/memory/treeLiteral';

const plain: DeleteOptions = {
	ifMissing: 'fail',
	trash: null,
	preview: false,
	maxDeletions: 1000,
	removeEmptyFolders: false,
};
const trash = { folder: '/trash', at: 0 };
const zoo = { a: '1', sub: { b: '2' }, empty: {}, way: link('sub') };
const stateOf = (side: MemoryEndpoint) => ({
	folders: new FolderMaker(side),
	links: new LinkSpotter(side),
});
const one = (side: MemoryEndpoint, path: string, change: Partial<DeleteOptions> = {}) =>
	deleteFile(side, path, { ...plain, ...change }, stateOf(side), testRun());
const folder = (
	side: MemoryEndpoint,
	path: string,
	recursive: boolean,
	change: Partial<DeleteOptions> = {},
) => deleteFolder(side, path, recursive, { ...plain, ...change }, stateOf(side), testRun());

describe('deleteFile', () => {
	it('deletes in one call', async () => {
		const side = new MemoryEndpoint(zoo);
		expect(await one(side, '/a')).toEqual({ path: '/a', type: 'file', deleted: true });
		expect(side.log).toEqual(['removeFile /a']);
	});

	it('deletes a link and not what it leads to', async () => {
		const side = new MemoryEndpoint(zoo);
		await one(side, '/way');
		expect(dump(side.tree)).toEqual({ a: '1', sub: { b: '2' }, empty: {} });
	});

	it.each([{}, { trash }, { preview: true }])(
		'treats a missing file as ordered (%j)',
		async (change) => {
			const side = new MemoryEndpoint();
			await expect(one(side, '/a', change)).rejects.toMatchObject({ category: 'notFound' });
			expect(await one(side, '/a', { ...change, ifMissing: 'skip' })).toEqual({
				path: '/a',
				deleted: false,
				skipped: true,
			});
		},
	);

	it.each([{}, { trash }, { preview: true }])('refuses a folder (%j)', async (change) => {
		const side = new MemoryEndpoint(zoo);
		await expect(one(side, '/sub', change)).rejects.toMatchObject({ message: '/sub is a folder' });
		expect(dump(side.tree)).toMatchObject({ sub: { b: '2' } });
	});

	it('only shows what it would delete', async () => {
		const side = new MemoryEndpoint(zoo);
		const shown = { path: '/way', type: 'link', deleted: false, preview: true };
		expect(await one(side, '/way', { preview: true })).toEqual(shown);
		expect(side.tree.at('/way')).toBeDefined();
	});

	it('removes the folders above that became empty', async () => {
		const side = new MemoryEndpoint({ x: { y: { z: { a: '1' } }, b: '2' } });
		await one(side, '/x/y/z/a', { removeEmptyFolders: true });
		expect(dump(side.tree)).toEqual({ x: { b: '2' } });
	});
});

describe('deleteFolder', () => {
	it('deletes an empty one', async () => {
		const side = new MemoryEndpoint(zoo);
		expect(await folder(side, '/empty', false)).toEqual({
			path: '/empty',
			type: 'folder',
			deleted: true,
		});
		expect(side.tree.at('/empty')).toBeUndefined();
	});

	it.each([{}, { trash }, { preview: true }])(
		'leaves a full one unless recursive (%j)',
		async (change) => {
			const side = new MemoryEndpoint(zoo);
			await expect(folder(side, '/sub', false, change)).rejects.toMatchObject({
				category: 'notEmpty',
			});
			expect(dump(side.tree)).toMatchObject({ sub: { b: '2' } });
		},
	);

	it('deletes all in it when recursive', async () => {
		const side = new MemoryEndpoint(zoo);
		expect(await folder(side, '/sub', true)).toMatchObject({ type: 'folder', deleted: true });
		expect(side.tree.at('/sub')).toBeUndefined();
	});

	it('moves it to the trash as a whole', async () => {
		const side = new MemoryEndpoint(zoo);
		await folder(side, '/sub', true, { trash });
		expect(dump(side.tree, '/trash')).toEqual({ '1970-01-01T00-00-00Z': { sub: { b: '2' } } });
		expect(side.log.filter((line) => line.startsWith('remove'))).toEqual([]);
	});

	it('deletes a link to a folder as a link', async () => {
		const side = new MemoryEndpoint(zoo);
		expect(await folder(side, '/way', true)).toMatchObject({ type: 'link', deleted: true });
		expect(dump(side.tree)).toMatchObject({ sub: { b: '2' } });
	});

	it.each([{}, { trash }])('stops at too many (%j)', async (change) => {
		const side = new MemoryEndpoint(zoo);
		await expect(folder(side, '/sub', true, { ...change, maxDeletions: 1 })).rejects.toMatchObject({
			category: 'guard',
		});
		expect(dump(side.tree)).toMatchObject({ sub: { b: '2' } });
	});

	it('shows a preview also of too many', async () => {
		const side = new MemoryEndpoint(zoo);
		const shown = { path: '/sub', type: 'folder', deleted: false, preview: true };
		expect(await folder(side, '/sub', true, { preview: true, maxDeletions: 1 })).toEqual(shown);
	});

	it('treats a missing one as ordered', async () => {
		const side = new MemoryEndpoint();
		await expect(folder(side, '/x', true)).rejects.toMatchObject({ category: 'notFound' });
		expect(await folder(side, '/x', true, { ifMissing: 'skip' })).toMatchObject({ skipped: true });
	});

	it.each(['/', '/a'])('refuses %s', async (path) => {
		const side = new MemoryEndpoint(zoo);
		await expect(folder(side, path, true)).rejects.toMatchObject({ category: 'invalidInput' });
	});

	it('refuses a folder that holds the trash', async () => {
		const side = new MemoryEndpoint({ x: { trash: {} } });
		const inIt = { folder: '/x/trash', at: 0 };
		await expect(folder(side, '/x', true, { trash: inIt })).rejects.toMatchObject({
			category: 'invalidInput',
		});
	});
});
