import { readRequest } from '../../../nodes/FtpRemoteMove/fields';
import { MoveRun, type EarlierTries } from '../../../nodes/FtpRemoteMove/MoveRun';
import { outputs } from '../../../nodes/FtpRemoteMove/outputs';
import { formOf } from '../../support/formOf';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { memoryError } from '../../support/memory/memoryError';
import { testRun } from '../../support/memory/testRun';
import { dump, type TreeLiteral } from '../../support/memory/treeLiteral';

const move = (fromPath: string, toPath: string, more: object = {}) => ({
	operation: 'move',
	fromPath,
	toPath,
	...more,
});
const many = (more: object = {}) => ({
	operation: 'many',
	folder: '/in',
	toFolder: '/out',
	recursive: true,
	...more,
});
const skipping = { options: { ifMissing: 'skip' } };

/** One server, and tries of one run of the node on it. */
function scene(tree: TreeLiteral, settings: ConstructorParameters<typeof MemoryEndpoint>[1] = {}) {
	const side = new MemoryEndpoint(tree, settings);
	const tries: EarlierTries = new Map();
	const begin = (onFileFailure: 'throw' | 'report' = 'throw') => {
		const run = new MoveRun(testRun(), tries, onFileFailure);
		return async (values: object, itemIndex = 0) => {
			const request = readRequest(formOf({ ...values }), 0);
			run.pathsOf(request);
			return outputs(await run.perform(request, side, itemIndex)).map(({ json }) => json);
		};
	};
	return { side, begin, left: () => dump(side.tree) };
}
const moved = (originalPath: string, path: string) =>
	expect.objectContaining({ path, originalPath, moved: true });

describe('a run of Move', () => {
	it('does what each operation says', async () => {
		const { begin, left } = scene({ a: '1', x: { y: '2' }, in: { b: '3', d: { c: '4' } } });
		const run = begin();
		expect(await run(move('/a', '/new/a'))).toEqual([moved('/a', '/new/a')]);
		const rename = { operation: 'rename', path: '/x', newName: 'z' };
		expect(await run(rename, 1)).toEqual([moved('/x', '/z')]);
		expect(await run(many(), 2)).toEqual([moved('/in/b', '/out/b'), moved('/in/d/c', '/out/d/c')]);
		expect(left()).toEqual({
			in: { d: {} },
			new: { a: '1' },
			out: { b: '3', d: { c: '4' } },
			z: { y: '2' },
		});
	});

	it('gives the whole entry at its new place', async () => {
		const { begin } = scene({ in: { 'a.csv': '12345' } });
		expect(await begin()(move('/in/a.csv', '/archive/'))).toEqual([
			{
				name: 'a.csv',
				path: '/archive/a.csv',
				folder: '/archive',
				type: 'file',
				size: 5,
				modifiedAt: expect.any(String),
				modifiedPrecision: 'second',
				permissions: null,
				owner: null,
				group: null,
				linkTarget: null,
				originalPath: '/in/a.csv',
				moved: true,
			},
		]);
	});

	it('looks once whether the target is a folder, however many items go there', async () => {
		const { side, begin, left } = scene({ a: '1', b: '2', c: '3', archive: {} });
		const run = begin();
		await run(move('/a', '/archive'), 0);
		const before = side.log.length;
		await run(move('/b', '/archive'), 1);
		await run(move('/c', '/archive'), 2);
		expect(side.log.slice(before)).toEqual(['move /b -> /archive/b', 'move /c -> /archive/c']);
		expect(left()).toEqual({ archive: { a: '1', b: '2', c: '3' } });
	});

	it('tells of what it did not move', async () => {
		const { begin, left } = scene({ a: '1', b: '2', in: {} });
		const run = begin();
		expect(await run(move('/a', '/b', { ifExists: 'skip' }))).toEqual([
			{ path: '/b', originalPath: '/a', skipped: true },
		]);
		expect(await run(move('/none', '/new', skipping))).toEqual([{ path: '/none', skipped: true }]);
		expect(await run(move('/none', '/b'))).toEqual([
			expect.objectContaining({ path: '/b', originalPath: '/none', alreadyDone: true }),
		]);
		expect(await run(many({ folder: '/none', ...skipping }))).toEqual([
			{ path: '/none', skipped: true },
		]);
		expect(await run(many())).toEqual([]);
		expect(left()).toEqual({ a: '1', b: '2', in: {} });
	});
});

