import { planOf, type Trees } from '../../../support/memory/planZoo';

const aside = 'x.conflict-20260131-120000';

describe('two-way, with a state', () => {
	it.each<[string, Trees, string[]]>([
		['does nothing when nothing has changed', ['one', 'one', 'one'], []],
		['carries an edit to the remote side', ['one', 'edited', 'one'], ['upload x changed']],
		['carries an edit to the local side', ['one', 'one', 'edited'], ['download x changed']],
		['takes a new time for an edit', ['one', 'touched', 'one'], ['upload x changed']],
		[
			'carries a deletion to the local side',
			['other', 'other', 'one'],
			['deleteFile local z deleted'],
		],
		[
			'carries a deletion to the remote side',
			['other', 'one', 'other'],
			['deleteFile remote z deleted'],
		],
		['says nothing of what both sides have deleted', ['other', 'one', 'one'], []],
		[
			'lets an edit here win over a deletion there',
			['other', 'otherEdited', 'one'],
			['upload z changedBeatsDeleted'],
		],
		[
			'lets an edit there win over a deletion here',
			['other', 'one', 'otherEdited'],
			['download z changedBeatsDeleted'],
		],
		[
			'reads before it calls two edits of one size a conflict',
			['one', 'edited', 'edited'],
			['conflict x toBeRead'],
		],
		[
			'keeps both of two edits: the older steps aside',
			['one', 'edited', 'longer'],
			[
				'conflict x bothChanged',
				'download x conflict',
				`rename local ${aside} conflict`,
				`upload ${aside} conflict`,
			],
		],
		[
			'puts a moved file under its new name and takes the old one away',
			['one', 'moved', 'one'],
			['deleteFile remote x deleted', 'upload y new'],
		],
		[
			'carries a deleted folder with all in it',
			['folder', 'nothing', 'folder'],
			['deleteFolder remote x deleted', 'deleteFile remote x/in deleted'],
		],
		[
			'keeps a deleted folder for what is new in it',
			['folder', 'nothing', 'folderMore'],
			['createFolder local x needed', 'deleteFile remote x/in deleted', 'download x/new new'],
		],
		[
			'restores a deleted folder for what was edited in it',
			['folder', 'nothing', 'folderEdited'],
			['createFolder local x needed', 'download x/in changedBeatsDeleted'],
		],
		[
			'leaves a deleted folder that holds a link',
			['folder', 'nothing', 'linkInside'],
			['deleteFile remote x/in deleted', 'skip x/way link skipped'],
		],
		[
			'leaves what has become a link alone on both sides',
			['one', 'linked', 'edited'],
			['skip x link skipped'],
		],
		[
			'lets a file step aside for a folder, whichever is new',
			['one', 'folder', 'one'],
			[
				'createFolder remote x conflict',
				'conflict x fileAgainstFolder',
				`rename remote ${aside} conflict`,
				`download ${aside} conflict`,
				'upload x/in new',
			],
		],
		[
			'deletes nothing of a folder that has become a file',
			['folder', 'one', 'folder'],
			[
				'conflict x fileAgainstFolder',
				'createFolder local x conflict',
				'download x/in new',
				`rename local ${aside} conflict`,
				`upload ${aside} conflict`,
			],
		],
	])('%s', async (_, trees, lines) => {
		expect((await planOf(trees, 'twoWay')).sort()).toEqual([...lines].sort());
	});
});

describe('two-way, without a state', () => {
	it.each<[string, Trees, string[]]>([
		[
			'deletes nothing: what one side has, both get',
			[null, 'one', 'moved'],
			['upload x new', 'download y new'],
		],
		['believes size and time', [null, 'one', 'one'], []],
		['reads files of one size and another time', [null, 'one', 'touched'], ['conflict x toBeRead']],
		['makes empty folders too', [null, 'emptyFolder', 'nothing'], ['createFolder remote x new']],
		[
			'calls two sizes a conflict at once',
			[null, 'longer', 'one'],
			[
				'conflict x bothNew',
				'upload x conflict',
				`rename remote ${aside} conflict`,
				`download ${aside} conflict`,
			],
		],
	])('%s', async (_, trees, lines) => {
		expect((await planOf(trees, 'twoWay')).sort()).toEqual([...lines].sort());
	});
});

describe('two-way, of things that may not be overwritten', () => {
	it.each<[string, Trees, string[]]>([
		['protects from being overwritten', ['one', 'edited', 'one'], ['skip x protected skipped']],
		[
			'protects from being deleted',
			['other', 'nothing', 'other'],
			['skip x protected skipped', 'deleteFile remote z deleted'],
		],
		['protects from stepping aside', ['one', 'edited', 'longer'], ['conflict x protected skipped']],
		['protects a file from a folder', ['one', 'folder', 'one'], ['conflict x protected skipped']],
		['may be copied', [null, 'one', 'nothing'], ['upload x new']],
	])('%s', async (_, trees, lines) => {
		expect(await planOf(trees, 'twoWay', { protect: ['x'] })).toEqual(lines);
	});
});
