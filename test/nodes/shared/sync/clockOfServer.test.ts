import type { MemorySettings } from '../../../support/memory/MemorySettings';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld, type Order } from '../../../support/memory/SyncWorld';

const hour = 3_600_000;
const unknown = { knownOffsetMs: null };

/** Both sides edit, the local one a minute later; the server's clock is off and nobody has said so. */
async function conflicting(settings: Partial<MemorySettings>): Promise<SyncWorld> {
	const tree = { 'a.txt': file('same'), 'gone.txt': file('g'), 'other.txt': file('o') };
	const world = new SyncWorld({
		local: { tree },
		remote: { tree, settings: { ...unknown, ...settings } },
	});
	await world.sync('twoWay');
	world.pass(hour);
	world.put('remote', '/a.txt', 'theirs');
	world.put('local', '/a.txt', 'mine', world.now + 60_000);
	world.pass(2 * 60_000);
	world.renew();
	return world;
}
const newer: Order = { options: { conflict: 'newer' } };

describe('the clock of a server that nobody knows', () => {
	it.each([0, hour, -hour, 5 * 60_000])(
		'is measured before times decide about a conflict (%d ms ahead)',
		async (clockOffsetMs) => {
			const world = await conflicting({ clockOffsetMs });
			await world.sync('twoWay', newer);
			expect(world.dump().remote).toMatchObject({ 'a.txt': 'mine' });
			expect(world.dump().local).toEqual(world.dump().remote);
			expect(world.store.journal).toEqual([]);
		},
	);

	it('is measured by a file that is in the journal before, and gone after', async () => {
		const world = await conflicting({ clockOffsetMs: hour });
		let announced = '';
		world.remote.faults.intercept({ operation: 'write', nth: 1 }, () => {
			announced = world.store.journal.join('');
		});
		await world.sync('twoWay', newer);
		expect(announced).toMatch(/"begin":.*"temporary":"\/\.[a-z0-9]{8}\.clock\.part"/);
		expect(Object.keys(world.dump().remote).sort()).toEqual(['a.txt', 'gone.txt', 'other.txt']);
	});

	it.each([
		['without a conflict', { options: { conflict: 'local' as const } }],
		['by a preview', { ...newer, preview: true }],
	])('is not measured %s that goes by time', async (_, order) => {
		const world = await conflicting({ clockOffsetMs: hour });
		await world.sync('twoWay', order);
		expect(world.remote.log.filter((line) => line.includes('.clock.'))).toEqual([]);
	});

	it('is not measured by a run that a guard stops', async () => {
		const world = await conflicting({ clockOffsetMs: hour });
		world.trees.local.delete('/gone.txt');
		const options = { ...newer.options, maxDeletions: 0 };
		await expect(world.sync('twoWay', { options })).rejects.toMatchObject({ category: 'guard' });
		expect(world.remote.logged('write')).toEqual([]);
	});

	it('that cannot be measured stops nothing', async () => {
		const world = await conflicting({ clockOffsetMs: 0 });
		world.remote.faults.fail({ operation: 'write', nth: 1 });
		await world.sync('twoWay', newer);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'mine' });
	});
});
