import { empty, without } from '../../../support/memory/Faults';
import type { Listing } from '../../../../nodes/shared/model/Listing';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), 'b.txt': file('b'), sub: { 'c.txt': file('c') } };

async function synced(): Promise<SyncWorld> {
	const world = new SyncWorld({ local: { tree }, remote: { tree } });
	await world.sync('twoWay');
	world.renew();
	return world;
}

describe('a path that an incomplete listing does not show', () => {
	it('is left alone on both sides, keeps its state and is reported', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'edited');
		world.remote.faults.listing({ path: '/', nth: 1 }, without('a.txt'));
		const before = world.dump();
		expect(planned(await world.sync('twoWay'))).toEqual([
			'skip  incompleteListing skipped',
			'skip a.txt incompleteListing skipped',
		]);
		expect(world.dump()).toEqual(before);
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['upload a.txt changed']);
	});

	it('is not even known to be deleted while the state has it', async () => {
		const world = await synced();
		world.trees.local.delete('/a.txt');
		world.remote.faults.listing({ path: '/', nth: 1 }, without('a.txt'));
		expect(planned(await world.sync('twoWay'))).toContain('skip a.txt incompleteListing skipped');
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile remote a.txt deleted']);
	});

	it('is not deleted as extra, and not uploaded over', async () => {
		const world = await synced();
		world.remote.faults.listing({ path: '/' }, without('a.txt'));
		world.put('local', '/new.txt', 'n');
		expect(
			planned(await world.sync('pull', { options: { deleteExtra: true, allowEmptySource: true } })),
		).toEqual([
			'skip  incompleteListing skipped',
			'skip a.txt incompleteListing skipped',
			'skip new.txt incompleteListing skipped',
		]);
		expect(planned(await world.sync('push'))).toEqual([
			'skip  incompleteListing skipped',
			'skip a.txt incompleteListing skipped',
			'skip new.txt incompleteListing skipped',
		]);
	});

	it('counts for all that is below a folder which cannot be listed', async () => {
		const world = await synced();
		world.remote.faults.fail({ operation: 'list', path: '/sub' });
		world.put('local', '/sub/new.txt', 'n');
		world.put('local', '/b.txt', 'edited');
		expect(planned(await world.sync('twoWay'))).toEqual([
			'upload b.txt changed',
			'skip sub incompleteListing skipped',
			'skip sub/c.txt incompleteListing skipped',
			'skip sub/new.txt incompleteListing skipped',
		]);
	});
});

describe('an empty listing of a folder that should hold something', () => {
	it('is read again, and two different readings make it incomplete', async () => {
		const world = await synced();
		world.remote.faults.listing({ path: '/sub', nth: 1 }, empty);
		expect(planned(await world.sync('twoWay'))).toEqual([
			'skip sub incompleteListing skipped',
			'skip sub/c.txt incompleteListing skipped',
		]);
		expect(world.remote.logged('list')).toEqual(['list /', 'list /sub', 'list /sub']);
	});

	it.each<[string, (world: SyncWorld) => void]>([
		['fails', (world) => world.remote.faults.fail({ operation: 'list', path: '/sub', nth: 2 })],
		[
			'is empty but not whole',
			(world) =>
				world.remote.faults.listing({ path: '/sub', nth: 2 }, (listing) => ({
					...empty(listing),
					complete: false,
				})),
		],
	])('makes it incomplete when the second reading %s', async (_, spoil) => {
		const world = await synced();
		world.remote.faults.listing({ path: '/sub', nth: 1 }, empty);
		spoil(world);
		expect(planned(await world.sync('twoWay'))).toEqual([
			'skip sub incompleteListing skipped',
			'skip sub/c.txt incompleteListing skipped',
		]);
	});

	it('is read again for the sake of the state alone', async () => {
		const world = await synced();
		world.trees.local.delete('/sub/c.txt');
		world.remote.faults.listing({ path: '/sub', nth: 1 }, empty);
		expect(planned(await world.sync('twoWay'))).toEqual([
			'skip sub incompleteListing skipped',
			'skip sub/c.txt incompleteListing skipped',
		]);
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile remote sub/c.txt deleted']);
	});

	it('is believed only as far as each path says so when asked', async () => {
		const world = await synced();
		world.remote.faults.listing({ path: '/sub' }, empty);
		expect(planned(await world.sync('twoWay'))).toEqual([
			'deleteFile local sub/c.txt incompleteListing skipped',
		]);
		expect(world.dump().local).toEqual(world.dump().remote);
	});

	it('is not read again where nothing is expected', async () => {
		const world = new SyncWorld({ remote: { tree: { sub: {} } } });
		await world.sync('pull');
		expect(world.remote.logged('list')).toEqual(['list /', 'list /sub']);
	});
});

describe('a deletion', () => {
	/** Listings that lie in silence: complete, but without the name. */
	const lie = (listing: Listing): Listing => ({
		...listing,
		entries: listing.entries.filter(({ name }) => name !== 'b.txt'),
	});

	it.each(['twoWay', 'pull'] as const)(
		'of %s asks for that very path first, and does not happen when it is there',
		async (operation) => {
			const world = await synced();
			world.remote.faults.listing({ path: '/' }, lie);
			const report = await world.sync(operation, { options: { deleteExtra: true } });
			expect(planned(report)).toEqual(['deleteFile local b.txt incompleteListing skipped']);
			expect(world.remote.logged('find')).toContain('find /b.txt');
			expect(report.summary).toMatchObject({ deleted: 0, skipped: 1, failed: 0 });
		},
	);

	it('does not happen when nobody can say whether the path is there', async () => {
		const world = await synced();
		world.trees.remote.delete('/b.txt');
		world.remote.faults.fail({ operation: 'find', path: '/b.txt' });
		expect(planned(await world.sync('twoWay'))).toEqual([
			'deleteFile local b.txt incompleteListing skipped',
		]);
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile local b.txt deleted']);
	});

	it('of what is gone already is done', async () => {
		const world = await synced();
		world.trees.local.delete('/b.txt');
		world.remote.faults.intercept({ operation: 'removeFile', path: '/b.txt' }, () => {
			world.trees.remote.delete('/b.txt');
		});
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile remote b.txt deleted']);
	});

	it('of a folder asks for the folder, and leaves what has come into it meanwhile', async () => {
		const world = await synced();
		world.trees.remote.delete('/sub');
		world.local.faults.intercept({ operation: 'removeFolder', path: '/sub' }, () =>
			world.put('local', '/sub/late.txt', 'late'),
		);
		expect(planned(await world.sync('twoWay'))).toEqual([
			'deleteFolder local sub stale skipped',
			'deleteFile local sub/c.txt deleted',
		]);
		expect(world.remote.logged('find')).toEqual(['find /sub/c.txt', 'find /sub']);
		world.renew();
		await world.sync('twoWay');
		expect(world.dump().remote).toEqual(world.dump().local);
	});
});
