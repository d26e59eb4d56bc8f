import { planOf, type Trees } from '../../../support/memory/planZoo';

describe('push', () => {
	it.each<[string, Trees, string[]]>([
		['uploads what is missing', [null, 'one', 'nothing'], ['upload x new']],
		['overwrites what differs, whoever edited it', ['one', 'one', 'longer'], ['upload x changed']],
		['overwrites another time without a state', [null, 'one', 'touched'], ['upload x changed']],
		['deletes nothing that is extra', [null, 'one', 'other'], []],
		['deletes nothing that was deleted here', ['other', 'one', 'other'], []],
		[
			'fails a file that stands against a folder',
			[null, 'one', 'folder'],
			['upload x fileAgainstFolder failed'],
		],
		[
			'fails a folder that stands against a file',
			[null, 'folder', 'one'],
			['createFolder remote x fileAgainstFolder failed'],
		],
		['leaves a link alone', [null, 'one', 'linked'], ['skip x link skipped']],
		['makes empty folders', [null, 'emptyFolder', 'nothing'], ['createFolder remote x new']],
	])('%s', async (_, trees, lines) => {
		expect(await planOf(trees, 'push')).toEqual(lines);
	});
});

describe('push with Delete Extra', () => {
	const deleteExtra = { deleteExtra: true };
	it.each<[string, Trees, string[]]>([
		[
			'deletes what is extra, without asking a state',
			[null, 'one', 'other'],
			['deleteFile remote z extra'],
		],
		[
			'deletes extra folders from the bottom',
			[null, 'moved', 'folder'],
			['deleteFolder remote x extra', 'deleteFile remote x/in extra', 'upload y new'],
		],
		[
			'keeps a folder that holds a link',
			[null, 'moved', 'linkInside'],
			['deleteFile remote x/in extra', 'skip x/way link skipped', 'upload y new'],
		],
		[
			'lets a folder give way to a file',
			[null, 'one', 'folder'],
			['deleteFolder remote x replaced', 'upload x replaced', 'deleteFile remote x/in replaced'],
		],
		[
			'lets a file give way to a folder',
			[null, 'folder', 'one'],
			['deleteFile remote x replaced', 'createFolder remote x replaced', 'upload x/in new'],
		],
		[
			'fails a file against a folder that holds a link',
			[null, 'one', 'linkInside'],
			['upload x fileAgainstFolder failed'],
		],
	])('%s', async (_, trees, lines) => {
		expect((await planOf(trees, 'push', deleteExtra)).map((line) => line)).toEqual(lines);
	});

	it.each<[string, Trees, string[]]>([
		['an extra file', [null, 'moved', 'one'], ['skip x protected skipped', 'upload y new']],
		['an extra folder', [null, 'moved', 'emptyFolder'], ['upload y new']],
		[
			'a file that a folder would replace',
			[null, 'folder', 'one'],
			['createFolder remote x fileAgainstFolder failed'],
		],
		[
			'what is in a folder that a file would replace',
			[null, 'one', 'folder'],
			['upload x fileAgainstFolder failed'],
		],
	])('protects %s', async (_, trees, lines) => {
		expect(await planOf(trees, 'push', { ...deleteExtra, protect: ['x', 'in'] })).toEqual(lines);
	});
});

describe('pull', () => {
	it.each<[string, Trees, string[]]>([
		['downloads what is missing', [null, 'nothing', 'one'], ['download x new']],
		['overwrites what differs', ['one', 'longer', 'one'], ['download x changed']],
		['deletes what is extra only when told', [null, 'other', 'one'], ['deleteFile local z extra']],
		[
			'makes folders',
			[null, 'one', 'emptyFolder'],
			['deleteFile local x replaced', 'createFolder local x replaced'],
		],
	])('%s', async (_, trees, lines) => {
		expect(await planOf(trees, 'pull', { deleteExtra: true })).toEqual(lines);
	});
});
