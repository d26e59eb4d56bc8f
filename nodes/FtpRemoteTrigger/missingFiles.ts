import { folderOf, isWithin } from '../shared/model/RemotePath';
import type { Tree } from '../shared/model/Tree';
import { isListed, type WatchScope } from './WatchScope';
import type { WatchedEvent } from './WatchRules';
import type { Known, WatchState } from './WatchState';

/** What a listing says of the files that are known from before and that it does not show. */
export interface MissingFiles {
	/** They lie where nothing is listed any more: to be forgotten. */
	readonly outside: ReadonlySet<string>;
	/** The listing lacks them, so the server is to be asked for each: to be forgotten after a clear "not there". */
	readonly doubtful: readonly string[];
}

/** Looks for known files that a listing does not show. What lies in a folder that was not wholly read is not missing. */
export function missingFiles(
	files: Iterable<string>,
	tree: Pick<Tree, 'folder' | 'entries' | 'incomplete'>,
	scope: WatchScope,
): MissingFiles {
	const outside = new Set<string>();
	const doubtful: string[] = [];
	for (const path of files) {
		if (!isListed(scope, path)) outside.add(path);
		else if (tree.entries.get(path)?.type === 'file' || isUnread(tree, path)) continue;
		// A link may stand where the file stood.
		else doubtful.push(path);
	}
	return { outside, doubtful: doubtful.sort() };
}

/** Whether a file that is gone is told of: one that was never handed out is no loss for those who wait for new ones. */
export function isToldRemoved({ done }: Known, events: ReadonlySet<WatchedEvent>): boolean {
	return events.has('removed') && (done !== null || !events.has('added'));
}

/** Whether any folder above a path was not wholly read, so that the path may be there all the same. */
function isUnread(
	{ folder: top, incomplete }: Pick<Tree, 'folder' | 'incomplete'>,
	path: string,
): boolean {
	if (incomplete.size === 0) return false;
	for (let folder = folderOf(path); ; folder = folderOf(folder)) {
		if (incomplete.has(folder)) return true;
		if (folder === top || folder === '/') return false;
	}
}

/**
 * Folders whose files were there before the first poll but have not been seen yet.
 * @param before null in the first poll
 */
export function stillUnread(before: WatchState | null, tree: Tree): string[] {
	const unread = unreadFolders(tree);
	if (before === null) return unread;
	return before.unread.filter((folder) => unread.some((above) => isWithin(folder, above)));
}

/** Folders of which nothing at all was seen. */
function unreadFolders({ entries, incomplete, notes }: Tree): string[] {
	if (incomplete.size === 0) return [];
	const seen = new Set(notes.map(({ folder }) => folder));
	for (const { folder } of entries.values()) seen.add(folder);
	return [...incomplete.keys()].filter((folder) => !seen.has(folder));
}
