import { createHash } from 'node:crypto';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = {
	'a.csv': file('a'),
	'b.log': file('b'),
	old: { 'c.log': file('c') },
	sub: { 'd.csv': file('d') },
};

describe('what filters exclude', () => {
	it('is neither copied nor deleted', async () => {
		const world = new SyncWorld({
			local: { tree: { 'x.csv': 'x', 'y.log': 'y' } },
			remote: { tree },
		});
		const order = {
			options: { deleteExtra: true, maxDeletePercent: 100 },
			filters: { exclude: ['*.log', 'old'] },
		};
		expect(planned(await world.sync('push', order))).toEqual([
			'deleteFile remote a.csv extra',
			'deleteFolder remote sub extra',
			'deleteFile remote sub/d.csv extra',
			'upload x.csv new',
		]);
		expect(world.dump().remote).toEqual({ 'b.log': 'b', old: { 'c.log': 'c' }, 'x.csv': 'x' });
		expect(world.remote.logged('list')).not.toContain('list /old');
	});

	it('keeps the folder that it is in', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		const order = { filters: { exclude: ['c.log'] }, options: { maxDeletePercent: 100 } };
		await world.sync('twoWay', order);
		world.trees.local.delete('/old');
		expect(planned(await world.sync('twoWay', order))).toEqual([]);
		expect(world.dump().remote).toMatchObject({ old: { 'c.log': 'c' } });
	});

	it('makes no folders that only filters by pattern would fill', async () => {
		const world = new SyncWorld({ local: { tree } });
		await world.sync('push', { filters: { include: ['*.csv'] } });
		expect(world.dump().remote).toEqual({ 'a.csv': 'a', sub: { 'd.csv': 'd' } });
	});

	it('is no folder to delete where only files are wanted', async () => {
		const world = new SyncWorld({
			local: { tree: { 'a.csv': file('a') } },
			remote: { tree: { 'a.csv': file('a'), empty: {}, sub: { 'd.csv': file('d') } } },
		});
		const order = { filters: { include: ['*.csv'] }, options: { deleteExtra: true } };
		expect(planned(await world.sync('push', order))).toEqual(['deleteFile remote sub/d.csv extra']);
		expect(world.dump().remote).toEqual({ 'a.csv': 'a', empty: {}, sub: {} });
	});

	it('by size or time on one side counts for both: too large here is not missing there', async () => {
		const world = new SyncWorld({
			local: { tree: { a: 'grown too large', b: 'b' } },
			remote: { tree: { a: 'small', b: 'b' } },
		});
		const order = { filters: { maxSize: 10 }, options: { deleteExtra: true } };
		expect(planned(await world.sync('pull', order))).toEqual([]);
		expect(planned(await world.sync('push', order))).toEqual([]);
		expect(planned(await world.sync('twoWay', order))).toEqual([]);
	});
});

describe('comparing', () => {
	const touched = (): SyncWorld =>
		new SyncWorld({
			local: { tree: { a: file('one', '2026-01-02T00:00:00Z') } },
			remote: { tree: { a: file('two') } },
		});

	it('by size takes equal sizes for equal', async () => {
		expect(planned(await touched().sync('push', { options: { compare: 'size' } }))).toEqual([]);
	});

	it('by checksum reads what the server cannot hash, and says so', async () => {
		const world = touched();
		const report = await world.sync('push', { options: { compare: 'checksum' } });
		expect(planned(report)).toEqual(['upload a changed']);
		expect(report.summary.notes).toEqual([expect.stringContaining('computes no hashes')]);
		expect(world.hints).toEqual(report.summary.notes);
		world.pass(60_000);
		expect(planned(await world.sync('push', { options: { compare: 'checksum' } }))).toEqual([]);
	});

	it('by checksum sees an edit that kept size and time', async () => {
		const world = new SyncWorld({
			local: { tree: { a: file('one') } },
			remote: { settings: { hashes: ['sha256'] } },
		});
		await world.sync('twoWay');
		world.put('remote', '/a', 'two', Date.parse('2026-01-15T10:20:30Z'));
		expect(planned(await world.sync('twoWay'))).toEqual([]);
		expect(
			planned(await world.sync('twoWay', { preview: true, options: { compare: 'checksum' } })),
		).toEqual(['download a changed']);
		expect(world.remote.logged('read')).toEqual([]);
	});

	it.each(['sizeAndTime', 'checksum'] as const)(
		'by %s sees an edit in the second of the last one, whatever hash the server remembers',
		async (compare) => {
			const world = new SyncWorld({ remote: { settings: { hashes: ['sha256'] } } });
			const remembered = createHash('sha256').update('one').digest('hex');
			world.remote.hash = async () => remembered;
			world.put('remote', '/a', 'one');
			await world.sync('twoWay');
			world.put('remote', '/a', 'two');
			world.pass(5000);
			expect(planned(await world.sync('twoWay', { options: { compare } }))).toEqual([
				'download a changed',
			]);
			expect(world.dump().local).toEqual({ a: 'two' });
		},
	);
});

describe('the summary', () => {
	it('has its fields and no other', async () => {
		const world = new SyncWorld({
			local: { tree: { a: 'aaa', b: 'b', same: 's' } },
			remote: { tree: { b: 'longer', c: 'cc', same: 's' } },
		});
		world.remote.faults.fail({ operation: 'write', path: '/a' });
		const { summary } = await world.sync('twoWay', { options: { conflict: 'remote' } });
		expect(summary).toEqual({
			uploaded: 0,
			downloaded: 2,
			deleted: 0,
			conflicts: 1,
			skipped: 0,
			failed: 1,
			unchanged: 1,
			bytesUploaded: 0,
			bytesDownloaded: 8,
			durationMs: 0,
			bytesPerSecond: 8000,
			notes: [],
		});
	});

	it('of a folder below the Root Folder gives paths that other nodes take', async () => {
		const world = new SyncWorld({
			local: { tree: { sub: { a: 'a' } } },
			remote: { folder: '/data/in' },
		});
		const { items } = await world.sync('push');
		expect(items.map(({ action, path }) => `${action} ${path}`)).toEqual([
			'createFolder /data/in',
			'createFolder /data/in/sub',
			'upload /data/in/sub/a',
		]);
		expect((await world.sync('push')).items).toEqual([]);
	});

	it('needs the source to be there', async () => {
		const world = new SyncWorld({ remote: { folder: '/data/in' } });
		await expect(world.sync('pull')).rejects.toMatchObject({ category: 'notFound' });
	});
});
