import type { Endpoint } from '../model/Endpoint';
import type { EntryFilter } from '../model/EntryFilter';
import { isWithin, joinPath, relativeTo } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { attemptAll } from './attemptAll';
import { filesOf, findEntries } from './findEntries';
import type { FolderMaker } from './FolderMaker';
import { ignoredPaths } from './ignoredPaths';
import { moveEntry, type Moved, type MoveRequest } from './moveEntry';

export interface MoveManyRequest {
	readonly folder: string;
	readonly recursive: boolean;
	readonly filter: EntryFilter;
	readonly toFolder: string;
	readonly ifExists: MoveRequest['ifExists'];
}

/**
 * Moves the matching files of a folder to the same places below another one. Files that are in the target folder already stay.
 * One result a file, in the order of their paths.
 * @throws RemoteError `notFound` for the folder, and the first failure in order when all were tried
 */
export async function moveMany(
	endpoint: Endpoint,
	request: MoveManyRequest,
	folders: FolderMaker,
	run: RunContext,
): Promise<Moved[]> {
	const { folder, toFolder, recursive, filter, ifExists } = request;
	if (folder === toFolder) return [];
	const isIgnored = ignoredPaths(isWithin(toFolder, folder) ? toFolder : null);
	const { entries } = await findEntries(
		endpoint,
		filesOf(folder, recursive, filter, isIgnored),
		run,
	);
	let filesDone = 0;
	return await attemptAll(entries, endpoint.parallel, run.signal, async ({ path }) => {
		const to = joinPath(toFolder, relativeTo(folder, path));
		const moved = await moveEntry(endpoint, { from: path, to, ifExists }, folders);
		const task = `Move ${path}`;
		run.progress({
			task,
			filesDone: ++filesDone,
			filesTotal: entries.length,
			bytesDone: 0,
			bytesTotal: null,
		});
		return moved;
	});
}
