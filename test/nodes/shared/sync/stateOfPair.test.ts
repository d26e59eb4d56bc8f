import { noFilter } from '../../../../nodes/shared/model/EntryFilter';
import { pairIdOf } from '../../../../nodes/shared/sync/pairId';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), 'b.txt': file('b') };

describe('the state of a pair', () => {
	it('is written once, and not again when nothing is to be remembered', async () => {
		const world = new SyncWorld({ local: { tree } });
		await world.sync('twoWay');
		world.pass(5000);
		await world.sync('twoWay');
		const { saves } = world.store;
		await world.sync('twoWay');
		expect(world.store.saves).toBe(saves);
	});

	it('of another pair counts as none: nothing is deleted', async () => {
		const world = new SyncWorld({ local: { tree } });
		await world.sync('twoWay');
		world.store.state = (world.store.state ?? []).map((line) => line.replace('"pair"', '"other"'));
		world.trees.remote.delete('/a.txt');
		expect(planned(await world.sync('twoWay'))).toEqual(['upload a.txt new']);
	});

	it('that is damaged costs no file', async () => {
		const world = new SyncWorld({ local: { tree } });
		await world.sync('twoWay');
		world.store.state = (world.store.state ?? []).map((line, i) =>
			i === 1 ? line.slice(5) : line,
		);
		world.trees.remote.delete('/a.txt');
		world.trees.remote.delete('/b.txt');
		world.put('remote', '/c.txt', 'c');
		const lines = planned(await world.sync('twoWay'));
		expect(lines.filter((line) => line.startsWith('upload'))).toHaveLength(1);
		expect(lines.filter((line) => line.startsWith('delete'))).toHaveLength(1);
	});

	it('keeps overlapping runs out', async () => {
		const world = new SyncWorld({ local: { tree } });
		const first = world.sync('push');
		await expect(world.sync('push')).rejects.toMatchObject({ category: 'guard' });
		await first;
		expect((await world.sync('push')).summary.unchanged).toBe(2);
	});

	it('is asked for its lock before each deletion, and a lost lock ends the run', async () => {
		const world = new SyncWorld({ local: { tree: { ...tree, 'c.txt': file('c') } } });
		await world.sync('twoWay');
		world.trees.local.delete('/a.txt');
		world.local.faults.intercept({ operation: 'find', path: '/a.txt' }, () => {
			world.store.takenOver = true;
		});
		await expect(world.sync('twoWay')).rejects.toMatchObject({ category: 'guard' });
		expect(world.dump().remote).toHaveProperty(['a.txt']);
	});

	it('is not written by a run that has lost its lock', async () => {
		const world = new SyncWorld({ local: { tree } });
		world.remote.faults.intercept({ operation: 'write', path: '/b.txt' }, () => {
			world.store.takenOver = true;
		});
		await expect(world.sync('push')).rejects.toMatchObject({ category: 'guard' });
		expect(world.store.state).toBeNull();
	});

	it('forgets what was deleted: the same file put back is new', async () => {
		const world = new SyncWorld({ local: { tree } });
		await world.sync('twoWay');
		world.pass(5000);
		const before = world.trees.local.at('/a.txt');
		world.trees.remote.delete('/a.txt');
		await world.sync('twoWay');
		expect(world.dump().local).toEqual({ 'b.txt': 'b' });
		// As from a backup, with its time.
		if (before) world.trees.local.set('/a.txt', before);
		expect(planned(await world.sync('twoWay'))).toEqual(['upload a.txt new']);
	});

	it('forgets what both sides have deleted: put back on one of them it is new', async () => {
		const world = new SyncWorld({ local: { tree } });
		await world.sync('twoWay');
		world.pass(5000);
		const before = world.trees.local.at('/a.txt');
		for (const side of ['local', 'remote'] as const) world.trees[side].delete('/a.txt');
		await world.sync('twoWay');
		if (before) world.trees.local.set('/a.txt', before);
		expect(planned(await world.sync('twoWay'))).toEqual(['upload a.txt new']);
	});

	it('is neither locked nor written by a preview', async () => {
		const world = new SyncWorld({ local: { tree } });
		world.store.readOnly = true;
		const { items } = await world.sync('twoWay', { preview: true });
		expect(items).toHaveLength(2);
		expect(world.store).toMatchObject({ state: null, journal: [], saves: 0 });
	});

	it('is done without in a push from a folder that cannot be written: only sizes are compared', async () => {
		const world = new SyncWorld({
			local: { tree },
			remote: { settings: { keepsModified: false } },
		});
		world.store.readOnly = true;
		await world.sync('push');
		expect(world.hints).toEqual([expect.stringContaining('only sizes are compared')]);
		expect((await world.sync('push')).items).toEqual([]);
		world.put('local', '/a.txt', 'longer');
		expect(planned(await world.sync('push'))).toEqual(['upload a.txt changed']);
		await expect(world.sync('pull')).rejects.toMatchObject({ category: 'permission' });
	});
});

describe('pairIdOf', () => {
	const pair = {
		host: 'ftp.example.com',
		port: 21,
		user: 'u',
		remoteFolder: '/r',
		localFolder: '/l',
		filters: noFilter,
		encoding: 'utf8',
	};

	it('is the same for the same pair only', () => {
		const others = [
			{ ...pair, host: 'other.example.com' },
			{ ...pair, port: 2121 },
			{ ...pair, user: 'v' },
			{ ...pair, remoteFolder: '/s' },
			{ ...pair, localFolder: '/m' },
			{ ...pair, filters: { ...noFilter, include: ['*.csv'] } },
			{ ...pair, filters: { ...noFilter, exclude: ['*.csv'] } },
			{ ...pair, encoding: 'latin1' },
		];
		const ids = [pair, ...others].map(pairIdOf);
		expect(new Set(ids).size).toBe(ids.length);
		expect(pairIdOf({ ...pair, host: 'FTP.example.com' })).toBe(ids[0]);
		expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
	});
});
