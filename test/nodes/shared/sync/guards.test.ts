import { without } from '../../../support/memory/Faults';
import { file, type TreeLiteral } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';

const files = (count: number): TreeLiteral =>
	Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.txt`, file('x')]));
const deleteExtra = { deleteExtra: true };

describe('a guard', () => {
	it.each([
		['more than half of the files', 4, 10, {}, 'maxDeletePercent', 6],
		['more files than Max Deletions', 4, 6, { maxDeletions: 1 }, 'maxDeletions', 2],
		['what an empty source lacks', 0, 3, {}, 'emptySource', 3],
	] as const)(
		'stops a push that would delete %s before its first change',
		async (_, here, there, more, guard, deletions) => {
			const world = new SyncWorld({
				local: { tree: { ...files(here), ...(here ? { new: 'n' } : {}) } },
				remote: { tree: files(there) },
			});
			const before = world.dump();
			const order = { options: { ...deleteExtra, ...more } };
			await expect(world.sync('push', order)).rejects.toMatchObject({
				category: 'guard',
				retryable: false,
				data: { guard, side: 'remote', counts: { deletions, files: there } },
			});
			expect(world.dump()).toEqual(before);
			expect(world.store).toMatchObject({ state: null, journal: [] });
			const { items } = await world.sync('push', { ...order, preview: true });
			const deletes = items.filter(({ action }) => action === 'deleteFile');
			expect(deletes.map(({ blockedBy }) => blockedBy)).toEqual(deletes.map(() => guard));
			expect(
				items.filter(({ action }) => action === 'upload').every((item) => !('blockedBy' in item)),
			).toBe(true);
		},
	);

	it('counts a folder as something to delete: an empty source is not believed', async () => {
		const world = new SyncWorld({ remote: { tree: { sub: { deep: {} } } } });
		await expect(world.sync('push', { options: { deleteExtra: true } })).rejects.toMatchObject({
			category: 'guard',
			data: { guard: 'emptySource', side: 'remote', counts: { deletions: 0, files: 0 } },
		});
		expect(world.dump().remote).toEqual({ sub: { deep: {} } });
	});

	it('lets exactly half go', async () => {
		const world = new SyncWorld({ local: { tree: files(5) }, remote: { tree: files(10) } });
		const { summary } = await world.sync('push', { options: deleteExtra });
		expect(summary).toMatchObject({ deleted: 5 });
	});

	it('does not count what filters exclude, on neither end of the percentage', async () => {
		const world = new SyncWorld({
			local: { tree: files(1) },
			remote: { tree: { ...files(3), 'a.log': 'l', 'b.log': 'l' } },
		});
		const order = { options: deleteExtra, filters: { exclude: ['*.log'] } };
		await expect(world.sync('push', order)).rejects.toMatchObject({
			data: { counts: { deletions: 2, files: 3 } },
		});
	});

	it('takes a source for empty whose files are all excluded', async () => {
		const world = new SyncWorld({ local: { tree: { 'a.log': 'l' } }, remote: { tree: files(1) } });
		const order = {
			options: { ...deleteExtra, maxDeletePercent: 100 },
			filters: { exclude: ['*.log'] },
		};
		await expect(world.sync('push', order)).rejects.toMatchObject({
			data: { guard: 'emptySource' },
		});
	});

	it('stops at a source that was not wholly read when there is anything to delete', async () => {
		const world = new SyncWorld({
			local: { tree: { ...files(4), sub: { 'x.txt': 'x' } } },
			remote: { tree: { ...files(3), sub: { 'y.txt': 'y' } } },
		});
		world.remote.faults.listing({ path: '/sub' }, without('z.txt'));
		await expect(world.sync('pull', { options: deleteExtra })).rejects.toMatchObject({
			data: { guard: 'incompleteSource' },
		});
		const { summary } = await world.sync('pull', {
			options: { ...deleteExtra, allowEmptySource: true },
		});
		expect(summary).toMatchObject({ deleted: 1 });
		expect(world.dump().local).toMatchObject({ sub: { 'x.txt': 'x', 'y.txt': 'y' } });
	});

	it.each(['local', 'remote'] as const)(
		'takes each side for a source in two-way: the %s one',
		async (side) => {
			const world = new SyncWorld({ local: { tree: files(3) } });
			await world.sync('twoWay');
			world.become(side, {});
			await expect(world.sync('twoWay')).rejects.toMatchObject({
				message: expect.stringContaining('there is no file on'),
				data: { guard: 'emptySource', side: side === 'local' ? 'remote' : 'local' },
			});
		},
	);

	it('shows the first 100 planned changes', async () => {
		const world = new SyncWorld({ local: { tree: { a: 'a' } }, remote: { tree: files(150) } });
		const refused = (await world
			.sync('push', { options: deleteExtra })
			.catch((error: unknown) => error)) as { data: { planned: unknown[] } };
		expect(refused.data.planned).toHaveLength(100);
		expect(refused.data.planned[0]).toMatchObject({
			action: 'upload',
			path: '/a',
			status: 'planned',
		});
	});

	it('does not stand in the way of a preview', async () => {
		const world = new SyncWorld({ remote: { tree: files(3) } });
		const { items, summary } = await world.sync('push', { preview: true, options: deleteExtra });
		expect(items.map(({ status, blockedBy }) => [status, blockedBy])).toEqual(
			Array.from({ length: 3 }, () => ['planned', 'emptySource']),
		);
		expect(summary).toMatchObject({ deleted: 3, failed: 0 });
	});
});
