import { precisionMs, type Entry } from '../shared/model/Entry';
import { isWithin } from '../shared/model/RemotePath';
import { isReady } from './isReady';
import { finer, sameFile, sameVersion, versionOf, type Version } from './Version';
import type { WatchedEvent, WatchRules } from './WatchRules';
import type { Known, WatchState } from './WatchState';

/** A file of the folder that passes the filters, and what a listing shows beside it. */
export interface SeenFile {
	readonly entry: Entry;
	/**
	 * Set where the exact time was asked for in this poll: the length of the minute or day that the listing shows, within
	 * which the file can still change without the listing showing it.
	 */
	readonly blurMs: number | null;
	/** Its done files that are there. */
	readonly markers: readonly Entry[];
	/** Those of them that are about no other file, and so go where it goes. */
	readonly followers: readonly Entry[];
}

/** A file that a poll may hand out. */
export interface Candidate extends SeenFile {
	readonly event: Exclude<WatchedEvent, 'removed'>;
}

/** What is to be remembered of the files that were seen, and which of them are ready to be handed out. */
export interface FileDecisions {
	readonly files: ReadonlyMap<string, Known>;
	readonly ready: readonly Candidate[];
}

/**
 * Decides what a poll makes of the files that it sees. A candidate counts as handed out only after `handedOut`.
 * @param before null in the first poll
 */
export function decideFiles(
	before: WatchState | null,
	seen: readonly SeenFile[],
	rules: WatchRules,
	now: number,
): FileDecisions {
	const files = new Map<string, Known>();
	const ready: Candidate[] = [];
	for (const file of seen) {
		const { path } = file.entry;
		const earlier = before?.files.get(path);
		const wasThere = earlier === undefined && isBaseline(before, path, rules);
		const { known, unchanged } = look(earlier, file, wasThere, now);
		const event = eventOf(known, rules);
		const markers = file.markers.map(versionOf);
		const sight = { version: known.seen, unchanged, since: known.since, markers };
		const complete = event !== null && isReady(sight, rules, now);
		const wanted = complete ? wantedEvent(event, rules.events) : null;
		if (wanted !== null) ready.push({ ...file, entry: dated(file.entry, known), event: wanted });
		// What nobody wants to hear of is done as soon as it is complete: only then a later change is one.
		files.set(path, complete && wanted === null ? { ...known, done: known.seen } : known);
	}
	return { files, ready };
}

/** The entry with the exact time, where an earlier poll has asked for it. */
function dated(entry: Entry, { seen: { at, precision } }: Known): Entry {
	const modifiedAt = at === null ? null : new Date(at).toISOString();
	return precisionMs[precision] < precisionMs[entry.modifiedPrecision]
		? { ...entry, modifiedAt, modifiedPrecision: precision }
		: entry;
}

/** The same file once this version of it was handed out; a download may know more of it than the listing did. */
export function handedOut(known: Known, version: Version): Known {
	const seen = finer(known.seen, version);
	return { ...known, seen, done: seen };
}

function isBaseline(before: WatchState | null, path: string, { firstRun }: WatchRules): boolean {
	if (firstRun !== 'baseline') return false;
	return before === null || before.unread.some((folder) => isWithin(path, folder));
}

function look(
	earlier: Known | undefined,
	{ entry, blurMs }: SeenFile,
	wasThere: boolean,
	now: number,
): { readonly known: Known; readonly unchanged: boolean } {
	const version = versionOf(entry);
	const unchanged = earlier !== undefined && sameVersion(earlier.seen, version);
	// A clock that was set back must not keep a file waiting for ever.
	const since = unchanged && earlier.since <= now ? earlier.since : now;
	const seen = unchanged ? finer(earlier.seen, version) : version;
	const done = wasThere ? seen : (earlier?.done ?? null);
	const sure = blurMs !== null ? now - since >= blurMs : unchanged && earlier.sure;
	return {
		unchanged,
		known: { seen, since, sure, done: done && sameVersion(done, seen) ? finer(done, seen) : done },
	};
}

function eventOf({ seen, done }: Known, { identity }: WatchRules): 'added' | 'changed' | null {
	if (done === null) return 'added';
	return sameFile(identity, done, seen) ? null : 'changed';
}

/** A file that replaces another is a new one for those who ask for new files only. */
function wantedEvent(
	event: 'added' | 'changed',
	events: ReadonlySet<WatchedEvent>,
): 'added' | 'changed' | null {
	if (events.has(event)) return event;
	return events.has('added') ? 'added' : null;
}
