import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { bytesOf } from '../../../support/memory/bytesOf';
import { memoryError } from '../../../support/memory/memoryError';
import { dump } from '../../../support/memory/treeLiteral';

const plain = { mode: 'direct', verify: 'off' } as const;

describe('FolderMaker', () => {
	it('asks for the deepest folder first', async () => {
		const side = new MemoryEndpoint({ a: { b: {} } });
		await new FolderMaker(side).ensure('/a/b/c');
		expect(side.log).toEqual(['createFolder /a/b/c']);
	});

	it('makes the folders above when they are missing', async () => {
		const side = new MemoryEndpoint();
		await new FolderMaker(side).ensure('/a/b/c');
		expect(dump(side.tree)).toEqual({ a: { b: { c: {} } } });
	});

	it('makes 200 folders in each other', async () => {
		const side = new MemoryEndpoint();
		await new FolderMaker(side).ensure('/d'.repeat(200));
		expect(side.tree.folder('/d'.repeat(200))).toBeDefined();
	});

	it('makes each folder once, however many need it at once', async () => {
		const side = new MemoryEndpoint();
		const folders = new FolderMaker(side);
		await Promise.all(['/a/b', '/a/b', '/a/c', '/a/b'].map((path) => folders.ensure(path)));
		await folders.ensure('/a/b');
		const made = side.logged('createFolder');
		expect(made.filter((line) => line === 'createFolder /a')).toHaveLength(1);
		expect(made).toHaveLength(5);
	});

	it('leaves the Root Folder alone', async () => {
		const side = new MemoryEndpoint();
		await new FolderMaker(side).ensure('/');
		expect(side.log).toEqual([]);
	});

	it.each(['/a/file', '/a/file/sub'])('says that a file is in the way of %s', async (path) => {
		const side = new MemoryEndpoint({ a: { file: 'x' } });
		await expect(new FolderMaker(side).ensure(path)).rejects.toMatchObject({
			category: 'alreadyExists',
			message: 'The folder /a/file cannot be made: a file of that name is in the way',
		});
	});

	it('does the work once more when the folder was made while the work missed it', async () => {
		const side = new MemoryEndpoint();
		const folders = new FolderMaker(side);
		let tries = 0;
		const done = folders.within('/a', async () => {
			if (++tries > 1) return 'done';
			await folders.ensure('/a');
			throw memoryError('permission', '/a/x');
		});
		expect(await done).toBe('done');
		await expect(
			folders.within('/b', () => Promise.reject(memoryError('permission', '/b/x'))),
		).rejects.toMatchObject({ category: 'permission' });
		expect(side.logged('createFolder')).toEqual(['createFolder /a']);
	});

	it('tries again after a failure', async () => {
		const side = new MemoryEndpoint();
		side.faults.fail({ operation: 'createFolder', nth: 1 });
		const folders = new FolderMaker(side);
		await expect(folders.ensure('/a')).rejects.toMatchObject({ category: 'connectionLost' });
		await folders.ensure('/a');
		expect(dump(side.tree)).toEqual({ a: {} });
	});

	it('costs nothing where the folder is there', async () => {
		const side = new MemoryEndpoint({ a: {} });
		await new FolderMaker(side).within('/a', () => side.write('/a/x', bytesOf('x'), plain));
		expect(side.log).toEqual(['write /a/x direct']);
	});

	it('makes the folder when the work misses it, and does the work once more', async () => {
		const side = new MemoryEndpoint();
		const folders = new FolderMaker(side);
		const write = (name: string) => () => side.write(`/a/b/${name}`, bytesOf(name), plain);
		await Promise.all(['x', 'y', 'z'].map((name) => folders.within('/a/b', write(name))));
		expect(dump(side.tree)).toEqual({ a: { b: { x: 'x', y: 'y', z: 'z' } } });
		expect(side.logged('createFolder')).toHaveLength(3);
	});

	it('makes a folder again that was moved away', async () => {
		const side = new MemoryEndpoint();
		const folders = new FolderMaker(side);
		await folders.ensure('/a/b');
		await side.move('/a', '/c', { overwrite: false });
		folders.forget('/a');
		await folders.ensure('/a/b');
		expect(dump(side.tree)).toEqual({ a: { b: {} }, c: { b: {} } });
	});
});
