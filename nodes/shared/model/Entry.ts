import { folderOf, nameOf } from './RemotePath';

/** A link is an entry of its own; whether it is followed is the caller's decision. */
export type EntryType = 'file' | 'folder' | 'link';

/** How exact `modifiedAt` is: a DOS or Unix listing knows minutes or days, MLSD and MDTM seconds. */
export type Precision = 'second' | 'minute' | 'day' | 'none';

/** One file, folder or link of one side, as a person sees it. */
export interface Entry {
	/** The last part of `path`. */
	readonly name: string;
	/** Relative to the Root Folder (or the local folder), beginning with `/`. */
	readonly path: string;
	/** The folder that holds it; `/` at the top. */
	readonly folder: string;
	readonly type: EntryType;
	/** Bytes, null when unknown. */
	readonly size: number | null;
	/** ISO 8601 in UTC, null when unknown. */
	readonly modifiedAt: string | null;
	readonly modifiedPrecision: Precision;
	/** As the server writes them: `rwxr-xr-x`, an octal mode, or null. */
	readonly permissions: string | null;
	readonly owner: string | null;
	readonly group: string | null;
	/** Where a link points, as the server writes it; null for everything else. */
	readonly linkTarget: string | null;
}

/** Length of a precision in milliseconds; `none` compares with nothing. */
export const precisionMs = {
	second: 1000,
	minute: 60_000,
	day: 86_400_000,
	none: Infinity,
} as const;

/** An entry of which nothing is known but that it is there. */
export function bareEntry(path: string, type: EntryType): Entry {
	return {
		name: nameOf(path),
		path,
		folder: folderOf(path),
		type,
		size: null,
		modifiedAt: null,
		modifiedPrecision: 'none',
		permissions: null,
		owner: null,
		group: null,
		linkTarget: null,
	};
}

/** The same entry at another path, as a move leaves it. */
export function entryAt(entry: Entry, path: string): Entry {
	return { ...entry, name: nameOf(path), path, folder: folderOf(path) };
}
