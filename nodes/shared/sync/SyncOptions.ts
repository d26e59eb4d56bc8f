import type { EntryFilter } from '../model/EntryFilter';
import type { Verify } from '../model/Receipt';
import type { Side } from './Side';

export type SyncOperation = 'push' | 'pull' | 'twoWay';
export type CompareMode = 'sizeAndTime' | 'size' | 'checksum';
export type ConflictRule = 'keepBoth' | 'larger' | 'local' | 'newer' | 'remote' | 'skip';
export type NameCollisionRule = 'fail' | 'skip' | 'rename';

/** Everything that a person can choose, complete: defaults are filled in at the border. */
export interface SyncOptions {
	readonly compare: CompareMode;
	/** Milliseconds that times may differ beyond their precision; counts only where no state tells. */
	readonly modifyWindowMs: number;
	readonly deleteExtra: boolean;
	/** Globs of what may be copied, but never deleted or overwritten. */
	readonly protect: readonly string[];
	readonly allowEmptySource: boolean;
	/** Files of one side. */
	readonly maxDeletions: number;
	/** Percent of the files of the side that loses them. */
	readonly maxDeletePercent: number;
	/** Path below the Root Folder that takes what is deleted or overwritten; null = none, on both sides. */
	readonly trashFolder: string | null;
	readonly conflict: ConflictRule;
	readonly nameCollisions: NameCollisionRule;
	/** How transfers from and to the remote side are proven. */
	readonly verify: Verify;
}

/** What holds unless somebody chooses something else. */
export const defaultSyncOptions: SyncOptions = {
	compare: 'sizeAndTime',
	modifyWindowMs: 0,
	deleteExtra: false,
	protect: [],
	allowEmptySource: false,
	maxDeletions: 100,
	maxDeletePercent: 50,
	trashFolder: null,
	conflict: 'keepBoth',
	nameCollisions: 'fail',
	verify: 'size',
};

/** One order to sync. */
export interface SyncRequest {
	readonly operation: SyncOperation;
	/** Only say what would be done. */
	readonly preview: boolean;
	readonly filter: EntryFilter;
	readonly options: SyncOptions;
	/** What `pairIdOf` gives for the two folders. */
	readonly pairId: string;
}

/** The side that a one-way operation reads from; null for two-way. */
export function sourceOf(operation: SyncOperation): Side | null {
	if (operation === 'twoWay') return null;
	return operation === 'push' ? 'local' : 'remote';
}

/** The sides that an operation may change. */
export function receiversOf(operation: SyncOperation): readonly Side[] {
	if (operation === 'twoWay') return ['local', 'remote'];
	return operation === 'push' ? ['remote'] : ['local'];
}
