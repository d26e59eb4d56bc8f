import { mkdirSync, symlinkSync } from 'node:fs';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { pinningAccess, plainAccess } from '../../../support/local/plainAccess';

describe.each([
	['without pinned folders', plainAccess],
	['with pinned folders', pinningAccess],
])('a local folder %s', (_, access) => {
	let world: LocalWorld;
	beforeEach(() => (world = new LocalWorld(() => access())));
	afterEach(() => world.remove());

	it('makes folders, and does not mind one that is there', async () => {
		await world.endpoint.createFolder('/a');
		await world.endpoint.createFolder('/a');
		await world.endpoint.createFolder('/a/b');
		expect(await world.names()).toEqual(['a', 'a/b']);
	});

	it.each([
		['in a missing folder', '/none/a', 'notFound'],
		['where a file is', '/file', 'alreadyExists'],
		['where a link is', '/link', 'permission'],
		['behind a link', '/link/a', 'permission'],
	])('refuses to make a folder %s', async (_title, path, category) => {
		world.put('/file');
		mkdirSync(world.at('/folder'));
		symlinkSync('folder', world.at('/link'));
		await expect(world.endpoint.createFolder(path)).rejects.toMatchObject({ category, path });
	});

	it('deletes files, links as links, and empty folders', async () => {
		world.put('/a.txt');
		world.put('/kept/b.txt');
		symlinkSync('kept', world.at('/link'));
		mkdirSync(world.at('/empty'));
		await world.endpoint.removeFile('/a.txt');
		await world.endpoint.removeFile('/link');
		await world.endpoint.removeFolder('/empty');
		expect(await world.names()).toEqual(['kept', 'kept/b.txt']);
	});

	it.each([
		['a missing file', 'removeFile', '/none', 'notFound'],
		['a folder as a file', 'removeFile', '/kept', 'permission'],
		['a full folder', 'removeFolder', '/kept', 'notEmpty'],
		['a missing folder', 'removeFolder', '/none', 'notFound'],
		['the local folder itself', 'removeFolder', '/', 'permission'],
	] as const)('refuses to delete %s', async (_title, verb, path, category) => {
		world.put('/kept/b.txt');
		await expect(world.endpoint[verb](path)).rejects.toMatchObject({ category });
		expect(await world.names()).toEqual(['kept', 'kept/b.txt']);
	});

	it('does not delete a file that has changed since it was seen', async () => {
		world.put('/a.txt', 'old');
		const [seen] = (await world.endpoint.list('/')).entries;
		world.put('/a.txt', 'newer');
		await expect(world.endpoint.removeFile('/a.txt', seen)).rejects.toMatchObject({
			category: 'guard',
			data: { stale: true },
		});
		expect(await world.text('/a.txt')).toBe('newer');
	});

	it('moves files and folders', async () => {
		world.put('/from/a.txt', 'a');
		mkdirSync(world.at('/to'));
		await world.endpoint.move('/from/a.txt', '/to/b.txt', { overwrite: false });
		await world.endpoint.move('/from', '/to/from', { overwrite: false });
		expect(await world.names()).toEqual(['to', 'to/b.txt', 'to/from']);
	});

	it('overwrites by a move only when asked to', async () => {
		world.put('/a.txt', 'a');
		world.put('/b.txt', 'b');
		mkdirSync(world.at('/folder'));
		const refused = { category: 'alreadyExists' };
		const move = (to: string, overwrite: boolean) =>
			world.endpoint.move('/a.txt', to, { overwrite });
		await expect(move('/b.txt', false)).rejects.toMatchObject(refused);
		await expect(move('/folder', true)).rejects.toMatchObject(refused);
		await move('/b.txt', true);
		expect(await world.names()).toEqual(['b.txt', 'folder']);
		expect(await world.text('/b.txt')).toBe('a');
	});

	it('refuses to move what is gone, has changed, or into itself', async () => {
		world.put('/folder/a.txt', 'a');
		const stay = { overwrite: false };
		await expect(world.endpoint.move('/none', '/b', stay)).rejects.toMatchObject({
			category: 'notFound',
		});
		await expect(world.endpoint.move('/folder', '/folder/x', stay)).rejects.toMatchObject({
			category: 'permission',
		});
		const expected = {
			type: 'file',
			size: 9,
			modifiedAt: null,
			modifiedPrecision: 'none',
		} as const;
		await expect(
			world.endpoint.move('/folder/a.txt', '/b', { ...stay, expected }),
		).rejects.toMatchObject({ category: 'guard' });
		expect(await world.names()).toEqual(['folder', 'folder/a.txt']);
	});

	it('gives a file a time', async () => {
		world.put('/a.txt');
		expect(await world.endpoint.setModified('/a.txt', '2020-02-03T04:05:06.000Z')).toBe(true);
		expect(await world.endpoint.find('/a.txt')).toMatchObject({
			modifiedAt: '2020-02-03T04:05:06.000Z',
		});
	});
});
