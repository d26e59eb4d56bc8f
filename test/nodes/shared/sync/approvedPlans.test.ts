import type { SyncItem } from '../../../../nodes/shared/sync/SyncReport';
import { decodeState } from '../../../../nodes/shared/sync/stateLines';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), 'b.txt': file('b'), 'c.txt': file('c') };

async function edited(): Promise<{ world: SyncWorld; items: readonly SyncItem[] }> {
	const world = new SyncWorld({ local: { tree }, remote: { tree } });
	await world.sync('twoWay');
	world.pass(60_000);
	world.put('local', '/a.txt', 'A');
	world.trees.remote.delete('/b.txt');
	world.put('remote', '/sub/d.txt', 'd');
	const { items } = await world.sync('twoWay', { preview: true });
	world.renew();
	return { world, items };
}

describe('an approved plan', () => {
	it('has the fields of the output, all of them, and stays what it was on its way through JSON', async () => {
		const { items } = await edited();
		expect(items.map((item) => Object.keys(item).sort())).toEqual(
			items.map(() => [
				'action',
				'attempts',
				'bytes',
				'local',
				'pairId',
				'path',
				'planId',
				'reason',
				'remote',
				'sha256',
				'side',
				'status',
			]),
		);
		expect(items[0]).toMatchObject({
			action: 'upload',
			side: 'remote',
			path: '/a.txt',
			reason: 'changed',
			status: 'planned',
			local: { path: '/a.txt', type: 'file', size: 1 },
			remote: { path: '/a.txt', type: 'file', size: 1 },
			bytes: 1,
			sha256: null,
			attempts: 0,
			pairId: 'pair',
		});
		expect(new Set(items.map(({ planId }) => planId)).size).toBe(1);
	});

	it('is carried out in whatever order its items come, and remembered', async () => {
		const { world, items } = await edited();
		const report = await world.approve([...items].reverse());
		expect(planned(report).sort()).toEqual([
			'createFolder local sub new',
			'deleteFile local b.txt deleted',
			'download sub/d.txt new',
			'upload a.txt changed',
		]);
		expect(report.items.map(({ planId }) => planId)).toEqual(items.map(({ planId }) => planId));
		expect(world.dump().local).toEqual(world.dump().remote);
		expect((await world.sync('twoWay')).items).toEqual([]);
	});

	it('does what is left of it after a filter, and nothing twice', async () => {
		const { world, items } = await edited();
		const uploads = items.filter(({ action }) => action === 'upload');
		expect(planned(await world.approve([...uploads, ...uploads]))).toEqual([
			'upload a.txt changed',
		]);
		expect(world.dump().local).toHaveProperty(['b.txt']);
	});

	it('makes the folders of files whose own items are missing', async () => {
		const { world, items } = await edited();
		const downloads = items.filter(({ action }) => action === 'download');
		expect(planned(await world.approve(downloads))).toEqual(['download sub/d.txt new']);
		expect(world.dump().local).toMatchObject({ sub: { 'd.txt': 'd' } });
		expect(planned(await world.sync('twoWay'))).toEqual([
			'upload a.txt changed',
			'deleteFile local b.txt deleted',
		]);
	});

	it('deletes and overwrites nothing that is protected where it is carried out', async () => {
		const { world, items } = await edited();
		const before = world.dump();
		const report = await world.approve(items, { options: { protect: ['a.txt', 'b.*', 'd.txt'] } });
		expect(planned(report)).toEqual([
			'skip a.txt protected skipped',
			'skip b.txt protected skipped',
			'createFolder local sub new',
			'download sub/d.txt new',
		]);
		expect(world.dump()).toEqual({
			...before,
			local: { ...before.local, sub: { 'd.txt': 'd' } },
		});
	});

	it('in parts, as a loop over batches gives them, comes to the same', async () => {
		const { world, items } = await edited();
		for (const item of items) await world.approve([item]);
		expect(world.dump().local).toEqual(world.dump().remote);
		expect((await world.sync('twoWay')).items).toEqual([]);
	});

	it('leaves to the next run what was left out of it', async () => {
		const { world, items } = await edited();
		await world.approve(items.filter(({ action }) => action === 'upload'));
		world.renew();
		expect(planned(await world.sync('twoWay')).sort()).toEqual([
			'createFolder local sub new',
			'deleteFile local b.txt deleted',
			'download sub/d.txt new',
		]);
	});

	it('skips what is stale by now, on either side', async () => {
		const { world, items } = await edited();
		world.put('local', '/a.txt', 'edited since');
		world.put('local', '/b.txt', 'edited too');
		world.put('remote', '/sub/d.txt', 'and this');
		const report = await world.approve(items);
		expect(planned(report)).toEqual([
			'upload a.txt stale skipped',
			'deleteFile local b.txt stale skipped',
			'createFolder local sub new',
			'download sub/d.txt stale skipped',
		]);
	});

	it('does not delete what has come back on the other side', async () => {
		const { world, items } = await edited();
		world.put('remote', '/b.txt', 'back');
		expect(planned(await world.approve(items))).toContain(
			'deleteFile local b.txt incompleteListing skipped',
		);
	});

	it('counts its own deletions, and asks no other guard', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		world.become('local', {});
		const { items } = await world.sync('twoWay', { preview: true });
		expect(items.map(({ blockedBy }) => blockedBy)).toEqual([
			'emptySource',
			'emptySource',
			'emptySource',
		]);
		await expect(world.approve(items, { options: { maxDeletions: 2 } })).rejects.toMatchObject({
			category: 'guard',
			data: { guard: 'maxDeletions', counts: { deletions: 3 } },
		});
		expect((await world.approve(items)).summary).toMatchObject({ deleted: 3 });
	});

	it.each(['local', 'remote'] as const)(
		'counts only what is still to be deleted, on the %s side as well',
		async (side) => {
			const world = new SyncWorld({ local: { tree }, remote: { tree } });
			await world.sync('twoWay');
			world.become(side === 'local' ? 'remote' : 'local', {});
			const { items } = await world.sync('twoWay', { preview: true });
			await expect(world.approve(items, { options: { maxDeletions: 1 } })).rejects.toMatchObject({
				category: 'guard',
				data: { side, counts: { deletions: 3 } },
			});
			const told = items.map((item, i) => (i < 2 ? ({ ...item, status: 'done' } as const) : item));
			const { summary } = await world.approve(told, { options: { maxDeletions: 1 } });
			expect(summary).toMatchObject({ deleted: 1, skipped: 2 });
		},
	);

	it('reads what the preview left to be read, and decides then', async () => {
		const world = new SyncWorld({
			local: {
				tree: { same: file('x', '2026-01-02T00:00:00Z'), other: file('y', '2026-01-02T00:00:00Z') },
			},
			remote: { tree: { same: file('x'), other: file('z') } },
		});
		const { items } = await world.sync('twoWay', { preview: true });
		expect(planned({ items } as never)).toEqual([
			'conflict other toBeRead',
			'conflict same toBeRead',
		]);
		const report = await world.approve(items, { options: { conflict: 'remote' } });
		expect(planned(report)).toEqual(['conflict other bothNew', 'download other conflict']);
		expect(report.summary).toMatchObject({ unchanged: 1, conflicts: 1 });
	});

	it('tells again what was only told, and does not fail over a name that cannot be', async () => {
		const { world, items } = await edited();
		const told = [
			{
				...items[0],
				action: 'skip',
				side: null,
				path: '/..',
				reason: 'unsafeName',
				status: 'skipped',
				local: null,
				remote: null,
			},
		] as SyncItem[];
		expect((await world.approve(told)).items).toMatchObject([
			{ action: 'skip', reason: 'unsafeName', status: 'skipped' },
		]);
	});

	it('tells the state of what it did, and not that all was looked at', async () => {
		const world = new SyncWorld({ local: { tree } });
		const { items } = await world.sync('push', { preview: true });
		await world.approve(items.slice(0, 1));
		const state = decodeState(world.store.state ?? [], 'pair');
		expect([...(state?.records.keys() ?? [])]).toEqual(['a.txt']);
		expect(state?.whole).toBe(false);
		expect(world.store.journal).toEqual([]);
	});
});
