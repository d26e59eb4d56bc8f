import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), sub: { 'b.txt': file('b') }, 'c.txt': file('c') };
const options = { trashFolder: '/trash', deleteExtra: true };
const stamp = '2026-01-31T12-00-01Z';

async function synced(): Promise<SyncWorld> {
	const world = new SyncWorld({ local: { tree }, remote: { tree } });
	await world.sync('twoWay', { options });
	world.pass(1000);
	world.renew();
	return world;
}

describe('the trash', () => {
	it.each(['push', 'twoWay'] as const)(
		'takes what %s deletes and overwrites on the remote side',
		async (operation) => {
			const world = await synced();
			world.put('local', '/a.txt', 'A');
			world.trees.local.delete('/sub');
			await world.sync(operation, { options });
			expect(world.dump().remote).toEqual({
				'a.txt': 'A',
				'c.txt': 'c',
				trash: { [stamp]: { 'a.txt': 'a', sub: { 'b.txt': 'b' } } },
			});
			expect(planned(await world.sync(operation, { options }))).toEqual([]);
		},
	);

	it('of the local side lies beside the state', async () => {
		const world = await synced();
		world.put('remote', '/a.txt', 'A');
		world.trees.remote.delete('/c.txt');
		await world.sync('pull', { options });
		expect(world.dump().local).toEqual({
			'a.txt': 'A',
			sub: { 'b.txt': 'b' },
			'.ftp-remote-sync': { trash: { [stamp]: { 'a.txt': 'a', 'c.txt': 'c' } } },
		});
		expect(planned(await world.sync('pull', { options }))).toEqual([]);
	});

	it('takes the file that loses a conflict', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'mine');
		world.put('remote', '/a.txt', 'theirs');
		await world.sync('twoWay', { options: { ...options, conflict: 'local' } });
		expect(world.dump().remote).toMatchObject({
			'a.txt': 'mine',
			trash: { [stamp]: { 'a.txt': 'theirs' } },
		});
	});

	it('that cannot take a file fails its path: nothing is deleted, nothing overwritten', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'A');
		world.trees.local.delete('/c.txt');
		world.remote.faults.fail({ operation: 'move', path: '/a.txt' });
		world.remote.faults.fail({ operation: 'move', path: '/c.txt' });
		expect(planned(await world.sync('push', { options }))).toEqual([
			'upload a.txt changed failed',
			'deleteFile remote c.txt extra failed',
		]);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'a', 'c.txt': 'c' });
		expect(JSON.stringify(world.dump().remote)).not.toContain('.part');
	});

	it('does not hide which file it was that could not be written', async () => {
		const world = await synced();
		Object.assign(world.remote.settings, { quota: 10 });
		world.put('local', '/a.txt', 'a large one');
		const { items } = await world.sync('push', { options });
		expect(items).toMatchObject([
			{
				...{ path: '/a.txt', status: 'failed' },
				problem: { category: 'quota', path: '/a.txt', message: expect.stringContaining('/a.txt') },
			},
		]);
		expect(JSON.stringify(items)).not.toContain('.part');
	});

	it('does not take what was edited after the scan', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'A');
		world.trees.local.delete('/c.txt');
		for (const path of ['/a.txt', '/c.txt'])
			world.remote.faults.intercept({ operation: 'move', path, nth: 1 }, () =>
				world.put('remote', path, 'late'),
			);
		expect(planned(await world.sync('push', { options }))).toEqual([
			'upload a.txt stale skipped',
			'deleteFile remote c.txt stale skipped',
		]);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'late', 'c.txt': 'late' });
	});

	it('gives the old file back when the new one cannot take its place', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'A');
		// The first two move the old file to the trash, before and after its folder is made.
		world.remote.faults.fail({ operation: 'move', nth: 3 });
		expect(planned(await world.sync('push', { options }))).toEqual(['upload a.txt changed failed']);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'a' });
	});

	it('cannot hold the folder that is synced', async () => {
		const world = new SyncWorld({ remote: { tree: { trash: { x: {} } }, folder: '/trash/x' } });
		await expect(world.sync('push', { options })).rejects.toMatchObject({
			category: 'invalidInput',
		});
	});
});
