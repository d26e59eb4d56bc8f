import type { Entry } from '../model/Entry';
import type { Both, Side } from './Side';
import type { PairRecord } from './SyncState';

/**
 * Why a path is left alone on both sides. `excluded` (by filters) and `within` (something left alone) are silent,
 * everything else is reported.
 */
export type HoldReason =
	| 'excluded'
	| 'within'
	| 'link'
	| 'blockedByN8n'
	| 'incompleteListing'
	| 'unstorableName'
	| 'duplicateName'
	| 'nameCollision';

/** What stands at one path on the two sides, and what stood there when both were last the same. Decides nothing. */
export interface Pair {
	/** Relative to the folder of each side, without a leading `/`; empty for the folders themselves. */
	readonly paths: Both<string>;
	readonly local: Entry | null;
	readonly remote: Entry | null;
	readonly record: PairRecord | null;
	/** The key under which the state has the record: another than `paths.local` when the case of a name has changed. */
	readonly recordKey: string;
	readonly held: HoldReason | null;
	/** For folders: whether the filters want it for itself, not only for what is in it. */
	readonly wanted: boolean;
	/** For folders: sides whose content was not wholly read. */
	readonly unread: readonly Side[];
	/** For folders: sides where it holds, or may hold, more than `children`. */
	readonly mayHold: readonly Side[];
	readonly children: readonly Pair[];
}

/** True when one of the two is a folder. */
export function isFolderPair(pair: Pair): boolean {
	return pair.local?.type === 'folder' || pair.remote?.type === 'folder';
}

/** Every pair of a tree without its root, parents before what is in them. */
export function* eachPair(root: Pair): Generator<Pair> {
	for (const pair of root.children) {
		yield pair;
		if (pair.children.length > 0) yield* eachPair(pair);
	}
}
