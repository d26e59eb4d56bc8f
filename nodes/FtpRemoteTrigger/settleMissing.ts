import type { Entry } from '../shared/model/Entry';
import { folderOf, nameOf } from '../shared/model/RemotePath';
import { isToldRemoved, type MissingFiles } from './missingFiles';
import type { WatchedEvent } from './WatchRules';
import type { Known, WatchState } from './WatchState';

/** What becomes of the files that were known before. */
export interface Settled {
	readonly kept: ReadonlyMap<string, Known>;
	/** Files to tell of as removed, as they were last seen. */
	readonly removed: readonly Entry[];
}

/**
 * Forgets what is gone, and says of what the workflow is to be told.
 * @param gone what the server, asked for the path, says is not there
 * @param limit how many may be told at most; the others wait for the next poll
 */
export function settleMissing(
	before: WatchState | null,
	{ outside }: Pick<MissingFiles, 'outside'>,
	gone: readonly string[],
	events: ReadonlySet<WatchedEvent>,
	limit: number | null,
): Settled {
	const kept = new Map(before?.files);
	for (const path of outside) kept.delete(path);
	const removed: Entry[] = [];
	for (const path of gone) {
		const known = kept.get(path);
		if (known === undefined) continue;
		if (isToldRemoved(known, events)) {
			if (limit !== null && removed.length >= limit) continue;
			removed.push(lastSeen(path, known));
		}
		kept.delete(path);
	}
	return { kept, removed };
}

function lastSeen(path: string, { seen }: Known): Entry {
	return {
		name: nameOf(path),
		path,
		folder: folderOf(path),
		type: 'file',
		size: seen.size,
		modifiedAt: seen.at === null ? null : new Date(seen.at).toISOString(),
		modifiedPrecision: seen.precision,
		permissions: null,
		owner: null,
		group: null,
		linkTarget: null,
	};
}
