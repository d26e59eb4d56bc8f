import fc from 'fast-check';
import { parseOwnName } from '../../../../nodes/shared/model/ownNames';
import type { MemoryFolder } from '../../../support/memory/MemoryTree';
import { CrashSwitch } from '../../../support/memory/CrashSwitch';
import { edits, remoteSides } from '../../../support/memory/worldArbitraries';
import {
	allContents,
	applyEdits,
	preciousContents,
	shown,
} from '../../../support/memory/worldEdits';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { propertyRuns } from '../../../support/propertyRuns';

const options = { maxDeletions: Infinity, maxDeletePercent: 100, allowEmptySource: true };
const runs = propertyRuns(60);

function dropOld(folder: MemoryFolder): void {
	for (const [key, { name, node }] of folder.children) {
		if (parseOwnName(name)?.kind === 'old') folder.children.delete(key);
		else if (node.type === 'folder') dropOld(node);
	}
}

describe('a process that is killed at any moment', () => {
	it('loses nothing, and the next run completes the work', async () => {
		await fc.assert(
			fc.asyncProperty(
				remoteSides('plain'),
				edits('plain'),
				edits('plain', 6),
				fc.constantFrom(null, '/trash'),
				fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }),
				fc.constantFrom('twoWay' as const, 'push' as const, 'pull' as const),
				async (remote, first, second, trashFolder, limits, operation) => {
					const world = new SyncWorld({ remote });
					const order = { options: { ...options, trashFolder, deleteExtra: true } };
					applyEdits(world, first);
					if (operation === 'push') world.trees.remote.delete('/a');
					await world.sync('twoWay', order);
					const before = allContents(world);
					applyEdits(world, second);
					// One-way, what is written on the target gives way by order.
					const precious = preciousContents(
						world,
						before,
						operation === 'twoWay' ? undefined : operation === 'push' ? 'local' : 'remote',
					);
					for (const limit of limits) {
						world.pass(1000);
						await world
							.sync(operation, { ...order, crash: new CrashSwitch(limit) })
							.catch((error: unknown) => expect(String(error)).toMatch(/killed/));
						for (const content of precious) expect([...allContents(world)]).toContain(content);
					}
					// The trash has one folder a second.
					world.pass(1000);
					world.renew();
					const report = await world.sync(operation, order);
					expect(shown(report).filter((line) => !/ done /.test(line))).toEqual([]);
					// What was set aside and not announced is left when its place is taken: nobody can know whose it is.
					for (const side of ['local', 'remote'] as const) dropOld(world.trees[side].root);
					const { local, remote: far } = world.dump();
					delete local['.ftp-remote-sync'];
					delete far.trash;
					expect(far).toEqual(local);
					expect(JSON.stringify(far)).not.toMatch(/\.part"/);
					for (const content of precious) expect([...allContents(world)]).toContain(content);
					expect(shown(await world.sync(operation, order))).toEqual([]);
				},
			),
			runs,
		);
	});
});
