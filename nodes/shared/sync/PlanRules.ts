import type { Answer } from './Comparison';
import type { CompareRules } from './compareFiles';
import type { Pair } from './Pair';
import type { Both } from './Side';
import type { SyncOperation, SyncOptions } from './SyncOptions';

/** Everything that a plan follows from, beside the pairs. */
export interface PlanRules {
	readonly operation: SyncOperation;
	readonly options: Pick<SyncOptions, 'deleteExtra' | 'conflict' | 'nameCollisions'>;
	readonly compare: CompareRules;
	/** What was asked and read; pairs that are missing needed nothing, or were not read for a preview. */
	readonly answers: ReadonlyMap<Pair, Answer>;
	/** Milliseconds that the clock of each side is ahead of ours. */
	readonly clockOffsets: Both<number>;
	/** `YYYYMMDD-HHMMSS` of the run. */
	readonly stamp: string;
	/** True for relative paths that may be copied, but never deleted or overwritten. */
	readonly isProtected: (relativePath: string) => boolean;
	/** True for relative paths that either side has, or that fold like one. */
	readonly isTaken: (paths: Both<string>) => boolean;
}

/** True where the path of either side is protected. */
export function isProtectedPair(pair: Pick<Pair, 'paths'>, rules: PlanRules): boolean {
	return rules.isProtected(pair.paths.local) || rules.isProtected(pair.paths.remote);
}
