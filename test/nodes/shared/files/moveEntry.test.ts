import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { moveEntry, type Moved, type MoveRequest } from '../../../../nodes/shared/files/moveEntry';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { memoryError } from '../../../support/memory/memoryError';
import { MemoryTree } from '../../../support/memory/MemoryTree';
import { dump, type TreeLiteral } from '../../../support/memory/treeLiteral';

const move = (
	side: MemoryEndpoint,
	from: string,
	to: string,
	ifExists: MoveRequest['ifExists'] = 'fail',
	more: Partial<MoveRequest> = {},
) =>
	moveEntry(
		side,
		{ from, to, ifExists, folderAtTo: 'taken', ifMissing: 'fail', mayBeAt: null, ...more },
		new FolderMaker(side),
	);
const enter = { folderAtTo: 'enter' } as const;
/** Where it is now, and what came of it. */
const outcome = (moved: Moved) => {
	const { entry, ...rest } = { entry: undefined, ...moved };
	return entry === undefined ? rest : { ...rest, path: entry.path };
};
const moved = { moved: true };
const done = { alreadyDone: true };
const both = { a: '1', b: '2' };

describe('moveEntry', () => {
	it.each<[string, TreeLiteral, MoveRequest['ifExists'], object, object]>([
		['moves to a free name', { a: '1' }, 'fail', moved, { b: '1' }],
		['overwrites', both, 'overwrite', moved, { b: '1' }],
		['skips a taken name', both, 'skip', { skipped: true }, both],
		['moves to a free name (skip)', { a: '1' }, 'skip', moved, { b: '1' }],
		['keeps both', both, 'keepBoth', { path: '/b (1)', moved: true }, { b: '2', 'b (1)': '1' }],
		['sees that it is done', { b: '1' }, 'fail', done, { b: '1' }],
		['sees that it is done (overwrite)', { b: '1' }, 'overwrite', done, { b: '1' }],
		['sees that it is done (skip)', { b: '1' }, 'skip', done, { b: '1' }],
		['sees that it is done (keepBoth)', { b: '1' }, 'keepBoth', done, { b: '1' }],
		['moves a folder with all in it', { a: { x: '1' } }, 'fail', moved, { b: { x: '1' } }],
	])('%s', async (_, tree, ifExists, result, left) => {
		const side = new MemoryEndpoint(tree);
		expect(outcome(await move(side, '/a', '/b', ifExists))).toEqual({
			path: '/b',
			originalPath: '/a',
			...result,
		});
		expect(dump(side.tree)).toEqual(left);
	});

	it.each<[string, TreeLiteral, MoveRequest['ifExists'], string]>([
		['a taken name', both, 'fail', 'alreadyExists'],
		['a folder in the way of overwriting', { a: '1', b: { x: '2' } }, 'overwrite', 'alreadyExists'],
		['a folder in the way of a folder', { a: { x: '1' }, b: {} }, 'overwrite', 'alreadyExists'],
		['a file in the way of a folder', { a: { x: '1' }, b: '2' }, 'overwrite', 'alreadyExists'],
		['nothing at either place', {}, 'fail', 'notFound'],
		['nothing at either place (skip)', {}, 'skip', 'notFound'],
	])('fails for %s and changes nothing', async (_, tree, ifExists, category) => {
		const side = new MemoryEndpoint(tree);
		await expect(move(side, '/a', '/b', ifExists)).rejects.toMatchObject({ category });
		expect(dump(side.tree)).toEqual(tree);
	});

	it('needs one round trip in the ordinary case', async () => {
		const side = new MemoryEndpoint({ a: '1', to: {} });
		await move(side, '/a', '/to/a');
		expect(side.log).toEqual(['move /a -> /to/a']);
	});

	it('tells what is at the new place', async () => {
		const side = new MemoryEndpoint({ a: '123' });
		expect(await move(side, '/a', '/x/b.txt')).toMatchObject({
			entry: { name: 'b.txt', path: '/x/b.txt', folder: '/x', type: 'file', size: 3 },
		});
	});

	it('makes missing folders', async () => {
		const side = new MemoryEndpoint({ a: '1' });
		await move(side, '/a', '/x/y/a');
		expect(dump(side.tree)).toEqual({ x: { y: { a: '1' } } });
	});

	it('makes no folder for a source that is not there', async () => {
		const side = new MemoryEndpoint();
		await expect(move(side, '/a', '/x/y/a')).rejects.toMatchObject({
			category: 'notFound',
			message: 'There is no /a',
		});
		expect(dump(side.tree)).toEqual({});
	});

	it.each([
		['the Root Folder', '/', '/b'],
		['something onto the Root Folder', '/a', '/'],
		['a folder into itself', '/a', '/a/b/c'],
	])('refuses to move %s', async (_, from, to) => {
		const side = new MemoryEndpoint({ a: {} });
		await expect(move(side, from, to)).rejects.toMatchObject({ category: 'invalidInput' });
		expect(side.log).toEqual([]);
	});

	it('leaves alone what is there already', async () => {
		expect(await move(new MemoryEndpoint({ a: '1' }), '/a', '/a')).toMatchObject(done);
		await expect(move(new MemoryEndpoint(), '/a', '/a')).rejects.toMatchObject({
			category: 'notFound',
		});
	});

	it('takes the next number when somebody else is quicker', async () => {
		const side = new MemoryEndpoint(both);
		side.faults.intercept({ operation: 'move', nth: 2 }, () => side.tree.put('/b (1)', 'theirs'));
		expect(outcome(await move(side, '/a', '/b', 'keepBoth'))).toMatchObject({ path: '/b (2)' });
		expect(dump(side.tree)).toEqual({ b: '2', 'b (1)': 'theirs', 'b (2)': '1' });
	});

	it.each(['skip', 'keepBoth', 'overwrite'] as const)(
		'does not take a file where a folder should be for a taken name (%s)',
		async (ifExists) => {
			const tree = { a: '1', x: 'a file' };
			const side = new MemoryEndpoint(tree);
			await expect(move(side, '/a', '/x/y/a', ifExists)).rejects.toMatchObject({
				category: 'alreadyExists',
				path: '/x',
			});
			expect(dump(side.tree)).toEqual(tree);
		},
	);

	it('changes the spelling of a name where case makes no difference', async () => {
		const side = new MemoryEndpoint(new MemoryTree({ foldsCase: true }));
		side.tree.put('/a.csv', '1');
		expect(outcome(await move(side, '/a.csv', '/A.csv'))).toMatchObject({ path: '/A.csv' });
		expect(dump(side.tree)).toEqual({ 'A.csv': '1' });
	});

	it('leaves alone what is missing, if that is fine', async () => {
		const skipping = { ifMissing: 'skip' } as const;
		const skipped = { path: '/a', skipped: true };
		expect(await move(new MemoryEndpoint(), '/a', '/b', 'fail', skipping)).toEqual(skipped);
		expect(await move(new MemoryEndpoint(), '/a', '/a', 'fail', skipping)).toEqual(skipped);
	});
});