describe('a file of many that cannot be moved', () => {
	const tree = { in: { a: '1', b: '2', c: '3' }, out: { b: 'old' } };

	it('fails the item when all were tried', async () => {
		const { begin, left } = scene(tree);
		await expect(begin()(many())).rejects.toMatchObject({
			category: 'alreadyExists',
			data: { counts: { done: 2, failed: 1 }, failed: [{ path: '/in/b' }] },
		});
		expect(left()).toEqual({ in: { b: '2' }, out: { a: '1', b: 'old', c: '3' } });
	});

	it('is an item of its own beside the others under Continue', async () => {
		const { begin } = scene(tree);
		expect(await begin('report')(many())).toEqual([
			moved('/in/a', '/out/a'),
			{ error: expect.objectContaining({ category: 'alreadyExists' }) },
			moved('/in/c', '/out/c'),
		]);
	});

	it('does not hide those that were moved before the connection was gone', async () => {
		const { side, begin } = scene({ in: { a: '1', b: '2', c: '3' }, out: {} }, { parallel: 1 });
		side.faults.fail({ operation: 'move', nth: 2 });
		expect(await begin('report')(many())).toEqual([
			moved('/in/a', '/out/a'),
			{ error: expect.objectContaining({ category: 'connectionLost' }) },
		]);
	});
});

describe('another try of the same run', () => {
	it.each([
		['a file', move('/in/a', '/out/b'), moved('/in/a', '/out/b')],
		['a file into a folder', move('/in/a', '/out'), moved('/in/a', '/out/a')],
		[
			'a file that keeps both',
			move('/in/a', '/out/x', { ifExists: 'keepBoth' }),
			moved('/in/a', '/out/x (1)'),
		],
		['a file that may be missing', move('/in/a', '/y', skipping), moved('/in/a', '/y')],
		['a folder', move('/in', '/new'), moved('/in', '/new')],
		['many', many(), moved('/in/a', '/out/a')],
	])('tells of %s what the first one moved, and moves nothing', async (_, values, expected) => {
		const { begin, left } = scene({ in: { a: '1' }, out: { x: '2' } });
		expect(await begin()(values)).toEqual([expected]);
		const before = left();
		expect(await begin()(values)).toEqual([expected]);
		expect(left()).toEqual(before);
	});

	it('leaves alone what has come to the source meanwhile', async () => {
		const { side, begin, left } = scene({ a: '1' });
		await begin()(move('/a', '/b', { ifExists: 'overwrite' }));
		side.tree.put('/a', 'new');
		await begin()(move('/a', '/b', { ifExists: 'overwrite' }));
		expect(left()).toEqual({ a: 'new', b: '1' });
	});

	it('tells all of many, also those of a try that failed in the end', async () => {
		const { side, begin } = scene({ in: { a: '1', b: '2' } });
		side.faults.fail(
			{ operation: 'move', path: '/in/b' },
			{ error: memoryError('permission', '/in/b') },
		);
		await expect(begin()(many())).rejects.toMatchObject({ category: 'permission' });
		side.faults.clear();
		expect(await begin()(many())).toEqual([moved('/in/a', '/out/a'), moved('/in/b', '/out/b')]);
	});

	it('finds what was moved although the answer was lost', async () => {
		const { side, begin } = scene({ a: '1', b: 'other' });
		const lost = memoryError('connectionLost', '/a');
		side.faults.fail({ operation: 'move', nth: 2 }, { when: 'after', error: lost });
		const keeping = move('/a', '/b', { ifExists: 'keepBoth' });
		await expect(begin()(keeping)).rejects.toMatchObject({ category: 'connectionLost' });
		side.faults.clear();
		expect(await begin()(keeping)).toEqual([moved('/a', '/b (1)')]);
	});

	it('fails for what was missing in the first one too', async () => {
		const { begin } = scene({});
		const missing = { category: 'notFound' };
		await expect(begin()(move('/a', '/b'))).rejects.toMatchObject(missing);
		await expect(begin()(move('/a', '/b'))).rejects.toMatchObject(missing);
		await expect(begin()(many())).rejects.toMatchObject(missing);
	});
});
