import type { SyncItem } from '../../../../nodes/shared/sync/SyncReport';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';

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

describe('a plan', () => {
	it.each([
		['of another pair', (item: SyncItem) => ({ ...item, pairId: 'other' })],
		['without a pair', ({ path }: SyncItem) => ({ path })],
		['with an unknown action', (item: SyncItem) => ({ ...item, action: 'format' })],
		['outside the folder', (item: SyncItem) => ({ ...item, path: '/../etc/passwd' })],
		['without a side', (item: SyncItem) => ({ ...item, side: null })],
		[
			'whose file is of the state',
			(item: SyncItem) => ({
				...item,
				local: { ...item.local, path: '/.ftp-remote-sync/x' } as SyncItem['local'],
			}),
		],
		['of the state', (item: SyncItem) => ({ ...item, path: '/.ftp-remote-sync/x' })],
	])('with an item %s is refused before anything happens', async (_, change) => {
		const { world, items } = await edited();
		const before = world.dump();
		const broken = items.map((item, i) => (i === 0 ? (change(item) as SyncItem) : item));
		await expect(world.approve(broken)).rejects.toMatchObject({ category: 'invalidInput' });
		expect(world.dump()).toEqual(before);
	});

	it.each(['path', 'remote'] as const)(
		'of a folder leads nowhere else by its %s',
		async (where) => {
			const world = new SyncWorld({
				local: { tree: { 'a.txt': 'a' } },
				remote: { folder: '/data', tree: { 'b.txt': 'b', data: { 'c.txt': 'c' } } },
			});
			const options = { deleteExtra: true, maxDeletePercent: 100 };
			const { items } = await world.sync('push', { preview: true, options });
			const led = items.map((item) =>
				item.action !== 'deleteFile'
					? item
					: where === 'path'
						? { ...item, path: '/b.txt' }
						: { ...item, remote: item.remote && { ...item.remote, path: '/b.txt' } },
			);
			await expect(world.approve(led)).rejects.toMatchObject({ category: 'invalidInput' });
			expect(world.trees.remote.at('/b.txt')).toBeDefined();
		},
	);
});
