import fc from 'fast-check';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { edits, localSides, remoteSides } from '../../../support/memory/worldArbitraries';
import { applyEdits, contentsOf, shown } from '../../../support/memory/worldEdits';
import { propertyRuns } from '../../../support/propertyRuns';

const runs = propertyRuns(80);
const freely = { maxDeletions: Infinity, maxDeletePercent: 100, allowEmptySource: true };

describe('one-way, whatever the server and whatever was edited', () => {
	it('makes the target equal, leaves the source alone, and has nothing to do the second time', async () => {
		await fc.assert(
			fc.asyncProperty(
				remoteSides('plain'),
				fc.array(edits('plain'), { minLength: 1, maxLength: 4 }),
				fc.constantFrom('push' as const, 'pull' as const),
				fc.constantFrom('sizeAndTime' as const, 'checksum' as const),
				async (remote, rounds, operation, compare) => {
					const world = new SyncWorld({ remote });
					const order = { options: { ...freely, deleteExtra: true, compare } };
					const source = operation === 'push' ? 'local' : 'remote';
					for (const round of rounds) {
						applyEdits(world, round);
						const before = world.dump()[source];
						const report = await world.sync(operation, order);
						expect(shown(report).filter((line) => !/ done /.test(line))).toEqual([]);
						expect(world.dump()[source]).toEqual(before);
						expect(world.dump().remote).toEqual(world.dump().local);
						expect(shown(await world.sync(operation, order))).toEqual([]);
					}
				},
			),
			runs,
		);
	});

	it('holds for names that fold, apart from those that it reports', async () => {
		await fc.assert(
			fc.asyncProperty(
				localSides('odd'),
				remoteSides('odd'),
				fc.array(edits('odd'), { minLength: 1, maxLength: 3 }),
				fc.constantFrom('push' as const, 'pull' as const),
				fc.constantFrom('fail' as const, 'skip' as const, 'rename' as const),
				async (local, remote, rounds, operation, nameCollisions) => {
					const world = new SyncWorld({ local, remote });
					const order = { options: { ...freely, deleteExtra: true, nameCollisions } };
					const [source, target] =
						operation === 'push' ? (['local', 'remote'] as const) : (['remote', 'local'] as const);
					for (const round of rounds) {
						applyEdits(world, round);
						const before = world.dump()[source];
						const report = await world.sync(operation, order);
						const odd = shown(report).filter((line) => !/ done /.test(line));
						const known = /nameCollision|^delete.* incompleteListing skipped/;
						expect(odd.filter((line) => !known.test(line))).toEqual([]);
						expect(world.dump()[source]).toEqual(before);
						if (odd.length > 0) continue;
						const texts = (side: 'local' | 'remote') =>
							[...contentsOf(world, side).values()].sort();
						expect(texts(target)).toEqual(texts(source));
						expect(shown(await world.sync(operation, order))).toEqual([]);
					}
				},
			),
			runs,
		);
	});

	it('without Delete Extra adds and overwrites, and deletes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(
				remoteSides('plain'),
				fc.array(edits('plain'), { minLength: 1, maxLength: 3 }),
				fc.constantFrom('push' as const, 'pull' as const),
				async (remote, rounds, operation) => {
					const world = new SyncWorld({ remote });
					const [source, target] =
						operation === 'push' ? (['local', 'remote'] as const) : (['remote', 'local'] as const);
					for (const round of rounds) {
						applyEdits(world, round);
						const before = contentsOf(world, target);
						const report = await world.sync(operation);
						const failed = shown(report).filter((line) => !/ done /.test(line));
						expect(failed.filter((line) => !line.includes('fileAgainstFolder'))).toEqual([]);
						const [from, to] = [contentsOf(world, source), contentsOf(world, target)];
						for (const [path, content] of before)
							expect(to.get(path)).toBe(
								failed.length === 0 ? (from.get(path) ?? content) : to.get(path),
							);
						if (failed.length === 0)
							for (const [path, content] of from) expect(to.get(path)).toBe(content);
						expect([...to.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
						expect(shown(await world.sync(operation))).toEqual(failed);
					}
				},
			),
			runs,
		);
	});
});
