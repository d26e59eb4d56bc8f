import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { moveEntry, type MoveRequest } from '../../../../nodes/shared/files/moveEntry';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { dump, type TreeLiteral } from '../../../support/memory/treeLiteral';

const move = (
	side: MemoryEndpoint,
	from: string,
	to: string,
	ifExists: MoveRequest['ifExists'] = 'fail',
) => moveEntry(side, { from, to, ifExists }, new FolderMaker(side));
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
		expect(await move(side, '/a', '/b', ifExists)).toMatchObject({
			path: '/b',
			fromPath: '/a',
			...result,
		});
		expect(dump(side.tree)).toEqual(left);
	});

	it.each<[string, TreeLiteral, MoveRequest['ifExists'], string]>([
		['a taken name', both, 'fail', 'alreadyExists'],
		['a folder in the way of overwriting', { a: '1', b: { x: '2' } }, 'overwrite', 'alreadyExists'],
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
		expect(await move(side, '/a', '/b', 'keepBoth')).toMatchObject({ path: '/b (2)' });
		expect(dump(side.tree)).toEqual({ b: '2', 'b (1)': 'theirs', 'b (2)': '1' });
	});
});
