import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { without } from '../../../support/memory/Faults';
import { file, link } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), 'b.txt': file('b'), sub: { 'c.txt': file('c') } };

async function synced(): Promise<SyncWorld> {
	const world = new SyncWorld({ local: { tree }, remote: { tree } });
	await world.sync('twoWay');
	world.renew();
	return world;
}

describe('a folder of the target that was not wholly read', () => {
	it('loses what is extra in it, and is not deleted itself', async () => {
		const world = new SyncWorld({
			local: { tree: { x: 'x' } },
			remote: { tree: { x: 'x', sub: { 'c.txt': 'c', 'd.txt': 'd' } } },
		});
		world.remote.faults.listing({ path: '/sub' }, without('d.txt'));
		const options = { deleteExtra: true };
		expect(planned(await world.sync('push', { options }))).toEqual([
			'skip sub incompleteListing skipped',
			'deleteFile remote sub/c.txt extra',
		]);
		expect(world.dump().remote).toEqual({ x: 'x', sub: { 'd.txt': 'd' } });
	});

	it('is not deleted when nothing of it could be read', async () => {
		const world = new SyncWorld({
			local: { tree: { x: 'x' } },
			remote: { tree: { x: 'x', sub: { 'c.txt': 'c' } } },
		});
		world.remote.faults.fail({ operation: 'list', path: '/sub' });
		expect(planned(await world.sync('push', { options: { deleteExtra: true } }))).toEqual([
			'skip sub incompleteListing skipped',
		]);
	});

	it('does not give way to a file', async () => {
		const world = new SyncWorld({
			local: { tree: { sub: 'a file', x: 'x' } },
			remote: { tree: { x: 'x', sub: { 'c.txt': 'c', 'd.txt': 'd' } } },
		});
		world.remote.faults.listing({ path: '/sub' }, without('d.txt'));
		const before = world.dump();
		expect(planned(await world.sync('push', { options: { deleteExtra: true } }))).toEqual([
			'upload sub fileAgainstFolder failed',
		]);
		expect(world.dump()).toEqual(before);
	});
});

describe('what was left alone', () => {
	it('is still known when it takes part again', async () => {
		const world = await synced();
		const folder = world.trees.local.at('/sub');
		world.trees.local.delete('/sub');
		world.trees.local.set('/sub', link('/elsewhere'));
		expect(planned(await world.sync('twoWay'))).toEqual(['skip sub link skipped']);
		world.trees.local.delete('/sub');
		if (folder) world.trees.local.set('/sub', folder);
		world.trees.local.delete('/sub/c.txt');
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile remote sub/c.txt deleted']);
	});
});

describe('a local folder that cannot be read', () => {
	const refused = new RemoteError({
		category: 'permission',
		stage: 'local',
		message: 'Cannot list "/sub" in the local folder: the system does not permit it',
		description: 'Give the account the right.',
	});

	it.each(['push', 'pull', 'twoWay'] as const)(
		'costs nothing on either side in %s',
		async (operation) => {
			const world = await synced();
			world.local.faults.fail({ operation: 'list', path: '/sub' }, { error: refused });
			world.put('remote', '/sub/new.txt', 'n');
			const before = world.dump();
			const options = { deleteExtra: true, allowEmptySource: true };
			const report = await world.sync(operation, { options });
			expect(planned(report)).toEqual([
				'skip sub incompleteListing skipped',
				'skip sub/c.txt incompleteListing skipped',
				'skip sub/new.txt incompleteListing skipped',
			]);
			expect(world.dump()).toEqual(before);
		},
	);
});
