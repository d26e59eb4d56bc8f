import type { Change } from './Change';
import type { Pair } from './Pair';
import type { Both } from './Side';

/** What a run will do, and what it found to be in order. */
export interface Plan {
	readonly changes: readonly Change[];
	/** Files that hold the same on both sides. */
	readonly unchanged: readonly Pair[];
	/** Folders that both sides have. */
	readonly folders: readonly Pair[];
	/** Keys of records of which nothing is left on either side. */
	readonly vanished: readonly string[];
	/** Files of each side that take part. */
	readonly files: Both<number>;
}
