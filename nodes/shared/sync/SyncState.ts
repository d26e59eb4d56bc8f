import type { Precision } from '../model/Entry';
import type { Side } from './Side';

/**
 * What the next run must do before it believes that nothing has changed: `ask` for the exact time, as the listing
 * cannot tell; `read` the content, as not even the exact time can tell.
 */
export type Unsure = 'ask' | 'read' | null;

/** What a file was on one side when both sides held the same. */
export interface SideRecord {
	readonly size: number | null;
	/** Milliseconds since 1970. */
	readonly modified: number | null;
	readonly precision: Precision;
	readonly unsure: Unsure;
}

export interface FileRecord {
	readonly type: 'file';
	/** The path on the remote side where it is another than on the local side, else null. */
	readonly remotePath: string | null;
	/** null: what this side holds was never the same as on the other side, so it counts as changed. */
	readonly local: SideRecord | null;
	readonly remote: SideRecord | null;
	/** Of the content that both sides held, where it is known. */
	readonly sha256: string | null;
}

export interface FolderRecord {
	readonly type: 'folder';
	readonly remotePath: string | null;
}

export type PairRecord = FileRecord | FolderRecord;

/** A temporary name that was announced and not seen to end. */
export interface Pending {
	/** The key of the record that the work was about. */
	readonly key: string;
	readonly side: Side;
	/** Path of the endpoint. */
	readonly temporary: string;
}

/** What both sides held in common after the last run. Keys are relative paths of the local side. */
export interface SyncState {
	readonly pairId: string;
	readonly records: ReadonlyMap<string, PairRecord>;
	readonly pending: readonly Pending[];
	/** A whole run has ended: what has no record was not there then, or was left alone. */
	readonly whole: boolean;
}

/** The state before the first run: knows nothing, so no deletion can rest on it. */
export function freshState(pairId: string): SyncState {
	return { pairId, records: new Map(), pending: [], whole: false };
}