describe('moveEntry to a path that may be a folder', () => {
	it.each<[string, TreeLiteral, object, object]>([
		['goes into a folder', { a: '1', b: {} }, { path: '/b/a', moved: true }, { b: { a: '1' } }],
		[
			'takes a folder into a folder',
			{ a: { x: '1' }, b: {} },
			{ path: '/b/a', moved: true },
			{ b: { a: { x: '1' } } },
		],
		['takes a free name', { a: '1' }, { path: '/b', moved: true }, { b: '1' }],
		['is done in it', { b: { a: '1' } }, { path: '/b/a', alreadyDone: true }, { b: { a: '1' } }],
		['is done there', { b: '1' }, { path: '/b', alreadyDone: true }, { b: '1' }],
		['is done for a folder', { b: {} }, { path: '/b', alreadyDone: true }, { b: {} }],
	])('%s', async (_, tree, result, left) => {
		const side = new MemoryEndpoint(tree);
		expect(outcome(await move(side, '/a', '/b', 'fail', enter))).toEqual({
			originalPath: '/a',
			...result,
		});
		expect(dump(side.tree)).toEqual(left);
	});

	it.each<[MoveRequest['ifExists'], object, object]>([
		['overwrite', { path: '/b/a', moved: true }, { b: { a: '1' } }],
		['skip', { path: '/b/a', skipped: true }, { a: '1', b: { a: 'old' } }],
		['keepBoth', { path: '/b/a (1)', moved: true }, { b: { a: 'old', 'a (1)': '1' } }],
	])('heeds what is in that folder (%s)', async (ifExists, result, left) => {
		const side = new MemoryEndpoint({ a: '1', b: { a: 'old' } });
		expect(outcome(await move(side, '/a', '/b', ifExists, enter))).toEqual({
			originalPath: '/a',
			...result,
		});
		expect(dump(side.tree)).toEqual(left);
	});

	it('has nothing to do for what is in that folder', async () => {
		const side = new MemoryEndpoint({ b: { a: '1' } });
		expect(outcome(await move(side, '/b/a', '/b', 'fail', enter))).toMatchObject(done);
	});

	it('does not take the folder for a file that never came', async () => {
		const side = new MemoryEndpoint({ archive: {} });
		await expect(move(side, '/orders.csv', '/archive', 'overwrite', enter)).rejects.toMatchObject({
			category: 'notFound',
			path: '/orders.csv',
		});
	});
});

describe('moveEntry after a broken connection', () => {
	const cut = { error: memoryError('connectionLost', '/a') };

	it('says where it may be', async () => {
		const side = new MemoryEndpoint(both);
		side.faults.fail({ operation: 'move', nth: 2 }, { ...cut, when: 'after' });
		await expect(move(side, '/a', '/b', 'keepBoth')).rejects.toMatchObject({
			category: 'connectionLost',
			data: { toPath: '/b (1)' },
		});
	});

	it('finds it there the next time', async () => {
		const side = new MemoryEndpoint({ b: '2', 'b (1)': '1' });
		const again = { mayBeAt: '/b (1)' };
		expect(outcome(await move(side, '/a', '/b', 'keepBoth', again))).toEqual({
			path: '/b (1)',
			originalPath: '/a',
			moved: true,
		});
	});

	it('moves it where it did not', async () => {
		const side = new MemoryEndpoint(both);
		const again = { mayBeAt: '/b (1)' };
		expect(outcome(await move(side, '/a', '/b', 'keepBoth', again))).toMatchObject({
			path: '/b (1)',
		});
	});
});
