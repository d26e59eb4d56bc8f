import type { Version } from './Version';

/** What is remembered of one file of the watched folder. */
export interface Known {
	/** As it was last seen. */
	readonly seen: Version;
	/** When it was first seen like that, in milliseconds since 1970 by our own clock. */
	readonly since: number;
	/** Whether its exact time was asked for so late that nothing can still happen within the time that the listing shows. */
	readonly sure: boolean;
	/** The version that was handed out, or that nobody wanted; null while it is still to come. */
	readonly done: Version | null;
}

/** A file that was handed out and is to be deleted by the next poll, if it still is what was read. */
export interface Deletion {
	readonly path: string;
	readonly read: Version;
}

/** What one poll leaves to the next. It grows with what is in the folder, never with what once was. */
export interface WatchState {
	/** By path. */
	readonly files: ReadonlyMap<string, Known>;
	/** Folders that the first poll could not read: what they hold was there before, once they can be read. */
	readonly unread: readonly string[];
	readonly deletions: readonly Deletion[];
}
