import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { moveMakingFolders } from '../../../../nodes/shared/files/moveMakingFolders';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { memoryError } from '../../../support/memory/memoryError';
import { dump } from '../../../support/memory/treeLiteral';

const never = { overwrite: false };
const refused = { error: memoryError('permission', '/a') };

describe('moveMakingFolders', () => {
	it('makes the folders that are missing', async () => {
		const side = new MemoryEndpoint({ a: '1', x: {} });
		await moveMakingFolders(side, '/a', '/x/y/z/a', never, new FolderMaker(side));
		expect(dump(side.tree)).toEqual({ x: { y: { z: { a: '1' } } } });
	});

	it('takes them away again when the move is refused all the same', async () => {
		const side = new MemoryEndpoint({ a: '1', x: {} });
		side.faults.fail({ operation: 'move', nth: 2 }, refused);
		await expect(
			moveMakingFolders(side, '/a', '/x/y/z/a', never, new FolderMaker(side)),
		).rejects.toMatchObject({ category: 'permission' });
		expect(dump(side.tree)).toEqual({ a: '1', x: {} });
	});

	it('takes them away when not all of them can be made', async () => {
		const side = new MemoryEndpoint({ a: '1' }, { readOnly: (path) => path === '/x/y' });
		await expect(
			moveMakingFolders(side, '/a', '/x/y/a', never, new FolderMaker(side)),
		).rejects.toMatchObject({ category: 'permission', path: '/x/y' });
		expect(dump(side.tree)).toEqual({ a: '1' });
	});

	it('leaves a folder that somebody else has put something into', async () => {
		const side = new MemoryEndpoint({ a: '1' });
		side.faults.intercept({ operation: 'move', nth: 2 }, () => side.tree.put('/x/theirs', '2'));
		side.faults.fail({ operation: 'move', nth: 2 }, refused);
		await expect(
			moveMakingFolders(side, '/a', '/x/y/a', never, new FolderMaker(side)),
		).rejects.toMatchObject({ category: 'permission' });
		expect(dump(side.tree)).toEqual({ a: '1', x: { theirs: '2' } });
	});

	it('asks nothing of a server that cannot be reached any more', async () => {
		const side = new MemoryEndpoint({ a: '1' });
		side.faults.fail({ operation: 'move', nth: 2 });
		await expect(
			moveMakingFolders(side, '/a', '/x/a', never, new FolderMaker(side)),
		).rejects.toMatchObject({ category: 'connectionLost' });
		expect(side.logged('removeFolder')).toEqual([]);
	});

	it('is not disturbed by others that fail beside it', async () => {
		const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, `${i}`]));
		const bad = (path: string) => Number(path.slice(2)) % 2 === 1;
		const side = new MemoryEndpoint(files, {
			readOnly: (path) => path.startsWith('/f') && bad(path),
			latency: () => new Promise(setImmediate),
		});
		const folders = new FolderMaker(side);
		const moves = Object.keys(files).map((name) =>
			moveMakingFolders(side, `/${name}`, `/x/y/${name}`, never, folders),
		);
		const results = await Promise.allSettled(moves);
		expect(results.map(({ status }) => status)).toEqual(
			Object.keys(files).map((name) => (bad(`/${name}`) ? 'rejected' : 'fulfilled')),
		);
		expect(side.tree.folder('/x/y')?.children.size).toBe(20);
	});
});
