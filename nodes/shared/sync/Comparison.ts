import type { Entry } from '../model/Entry';
import type { RemoteError } from '../model/RemoteError';
import type { Side } from './Side';

/** What became of a file of one side since both sides last held the same; `new` where the state knows nothing of it. */
export type FileState = 'same' | 'changed' | 'new' | 'absent';

/** What must be looked at before two files can be compared. */
export interface Question {
	/** `exact`: the time to the second · `content`: a hash of the whole file. */
	readonly kind: 'exact' | 'content';
	readonly sides: readonly Side[];
}

/** What was found out about a pair beyond the listings. */
export interface Answer {
	/** What `find` said; null for "not there any more". */
	readonly exact: { readonly local?: Entry | null; readonly remote?: Entry | null };
	/** Hashes with their algorithm in front: `sha256:…`. Of one pair all have the same algorithm. */
	readonly hashes: { readonly local?: string; readonly remote?: string };
	/** Why a question could not be answered. */
	readonly error: RemoteError | null;
}

export const noAnswer: Answer = { exact: {}, hashes: {}, error: null };

/** How two files relate, or what must be asked first. */
export type Comparison =
	| {
			readonly kind: 'compared';
			readonly local: FileState;
			readonly remote: FileState;
			/** Both are there and hold the same, as far as the chosen way to compare tells. */
			readonly equal: boolean;
	  }
	| { readonly kind: 'question'; readonly question: Question };
