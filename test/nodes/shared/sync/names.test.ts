import type { Listing } from '../../../../nodes/shared/model/Listing';
import type { TreeLiteral } from '../../../support/memory/treeLiteral';
import { SyncWorld, type WorldSide } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const folds: WorldSide = { names: { foldsCase: true } };
const twins: TreeLiteral = { 'README.txt': 'big', 'readme.txt': 'small', 'x.txt': 'x' };

describe('names that differ only in case', () => {
	it('are two files where both sides tell them apart', async () => {
		const world = new SyncWorld({ local: { tree: twins }, remote: { tree: { 'y.txt': 'y' } } });
		await world.sync('push');
		expect(world.dump().remote).toEqual({ ...twins, 'y.txt': 'y' });
		expect(world.remote.logged('find')[0]).toBe('find /Y.TXT');
	});

	it.each([
		[
			'fail',
			[
				'upload README.txt nameCollision failed',
				'upload readme.txt nameCollision failed',
				'upload x.txt new',
			],
		],
		[
			'skip',
			[
				'skip README.txt nameCollision skipped',
				'skip readme.txt nameCollision skipped',
				'upload x.txt new',
			],
		],
		['rename', ['upload README.txt new', 'upload readme~.txt new', 'upload x.txt new']],
	] as const)('that the target holds to be one %s', async (nameCollisions, lines) => {
		const world = new SyncWorld({ local: { tree: twins }, remote: folds });
		const report = await world.sync('push', { options: { nameCollisions } });
		const shown = planned(report).map((line) => line.replace(/~[0-9a-f]{6}/, '~'));
		expect(shown.sort()).toEqual(lines);
		const again = await world.sync('push', { options: { nameCollisions } });
		expect(
			planned(again).filter((line) => line.startsWith('upload') && !line.endsWith('failed')),
		).toEqual([]);
	});

	it('stay apart under rename, also without a state, and come back under their own names', async () => {
		const world = new SyncWorld({ local: { tree: twins }, remote: folds });
		const options = { nameCollisions: 'rename' as const };
		await world.sync('twoWay', { options });
		world.store.state = null;
		expect(planned(await world.sync('twoWay', { options }))).toEqual([]);
		world.trees.local.delete('/readme.txt');
		expect(planned(await world.sync('twoWay', { options }))).toHaveLength(1);
		expect(world.dump().remote).toEqual({ 'README.txt': 'big', 'x.txt': 'x' });
	});

	it('are protected under either name', async () => {
		const world = new SyncWorld({ local: { tree: twins }, remote: folds });
		const options = { nameCollisions: 'rename' as const };
		await world.sync('twoWay', { options });
		world.pass(5000);
		world.put('local', '/readme.txt', 'edited');
		const guarded = { options: { ...options, protect: ['readme~*'] } };
		expect(planned(await world.sync('twoWay', guarded))).toEqual([
			expect.stringMatching(/^skip readme.* protected skipped$/),
		]);
	});

	it('are one path where the receiving side folds them', async () => {
		const world = new SyncWorld({
			local: { tree: { 'Readme.txt': 'same' } },
			remote: { ...folds, tree: { 'README.txt': 'same' } },
		});
		expect(planned(await world.sync('push', { options: { deleteExtra: true } }))).toEqual([]);
		world.pass(5000);
		world.put('local', '/Readme.txt', 'edited');
		expect(planned(await world.sync('push', { options: { deleteExtra: true } }))).toEqual([
			'upload README.txt changed',
		]);
		expect(world.dump().remote).toEqual({ 'README.txt': 'edited' });
	});

	it('are two where only the source folds them', async () => {
		const world = new SyncWorld({
			local: { ...folds, tree: { 'readme.txt': 'a' } },
			remote: { tree: { 'README.txt': 'b' } },
		});
		expect(planned(await world.sync('push'))).toEqual(['upload readme.txt new']);
	});

	it('keep the pair that the state knows, and only the newcomer fails', async () => {
		const world = new SyncWorld({ local: { ...folds, tree: { 'README.txt': 'a', 'x.txt': 'x' } } });
		await world.sync('twoWay');
		world.put('remote', '/readme.txt', 'late');
		expect(planned(await world.sync('twoWay'))).toEqual([
			'download readme.txt nameCollision failed',
		]);
		expect(world.dump().local).toEqual({ 'README.txt': 'a', 'x.txt': 'x' });
	});

	it('are not deleted by a rename of case on one side', async () => {
		const world = new SyncWorld({ local: { ...folds, tree: { 'README.txt': 'a', 'x.txt': 'x' } } });
		await world.sync('twoWay');
		world.trees.local.delete('/README.txt');
		world.put('local', '/readme.txt', 'a', Date.parse('2026-01-15T10:20:30Z'));
		expect(planned(await world.sync('twoWay'))).toEqual([]);
		expect(planned(await world.sync('twoWay'))).toEqual([]);
	});

	it('protect what filters exclude', async () => {
		const world = new SyncWorld({
			local: { ...folds, tree: { 'A.TXT': 'mine', 'x.txt': 'x' } },
			remote: { tree: { 'a.txt': 'theirs' } },
		});
		expect(planned(await world.sync('pull', { filters: { exclude: ['*.TXT'] } }))).toEqual([]);
		expect(world.dump().local).toMatchObject({ 'A.TXT': 'mine' });
	});

	it('in folders are merged nowhere', async () => {
		const world = new SyncWorld({
			local: { tree: { Docs: { a: '1' }, docs: { a: '2' } } },
			remote: { ...folds, tree: { z: 'z' } },
		});
		const lines = planned(await world.sync('push'));
		expect(lines).toEqual(
			expect.arrayContaining([
				'createFolder remote Docs nameCollision failed',
				'createFolder remote docs nameCollision failed',
			]),
		);
		expect(world.dump().remote).toEqual({ z: 'z' });
	});
});

