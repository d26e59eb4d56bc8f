import fc from 'fast-check';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { edits, remoteSides } from '../../../support/memory/worldArbitraries';
import { applyEdits, contentsOf, shown } from '../../../support/memory/worldEdits';
import { propertyRuns } from '../../../support/propertyRuns';

const runs = propertyRuns(80);
const freely = { maxDeletions: Infinity, maxDeletePercent: 100, allowEmptySource: true };

describe('a preview whose plan is executed', () => {
	it('changes nothing by itself, and then leaves what a direct run would have left', async () => {
		await fc.assert(
			fc.asyncProperty(
				remoteSides('plain'),
				edits('plain'),
				edits('plain'),
				fc.constantFrom('twoWay' as const, 'push' as const, 'pull' as const),
				fc.constantFrom('keepBoth' as const, 'newer' as const, 'local' as const, 'skip' as const),
				fc.boolean(),
				async (remote, first, second, operation, conflict, synced) => {
					const order = { options: { ...freely, conflict, deleteExtra: true } };
					const make = async (): Promise<SyncWorld> => {
						const world = new SyncWorld({ remote });
						applyEdits(world, first);
						if (synced) await world.sync('twoWay', order);
						applyEdits(world, second);
						return world;
					};
					const [direct, planned] = [await make(), await make()];
					const before = [planned.dump(), planned.store.state, planned.store.journal];
					const plan = await planned.sync(operation, { ...order, preview: true });
					expect([planned.dump(), planned.store.state, planned.store.journal]).toEqual(before);
					expect(plan.items.filter(({ status }) => status === 'done')).toEqual([]);

					const report = await direct.sync(operation, order);
					const approved = await planned.approve(plan.items, order);
					for (const side of ['local', 'remote'] as const)
						expect(contentsOf(planned, side)).toEqual(contentsOf(direct, side));
					// What had to be read was decided afterwards; a folder that this has emptied goes in the next run.
					if (!plan.items.some(({ reason }) => reason === 'toBeRead'))
						expect(shown(approved).sort()).toEqual(shown(report).sort());
					await planned.sync(operation, order);
					await direct.sync(operation, order);
					expect(planned.dump()).toEqual(direct.dump());
				},
			),
			runs,
		);
	});
});
