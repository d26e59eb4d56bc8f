import type { EntryFilter } from '../shared/model/EntryFilter';
import { folderOf, isWithin, relativeTo } from '../shared/model/RemotePath';

/** Which part of the server is watched. */
export interface WatchScope {
	readonly folder: string;
	/** False: the folder's own files. */
	readonly recursive: boolean;
	readonly filter: EntryFilter;
	/** Names of our own making, and the folder that takes what was handed out. */
	readonly leavesOut: (path: string) => boolean;
}

/** Whether the folder that holds a path is among those that are listed. */
export function isListed(
	{ folder, recursive, filter, leavesOut }: WatchScope,
	path: string,
): boolean {
	if (!isWithin(path, folder) || leavesOut(path)) return false;
	const holder = folderOf(path);
	if (holder === folder) return true;
	return recursive && filter.descends(relativeTo(folder, holder));
}
