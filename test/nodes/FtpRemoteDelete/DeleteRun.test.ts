import { DeleteRun, type DeletedBefore } from '../../../nodes/FtpRemoteDelete/DeleteRun';
import { readRequest } from '../../../nodes/FtpRemoteDelete/fields';
import { formOf } from '../../support/formOf';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { memoryError } from '../../support/memory/memoryError';
import { testRun } from '../../support/memory/testRun';
import { dump, type TreeLiteral } from '../../support/memory/treeLiteral';

const file = (path: string, options: object = {}) => ({ operation: 'file', path, options });
const folder = (path: string, options: object = {}) => ({
	operation: 'folder',
	path,
	recursive: true,
	options,
});
const many = (options: object = {}) => ({
	operation: 'many',
	folder: '/in',
	recursive: true,
	options,
});

/** One server, and tries of one run of the node on it. */
function scene(tree: TreeLiteral) {
	const side = new MemoryEndpoint(tree);
	const done: DeletedBefore = new Map();
	const begin = () => {
		const run = new DeleteRun(testRun(), done);
		return {
			perform: async (values: object, itemIndex = 0) =>
				await run.perform(readRequest(formOf({ ...values }), 0, 0), side, itemIndex),
			removeEmptied: async () => await run.removeEmptied(side),
		};
	};
	return { side, begin, left: () => dump(side.tree) };
}
const gone = (path: string, type = 'file') => ({ path, type, deleted: true });

describe('a run of Delete', () => {
	it('deletes what each operation says', async () => {
		const { begin, left } = scene({ a: '1', x: { y: '2' }, in: { b: '3' } });
		const run = begin();
		expect(await run.perform(file('/a'))).toEqual([gone('/a')]);
		expect(await run.perform(folder('/x'))).toEqual([gone('/x', 'folder')]);
		expect(await run.perform(many())).toEqual([gone('/in/b')]);
		expect(left()).toEqual({ in: {} });
	});

	it('removes what became empty once, when all items are done', async () => {
		const { side, begin, left } = scene({ in: { d: { a: '1', b: '2' } }, keep: 'x' });
		const run = begin();
		await run.perform(file('/in/d/a', { removeEmptyFolders: true }));
		await run.perform(file('/in/d/b', { removeEmptyFolders: true }));
		expect(side.logged('list')).toEqual([]);
		await Promise.all([run.removeEmptied(), run.removeEmptied()]);
		expect(side.logged('list')).toEqual(['list /in/d', 'list /in']);
		expect(left()).toEqual({ keep: 'x' });
	});

	it('leaves folders alone that nobody wanted to have removed', async () => {
		const { side, begin, left } = scene({ in: { a: '1' }, out: {} });
		const run = begin();
		await run.perform(file('/in/a'));
		await run.perform(file('/out/none', { removeEmptyFolders: true, ifMissing: 'skip' }));
		await run.removeEmptied();
		expect(side.logged('list')).toEqual([]);
		expect(left()).toEqual({ in: {}, out: {} });
	});
});

describe('another try of the same run', () => {
	it.each([
		['a file', file('/in/a'), gone('/in/a')],
		['a file moved to the trash', file('/in/a', { trashFolder: '/trash' }), gone('/in/a')],
		['a file that may be missing', file('/in/a', { ifMissing: 'skip' }), gone('/in/a')],
		['a folder', folder('/in'), gone('/in', 'folder')],
		['many', many(), gone('/in/a')],
	])('tells of %s what the first one deleted', async (_, values, expected) => {
		const { begin } = scene({ in: { a: '1' } });
		expect(await begin().perform(values)).toEqual([expected]);
		expect(await begin().perform(values)).toEqual([expected]);
	});

	it('tells many that were deleted in both', async () => {
		const { side, begin } = scene({ in: { a: '1' } });
		await begin().perform(many());
		side.tree.put('/in/b', '2');
		expect(await begin().perform(many())).toEqual([gone('/in/a'), gone('/in/b')]);
	});

	it('deletes again what has come back meanwhile', async () => {
		const { side, begin, left } = scene({ in: { a: '1' } });
		await begin().perform(file('/in/a'));
		side.tree.put('/in/a', 'new');
		await begin().perform(file('/in/a'));
		expect(left()).toEqual({ in: {} });
	});

	it('takes a file for deleted whose answer was lost', async () => {
		const { side, begin } = scene({ in: { a: '1' } });
		side.faults.fail(
			{ operation: 'removeFile' },
			{ when: 'after', error: memoryError('connectionLost', '/in/a') },
		);
		await expect(begin().perform(file('/in/a'))).rejects.toMatchObject({
			category: 'connectionLost',
		});
		side.faults.clear();
		expect(await begin().perform(file('/in/a'))).toEqual([gone('/in/a')]);
	});

	it('fails for a file that was missing in the first one too', async () => {
		const { begin } = scene({});
		const missing = { category: 'notFound' };
		await expect(begin().perform(file('/a'))).rejects.toMatchObject(missing);
		await expect(begin().perform(file('/a'))).rejects.toMatchObject(missing);
	});

	it('knows nothing of what a preview showed', async () => {
		const { side, begin } = scene({ a: '1' });
		await begin().perform(file('/a', { preview: true }));
		side.tree.delete('/a');
		await expect(begin().perform(file('/a', { preview: true }))).rejects.toMatchObject({
			category: 'notFound',
		});
	});

	it('does not take what one item deleted for what another one should', async () => {
		const { begin } = scene({ a: '1' });
		const first = begin();
		await first.perform(file('/a'), 0);
		await expect(first.perform(file('/a'), 1)).rejects.toMatchObject({ category: 'notFound' });
		const second = begin();
		expect(await second.perform(file('/a'), 0)).toEqual([gone('/a')]);
		await expect(second.perform(file('/a'), 1)).rejects.toMatchObject({ category: 'notFound' });
	});
});
