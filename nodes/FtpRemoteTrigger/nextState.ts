import { handedOut } from './decideFiles';
import type { TakenFile } from './TakenFile';
import { versionOf } from './Version';
import type { Deletion, Known, WatchState } from './WatchState';

/** What a poll found out. */
export interface PollResult {
	/** All that is known of the files of the folder. */
	readonly files: ReadonlyMap<string, Known>;
	readonly unread: readonly string[];
	/** Orders of earlier polls that could not be carried out yet. */
	readonly deletions: readonly Deletion[];
	/** What was known of the files before. */
	readonly before: ReadonlyMap<string, Known>;
	/** Paths that somebody else took or changed meanwhile: the next poll will see what became of them. */
	readonly lost: readonly string[];
	readonly taken: ReadonlyArray<TakenFile<unknown>>;
	/** Whether what was taken is to be deleted by the next poll. */
	readonly deletes: boolean;
}

/** What the next poll is to know. */
export function nextState(result: PollResult): WatchState {
	const files = new Map(result.files);
	for (const path of result.lost) {
		const earlier = result.before.get(path);
		if (earlier) files.set(path, earlier);
		else files.delete(path);
	}
	for (const { candidate, entry, claimed } of result.taken) {
		const { path } = candidate.entry;
		const known = files.get(path);
		if (claimed) files.delete(path);
		else if (known) files.set(path, handedOut(known, versionOf(entry)));
	}
	const ordered = result.deletes ? result.taken.flatMap(deletionsFor) : [];
	return { files, unread: result.unread, deletions: [...result.deletions, ...ordered] };
}

/** What was not proven to have arrived whole is kept on the server. */
function deletionsFor({ candidate, entry, content }: TakenFile<unknown>): Deletion[] {
	if (content === null || content.receipt.verified === 'none') return [];
	return [entry, ...candidate.followers].map((one) => ({ path: one.path, read: versionOf(one) }));
}
