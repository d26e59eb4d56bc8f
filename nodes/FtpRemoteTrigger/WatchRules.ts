import type { DoneMarkers } from './doneMarkers';
import type { Identity } from './Version';

/** What may be told of a file. */
export type WatchedEvent = 'added' | 'changed' | 'removed';

/** When a file counts as complete. */
export type Readiness =
	| { readonly rule: 'unchangedBetweenPolls' }
	| { readonly rule: 'unchangedForSeconds'; readonly ms: number }
	| { readonly rule: 'doneFile'; readonly markers: DoneMarkers }
	| { readonly rule: 'immediately' };

/** What decides which files a poll hands out. */
export interface WatchRules {
	readonly events: ReadonlySet<WatchedEvent>;
	readonly readiness: Readiness;
	readonly identity: Identity;
	/** A file must not have been touched for so long; 0 = no matter. */
	readonly minAgeMs: number;
	/** What becomes of the files that the first poll finds. */
	readonly firstRun: 'baseline' | 'emitExisting';
}
