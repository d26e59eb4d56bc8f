import type { Abilities } from '../model/Endpoint';
import type { Tree } from '../model/Tree';

/** One side as it was seen at the beginning of a run. Entries that take no part are among those of the tree. */
export interface SideScan {
	readonly tree: Tree;
	/** Milliseconds since 1970, before the first listing. */
	readonly startedAt: number;
	readonly abilities: Abilities;
	/** The folder itself does not exist yet. */
	readonly missing: boolean;
}