describe('names that differ only in Unicode form', () => {
	it('are one path for a disk that keeps them in a form of its own', async () => {
		const world = new SyncWorld({
			local: { names: { foldsUnicode: true, stores: 'NFD' } },
			remote: { tree: { 'B\u00fccher': { '\u00e4.txt': 'a', b: 'b', c: 'c' } } },
		});
		await world.sync('twoWay');
		expect(planned(await world.sync('twoWay'))).toEqual([]);
		world.trees.remote.delete('/B\u00fccher/\u00e4.txt');
		world.put('remote', '/x', 'x');
		expect(planned(await world.sync('twoWay')).map((line) => line.normalize('NFC'))).toEqual([
			'deleteFile local B\u00fccher/\u00e4.txt deleted',
			'download x new',
		]);
	});
});

describe('names that one side cannot hold', () => {
	it.each([
		[
			'that the disk cannot store',
			{ nameProblem: (name: string) => (name.includes(':') ? 'has a colon' : null) },
			'unstorableName',
		],
		['that n8n blocks', { blocks: (path: string) => path.startsWith('a:b') }, 'blockedByN8n'],
	])('%s are reported and left alone', async (_, side, reason) => {
		const world = new SyncWorld({
			local: { side },
			remote: { tree: { 'a:b': { 'c.txt': 'c' }, 'd.txt': 'd' } },
		});
		expect(planned(await world.sync('pull'))).toEqual([
			`skip a:b ${reason} skipped`,
			'download d.txt new',
		]);
		if (reason === 'blockedByN8n') expect(world.remote.logged('list')).toEqual(['list /']);
	});

	it('that cannot be one part of a path are reported, and the folder is not deleted', async () => {
		const world = new SyncWorld({
			local: { tree: { x: 'x' } },
			remote: { tree: { x: 'x', sub: {} } },
		});
		const odd = (listing: Listing): Listing => ({
			...listing,
			notes: [{ kind: 'unsafeName', folder: '/sub', text: '..' }],
		});
		world.remote.faults.listing({ path: '/sub' }, odd);
		const report = await world.sync('push', { options: { deleteExtra: true } });
		expect(planned(report)).toEqual(['skip sub/.. unsafeName skipped']);
		expect(report.summary.notes).toEqual([expect.stringContaining('".." in /sub')]);
	});

	it('that came twice are left alone', async () => {
		const world = new SyncWorld({ local: { tree: { x: 'other' } }, remote: { tree: { x: 'x' } } });
		world.remote.faults.listing({ path: '/' }, (listing) => ({
			...listing,
			notes: [{ kind: 'duplicateName', folder: '/', text: 'x' }],
		}));
		expect(planned(await world.sync('push'))).toEqual(['skip x duplicateName skipped']);
	});
});

describe('own names', () => {
	it('take no part, and keep their folder', async () => {
		const part = '.abcdefgh.big.bin.part';
		const world = new SyncWorld({
			local: { tree: { x: 'x', '.ftp-remote-sync': { state: 's' }, trash: { y: 'y' } } },
			remote: { tree: { x: 'x', old: { [part]: 'half' }, trash: { z: 'z' } } },
		});
		const options = { deleteExtra: true, trashFolder: '/trash' };
		expect(planned(await world.sync('push', { options }))).toEqual([]);
	});
});
