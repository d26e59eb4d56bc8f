import { readRequest, type MoveRequest } from '../../../nodes/FtpRemoteMove/fields';
import { MoveOrder, type OneRequest } from '../../../nodes/FtpRemoteMove/MoveOrder';
import { bareEntry } from '../../../nodes/shared/model/Entry';
import { formOf } from '../../support/formOf';

const move = (fromPath: string, toPath: string) =>
	readRequest(formOf({ operation: 'move', fromPath, toPath }), 0) as OneRequest;
const many = (folder: string, toFolder: string) =>
	readRequest(formOf({ operation: 'many', folder, toFolder }), 0);

/** Which of the items before the last one must be done first. */
function waitsFor(order: MoveOrder, ...requests: readonly MoveRequest[]): number[] {
	const keys = requests.map((request) => order.keys(request));
	const last = keys.at(-1) ?? [];
	return keys
		.slice(0, -1)
		.flatMap((some, index) => (some.some((key) => last.includes(key)) ? index : []));
}

describe('an item of Move waits', () => {
	it.each<[string, MoveRequest[], number[]]>([
		['for one with the same source', [move('/a', '/x/'), move('/a', '/y/')], [0]],
		['for one with the same target', [move('/a', '/x'), move('/b', '/x')], [0]],
		['for one that makes place', [move('/a', '/old'), move('/b', '/a')], [0]],
		['for one that brings what it takes', [move('/a', '/b'), move('/b', '/c')], [0]],
		[
			'for one that takes something out of its folder',
			[move('/d/a', '/x/'), move('/d', '/e')],
			[0],
		],
		['for one that takes its folder', [move('/d', '/e'), move('/d/a', '/x/')], [0]],
		['for one that may bring its folder', [move('/d', '/e'), move('/e/a', '/x/')], [0]],
		['for one that may bring the folder of its target', [move('/d', '/e'), move('/a', '/e/')], [0]],
		['for one that puts something there', [move('/a', '/e/'), move('/d', '/e')], [0]],
		['for many from the same folder', [many('/in', '/x'), move('/in/a', '/y/')], [0]],
		['for many into the same folder', [many('/in', '/x'), many('/out', '/x')], [0]],
		[
			'for no other',
			[move('/a', '/x/'), move('/b', '/x/'), move('/c', '/y'), many('/in', '/z')],
			[],
		],
		['for none beside it', [move('/a', '/x/'), move('/b', '/x/')], []],
	])('%s', (_, requests, before) => {
		expect(waitsFor(new MoveOrder(), ...requests)).toEqual(before);
	});

	it('for others into the same folder only until it is known that it is one', () => {
		const order = new MoveOrder();
		const first = move('/in/a', '/x');
		expect(waitsFor(order, first, move('/in/b', '/x'))).toEqual([0]);
		order.learn(first, { entry: bareEntry('/x/a', 'file'), originalPath: '/in/a', moved: true });
		expect(waitsFor(order, move('/in/c', '/x'), move('/in/d', '/x'))).toEqual([]);
		expect(waitsFor(order, move('/in/e', '/x'), move('/out/e', '/x'))).toEqual([0]);
		expect(waitsFor(order, move('/in/f', '/x'), move('/x', '/y'))).toEqual([0]);
	});
});

describe('a target', () => {
	const learned = (path: string) => {
		const order = new MoveOrder();
		const request = move('/in/a', '/x');
		order.learn(request, { entry: bareEntry(path, 'file'), originalPath: '/in/a', moved: true });
		return order;
	};

	it('that was a folder for one item is one for the next', () => {
		const settled = learned('/x/a').settled(move('/in/b', '/x'));
		expect(settled).toMatchObject({ to: '/x/b', folderAtTo: 'taken' });
	});

	it.each(['/x', '/x (1)'])('that was the place %s is none', (path) => {
		const settled = learned(path).settled(move('/in/b', '/x'));
		expect(settled).toMatchObject({ to: '/x', folderAtTo: 'enter' });
	});
});
