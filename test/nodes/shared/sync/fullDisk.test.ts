import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const full = new RemoteError({
	category: 'quota',
	stage: 'local',
	message: 'Cannot write "/.ftp-remote-sync" in the local folder: the disk is full',
	description: 'Make room.',
});

const local451 = full.with({ category: 'dataChannel', stage: 'data', ftpCode: 451 });

describe('a local disk that is full', () => {
	it('fails the files that have no room, keeps the old ones, and the next run completes', async () => {
		const quota = 60;
		const world = new SyncWorld({
			local: { tree: { 'a.txt': file('old') }, settings: { quota } },
			remote: { tree: { 'a.txt': 'x'.repeat(80), 'b.txt': 'b', 'c.txt': 'y'.repeat(58) } },
		});
		const report = await world.sync('pull');
		expect(planned(report)).toEqual([
			'download a.txt changed failed',
			'download b.txt new',
			'download c.txt new failed',
		]);
		expect(report.failure).toMatchObject({ category: 'quota' });
		expect(world.dump().local).toEqual({ 'a.txt': 'old', 'b.txt': 'b' });
		Object.assign(world.local.settings, { quota: Infinity });
		expect(planned(await world.sync('pull'))).toEqual([
			'download a.txt changed',
			'download c.txt new',
		]);
		expect(world.dump().local).toEqual(world.dump().remote);
		expect(planned(await world.sync('pull'))).toEqual([]);
	});

	it.each(['push', 'pull', 'twoWay'] as const)(
		'transfers nothing in %s that the journal cannot tell of',
		async (operation) => {
			const tree = { 'a.txt': file('a'), 'b.txt': file('b') };
			const world = new SyncWorld({ [operation === 'pull' ? 'remote' : 'local']: { tree } });
			const append = world.store.append.bind(world.store);
			world.store.append = async () => await Promise.reject(full);
			const report = await world.sync(operation);
			expect(report.summary).toMatchObject({ failed: 2, uploaded: 0, downloaded: 0 });
			expect(operation === 'pull' ? world.dump().local : world.dump().remote).toEqual({});
			world.store.append = append;
			await world.sync(operation);
			expect(world.dump().local).toEqual(world.dump().remote);
		},
	);

	it.each([3, 4])('in the middle of a journal costs no file (line %d)', async (last) => {
		const tree = { 'a.txt': file('a'), 'b.txt': file('b') };
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		world.pass(5000);
		world.put('local', '/a.txt', 'A');
		world.put('remote', '/b.txt', 'B');
		world.put('local', '/c.txt', 'c');
		world.renew();
		const append = world.store.append.bind(world.store);
		let lines = 0;
		world.store.append = async (line) => {
			if (++lines > last) throw full;
			await append(line);
		};
		await world.sync('twoWay');
		world.store.append = append;
		await world.sync('twoWay');
		const all = { 'a.txt': 'A', 'b.txt': 'B', 'c.txt': 'c' };
		expect(world.dump()).toEqual({ local: all, remote: all });
	});

	it.each([
		['says so', full],
		['says 451', local451],
	])(
		'that a large file fills for a moment fails no small one where the server %s',
		async (_, error) => {
			const tree = { 'a.txt': file('a'), 'large.bin': file('x'.repeat(100)), 'z.txt': file('zz') };
			const world = new SyncWorld({ local: { tree } });
			for (const path of ['/a.txt', '/z.txt'])
				world.remote.faults.fail({ operation: 'write', path, nth: 1 }, { error });
			world.remote.faults.fail({ operation: 'write', path: '/large.bin' }, { error });
			expect(planned(await world.sync('push'))).toEqual([
				'upload a.txt new',
				'upload large.bin new failed',
				'upload z.txt new',
			]);
			expect(world.dump().remote).toEqual({ 'a.txt': 'a', 'z.txt': 'zz' });
			// The large one alone took the room: there is no more for it afterwards.
			expect(world.remote.logged('write').filter((line) => line.includes('large'))).toHaveLength(1);
		},
	);

	it('is not tried with file after file once it is seen to be full', async () => {
		const sizes = [3, 1, 2, 4];
		const tree = Object.fromEntries(sizes.map((size) => [`f${size}`, file('x'.repeat(size))]));
		const world = new SyncWorld({ local: { tree }, remote: { settings: { quota: 0 } } });
		expect((await world.sync('push')).summary).toMatchObject({ failed: 4, uploaded: 0 });
		expect(world.remote.logged('write').slice(4)).toEqual(['write /f1 atomic']);
	});

	it('fails the run when the state has no room, and the next run makes good for it', async () => {
		const tree = { 'a.txt': file('a'), 'b.txt': file('b') };
		const world = new SyncWorld({ local: { tree } });
		await world.sync('twoWay');
		world.pass(5000);
		world.put('local', '/a.txt', 'A');
		world.trees.local.delete('/b.txt');
		const save = world.store.save.bind(world.store);
		world.store.save = async () => await Promise.reject(full);
		await expect(world.sync('twoWay')).rejects.toMatchObject({ category: 'quota' });
		world.store.save = save;
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual([]);
		expect(world.dump()).toEqual({ local: { 'a.txt': 'A' }, remote: { 'a.txt': 'A' } });
	});
});
