import type { SyncOperation, SyncOptions } from '../../nodes/shared/sync/SyncOptions';

/** What a child process is told to do. */
export interface Order {
	readonly operation: SyncOperation | 'executePlan';
	readonly preview: boolean;
	readonly host: string;
	readonly port: number;
	readonly remoteFolder: string;
	/** Absolute path of the disk, without links. */
	readonly localFolder: string;
	readonly options: SyncOptions;
	/** The items of a preview, for `executePlan`. */
	readonly plan: readonly unknown[];
}

/** What a child process says: that it begins, and how it ended. */
export type Said =
	| { readonly say: 'begun' }
	| { readonly say: 'done'; readonly items: readonly unknown[]; readonly failed: readonly string[] }
	| { readonly say: 'threw'; readonly message: string };
