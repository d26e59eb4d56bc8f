import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';

describe('syncFolders', () => {
	it('uploads what the remote side lacks, and nothing the second time', async () => {
		const world = new SyncWorld({
			local: { tree: { 'a.txt': 'a', sub: { 'b.txt': 'b' }, empty: {} } },
		});
		const first = await world.sync('push');
		expect(first.summary).toMatchObject({ uploaded: 2, failed: 0, bytesUploaded: 2 });
		expect(world.dump().remote).toEqual(world.dump().local);
		world.pass(60_000);
		const log = world.remote.log.length;
		const second = await world.sync('push');
		expect(second.items).toEqual([]);
		expect(second.summary).toMatchObject({ uploaded: 0, unchanged: 2, skipped: 0 });
		expect(world.remote.log.slice(log)).toEqual(['list /', 'list /empty', 'list /sub']);
		expect(world.store.saves).toBe(1);
	});

	it('carries edits and deletions both ways', async () => {
		const tree = { 'a.txt': file('a'), 'b.txt': file('b'), 'c.txt': file('c'), 'd.txt': file('d') };
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		world.pass(60_000);
		world.put('local', '/a.txt', 'A');
		world.put('remote', '/b.txt', 'B');
		world.trees.local.delete('/c.txt');
		world.put('remote', '/new/e.txt', 'e');
		const { summary, items } = await world.sync('twoWay');
		expect(items.map(({ action, path, status }) => `${action} ${path} ${status}`)).toEqual([
			'upload /a.txt done',
			'download /b.txt done',
			'deleteFile /c.txt done',
			'createFolder /new done',
			'download /new/e.txt done',
		]);
		expect(summary).toMatchObject({ uploaded: 1, downloaded: 2, deleted: 1, unchanged: 1 });
		expect(world.dump().local).toEqual(world.dump().remote);
	});
});
