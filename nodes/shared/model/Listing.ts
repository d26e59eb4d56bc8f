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
 * What a folder was seen to hold. With `complete: false` something in it was not understood:
 * a path that is missing from `entries` may exist all the same.
 */
export interface Listing {
	readonly folder: string;
	readonly entries: readonly Entry[];
	readonly complete: boolean;
	readonly notes: readonly ListingNote[];
}
