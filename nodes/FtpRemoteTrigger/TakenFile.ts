import type { Entry } from '../shared/model/Entry';
import type { Receipt } from '../shared/model/Receipt';
import type { RemoteError } from '../shared/model/RemoteError';
import type { Candidate } from './decideFiles';

/** The content of a file as it was stored, with the proof that it arrived whole. */
export interface Content<Kept> {
	readonly file: Kept;
	readonly receipt: Receipt;
}

/** A file that is handed out. */
export interface TakenFile<Kept> {
	readonly candidate: Candidate;
	/** As it is now: after a claim, under its new path. */
	readonly entry: Entry;
	/** null where nothing is downloaded. */
	readonly content: Content<Kept> | null;
	/** Whether it was moved away, so that nobody else can take it. */
	readonly claimed: boolean;
}

/** What came of the attempt to take one file; `lost` when somebody else has taken or changed it meanwhile. */
export type TakeOutcome<Kept> =
	| { readonly did: 'taken'; readonly file: TakenFile<Kept> }
	| { readonly did: 'lost'; readonly candidate: Candidate }
	| { readonly did: 'failed'; readonly candidate: Candidate; readonly failure: RemoteError };
