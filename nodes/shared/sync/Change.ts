import type { Entry } from '../model/Entry';
import type { RemoteError } from '../model/RemoteError';
import type { HoldReason } from './Pair';
import type { Both, Side } from './Side';

export const actions = [
	...(['upload', 'download', 'createFolder', 'deleteFile', 'deleteFolder'] as const),
	...(['rename', 'conflict', 'skip'] as const),
] as const;
export type Action = (typeof actions)[number];

/** Why something is done or left alone, as one word of a closed list. */
export type Reason =
	/** Only one side has it. */
	| 'new'
	| 'changed'
	/** Deleted on one side, but changed on the other. */
	| 'changedBeatsDeleted'
	/** Follows from a conflict. */
	| 'conflict'
	/** A folder that something else needs. */
	| 'needed'
	/** Deleted on the other side since the last run. */
	| 'deleted'
	/** Not on the source. */
	| 'extra'
	/** Gives way to something of another type. */
	| 'replaced'
	| 'bothChanged'
	| 'bothNew'
	| 'fileAgainstFolder'
	/** The content decides, and a preview reads none. */
	| 'toBeRead'
	| 'protected'
	/** Not any more what was seen when the run began. */
	| 'stale'
	/** Edited while it was transferred. */
	| 'changing'
	| 'unsafeName'
	| Exclude<HoldReason, 'excluded' | 'within'>;

export type GuardName = 'emptySource' | 'incompleteSource' | 'maxDeletions' | 'maxDeletePercent';

/**
 * One thing to do, or left undone and why. `local` and `remote` are what was seen; null = nothing was there. Of a rename
 * `paths` is the new name and what was seen has the old one.
 */
export interface Change {
	readonly action: Action;
	/** The side that is changed; null where none is. */
	readonly side: Side | null;
	readonly reason: Reason;
	/** Where it stands, or will stand, relative to the folder of each side. */
	readonly paths: Both<string>;
	readonly local: Entry | null;
	readonly remote: Entry | null;
	/** The key of the record that the state has of it. */
	readonly recordKey: string;
	readonly status: 'planned' | 'skipped' | 'failed';
	readonly problem: RemoteError | null;
	/** The guard that a direct run would stop at. */
	readonly blockedBy: GuardName | null;
}

/** A change of which only the telling fields are given. */
export function change(
	fields: Pick<Change, 'action' | 'side' | 'reason' | 'paths'> & Partial<Change>,
): Change {
	return {
		local: null,
		remote: null,
		recordKey: fields.paths.local,
		status: 'planned',
		problem: null,
		blockedBy: null,
		...fields,
	};
}

/** A transfer to a side is an upload or a download. */
export function transferTo(side: Side): 'upload' | 'download' {
	return side === 'remote' ? 'upload' : 'download';
}

export function isTransfer(one: Pick<Change, 'action'>): boolean {
	return one.action === 'upload' || one.action === 'download';
}

export function isDeletion(one: Pick<Change, 'action'>): boolean {
	return one.action === 'deleteFile' || one.action === 'deleteFolder';
}
