import fc from 'fast-check';
import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import { empty, without, type Moment, type Operation } from '../../../support/memory/Faults';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { edits, remoteSides } from '../../../support/memory/worldArbitraries';
import {
	allContents,
	applyEdits,
	preciousContents,
	shown,
} from '../../../support/memory/worldEdits';
import { propertyRuns } from '../../../support/propertyRuns';

const options = { maxDeletions: Infinity, maxDeletePercent: 100, allowEmptySource: true };
const runs = propertyRuns(60);

interface Trouble {
	readonly side: 'local' | 'remote';
	readonly operation: Operation;
	readonly nth: number;
	readonly when: Moment;
	/** What a listing does: break, be empty, lack names and say so, lack names in silence. */
	readonly listing: 'fail' | 'empty' | 'incomplete' | 'short';
	readonly names: readonly string[];
}

const troubles = fc.array(
	fc.record<Trouble>({
		side: fc.constantFrom('local', 'remote'),
		operation: fc.constantFrom(
			...(['list', 'list', 'list', 'find', 'createFolder', 'removeFile', 'move'] as const),
			...(['read', 'write', 'write', 'setModified', 'hash', 'removeFolder'] as const),
		),
		nth: fc.integer({ min: 1, max: 5 }),
		when: fc.constantFrom('before', 'midway', 'after'),
		listing: fc.constantFrom('fail', 'empty', 'incomplete', 'short'),
		names: fc.subarray(['a', 'b', 'c.txt', 'sub', 'deep']),
	}),
	{ minLength: 1, maxLength: 4 },
);

function arrange(world: SyncWorld, all: readonly Trouble[]): void {
	for (const { side, operation, nth, when, listing, names } of all) {
		const { faults } = world[side];
		if (operation !== 'list' || listing === 'fail') faults.fail({ operation, nth }, { when });
		else if (listing === 'empty') faults.listing({ nth }, empty);
		else if (listing === 'incomplete') faults.listing({ nth }, without(...names));
		else {
			faults.listing({ nth }, (seen) => ({
				...seen,
				entries: seen.entries.filter(({ name }) => !names.includes(name)),
			}));
		}
	}
}

describe('servers and disks that fail', () => {
	it('cost no file, and the next run makes both sides equal', async () => {
		await fc.assert(
			fc.asyncProperty(
				remoteSides('plain'),
				edits('plain'),
				edits('plain', 6),
				troubles,
				fc.constantFrom(null, '/trash'),
				async (remote, first, second, trouble, trashFolder) => {
					const world = new SyncWorld({ remote });
					const order = { options: { ...options, trashFolder } };
					applyEdits(world, first);
					await world.sync('twoWay', order);
					const before = allContents(world);
					applyEdits(world, second);
					const precious = preciousContents(world, before);
					arrange(world, trouble);
					await world
						.sync('twoWay', order)
						.catch((error: unknown) => expect(error).toBeInstanceOf(RemoteError));
					for (const content of precious) expect([...allContents(world)]).toContain(content);
					world.pass(1000);
					world.renew();
					const last = await world.sync('twoWay', order);
					expect(shown(last).filter((line) => !/ done /.test(line))).toEqual([]);
					const { local, remote: far } = world.dump();
					delete local['.ftp-remote-sync'];
					delete far.trash;
					expect(far).toEqual(local);
					for (const content of precious) expect([...allContents(world)]).toContain(content);
					expect(shown(await world.sync('twoWay', order))).toEqual([]);
				},
			),
			runs,
		);
	});
});
