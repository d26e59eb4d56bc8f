import type { RemoteError } from '../model/RemoteError';
import type { Entry } from '../model/Entry';
import type { Action, GuardName, Reason } from './Change';
import type { Side } from './Side';

/** The fields of an error, as an item carries them. */
export type Problem = Pick<
	RemoteError,
	| 'message'
	| 'description'
	| 'category'
	| 'retryable'
	| 'ftpCode'
	| 'ftpReply'
	| 'stage'
	| 'path'
	| 'attempts'
>;

/** What was seen at a path. */
export type SeenEntry = Pick<Entry, 'path' | 'type' | 'size' | 'modifiedAt' | 'modifiedPrecision'>;

/** One change as it is put out, and as `executePlan` takes it. */
export interface SyncItem {
	readonly action: Action;
	readonly side: Side | null;
	/** Relative to the Root Folder, as what the change leaves is or would be called on the remote side. */
	readonly path: string;
	readonly reason: Reason;
	readonly status: 'planned' | 'done' | 'failed' | 'skipped';
	readonly local: SeenEntry | null;
	readonly remote: SeenEntry | null;
	readonly bytes: number;
	readonly sha256: string | null;
	readonly attempts: number;
	readonly planId: string;
	readonly pairId: string;
	readonly problem?: Problem;
	/** In a preview: the guard that a direct run would stop at. */
	readonly blockedBy?: GuardName;
}

/** A run in numbers. Of a preview, what would be done. */
export interface SyncSummary {
	readonly uploaded: number;
	readonly downloaded: number;
	/** Files, not folders. */
	readonly deleted: number;
	readonly conflicts: number;
	readonly skipped: number;
	readonly failed: number;
	readonly unchanged: number;
	readonly bytesUploaded: number;
	readonly bytesDownloaded: number;
	readonly durationMs: number;
	readonly bytesPerSecond: number;
	readonly notes: readonly string[];
}

export interface SyncReport {
	readonly items: readonly SyncItem[];
	readonly summary: SyncSummary;
	/** The first failure in the order of the items, for whoever stops at failures. */
	readonly failure: RemoteError | null;
}
