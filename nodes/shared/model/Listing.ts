import type { Entry } from './Entry';

/** Something of a listing that is no entry but must not be lost in silence. */
export interface ListingNote {
	/**
	 * `unknownLine` a line nobody understands · `unsafeName` a name that cannot be one path part ·
	 * `duplicateName` a second entry of one name · `unconfirmed` two readings of the folder differ ·
	 * `doubtfulEmpty` nothing was shown of a folder that perhaps may not be read.
	 */
	readonly kind: 'unknownLine' | 'unsafeName' | 'duplicateName' | 'unconfirmed' | 'doubtfulEmpty';
	readonly folder: string;
	/** The line or name as it came, at most 200 characters, made printable. */
	readonly text: string;
}

/**
 * Which folder is which, as far as the server tells (`unique` of MLSD, RFC 3659 section 7.5.2): equal texts mean the same
 * folder, whatever paths lead to it. So a link shows itself that is listed as the folder behind it.
 */
export interface FolderIds {
	/** Of the folder that was listed. */
	readonly self: string | null;
	/** Of the folder above the one that was listed, where it really is. */
	readonly parent: string | null;
	/** Of the folders in it, by name. */
	readonly inside: ReadonlyMap<string, string>;
	/** Names of folders of which only what holds for files is said to be allowed: ProFTPD writes that for links (`ShowSymlinks off`). */
	readonly odd: ReadonlySet<string>;
}

/**
 * What a folder was seen to hold. With `complete: false` something in it was not understood:
 * a path that is missing from `entries` may exist all the same.
 */
export interface Listing {
	readonly folder: string;
	readonly entries: readonly Entry[];
	readonly complete: boolean;
	readonly notes: readonly ListingNote[];
	/** Absent where the server tells none. */
	readonly ids?: FolderIds;
}
