import type { SyncOperation, SyncOptions } from '../../../nodes/shared/sync/SyncOptions';
import { SyncWorld } from './SyncWorld';
import { file, link, type TreeLiteral } from './treeLiteral';
import { planned } from './worldEdits';

const young = '2026-01-20T08:00:00Z';
const younger = '2026-01-25T08:00:00Z';

/** Small trees with names: whatever differs between two of them is an edit. */
const zoo = {
	nothing: {},
	one: { x: file('a') },
	touched: { x: file('a', young) },
	edited: { x: file('b', young) },
	longer: { x: file('bb', younger) },
	moved: { y: file('a') },
	folder: { x: { in: file('a') } },
	folderEdited: { x: { in: file('b', young) } },
	folderMore: { x: { in: file('a'), new: file('n', young) } },
	emptyFolder: { x: {} },
	other: { x: file('a'), z: file('z') },
	otherEdited: { x: file('a'), z: file('y', young) },
	linked: { x: link('/etc') },
	linkInside: { x: { in: file('a'), way: link('/etc') } },
} satisfies Record<string, TreeLiteral>;
export type Zoo = keyof typeof zoo;

/** Three trees: what both sides were when they were last synced (null: never), and what they are now. */
export type Trees = readonly [synced: Zoo | null, local: Zoo, remote: Zoo];

/** What a preview says about three trees. */
export async function planOf(
	[synced, local, remote]: Trees,
	operation: SyncOperation,
	options: Partial<SyncOptions> = {},
): Promise<string[]> {
	const first = zoo[synced ?? 'nothing'];
	const world = new SyncWorld({ local: { tree: first }, remote: { tree: first } });
	if (synced !== null) await world.sync('twoWay');
	world.become('local', zoo[local]);
	world.become('remote', zoo[remote]);
	return planned(await world.sync(operation, { preview: true, options }));
}
