import type { Entry } from './Entry';
import type { ListingNote } from './Listing';

/** A folder and all below it, as it was seen once. */
export interface Tree {
	readonly folder: string;
	/** By path; the folder itself is not among them. */
	readonly entries: ReadonlyMap<string, Entry>;
	/** Folders whose content was not, or not wholly, read, with the reason. What is missing below them may exist. */
	readonly incomplete: ReadonlyMap<string, string>;
	readonly notes: readonly ListingNote[];
}
