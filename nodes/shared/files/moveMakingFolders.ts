import type { Endpoint, MoveOptions } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';
import type { FolderMaker } from './FolderMaker';

/** Moves that have failed take the same new folder away so many times. */
const mostRaces = 3;

/**
 * Moves at once; only if something is missing, and it is not the source, the folders of the target are made first. If the
 * move is refused all the same, they are taken away again.
 */
export async function moveMakingFolders(
	endpoint: Endpoint,
	from: string,
	to: string,
	options: MoveOptions,
	folders: FolderMaker,
): Promise<Entry> {
	const folder = folderOf(to);
	const move = async () => await endpoint.move(from, to, options);
	try {
		return await move();
	} catch (error) {
		if (!folders.mayMiss(folder, error)) throw error;
		const missing = await missingFolders(endpoint, from, folder);
		// Folders are made only for something that is there.
		if (missing === null) throw error;
		return await withNewFolders(endpoint, folder, missing, folders, move);
	}
}

/** Which of a folder and those above it are not there, the topmost first; null where the source is not there. */
async function missingFolders(
	endpoint: Endpoint,
	from: string,
	folder: string,
): Promise<string[] | null> {
	const line: string[] = [];
	for (let at = folder; at !== '/'; at = folderOf(at)) line.unshift(at);
	const [source, ...found] = await endpoint.findMany([from, ...line]);
	if (source instanceof Error) throw source;
	return source === null ? null : line.filter((_, index) => found[index] === null);
}

async function withNewFolders(
	endpoint: Endpoint,
	folder: string,
	missing: readonly string[],
	folders: FolderMaker,
	move: () => Promise<Entry>,
): Promise<Entry> {
	const ended = folders.rely(folder);
	try {
		const entry = await moveInto(folder, folders, move);
		ended();
		return entry;
	} catch (error) {
		const unused = ended();
		if (unused && isRefusal(error)) await takeAway(endpoint, missing, folders);
		throw error;
	}
}

async function moveInto(
	folder: string,
	folders: FolderMaker,
	move: () => Promise<Entry>,
): Promise<Entry> {
	for (let race = 1; ; race++) {
		await folders.ensure(folder);
		try {
			return await move();
		} catch (error) {
			if (!isCategory(error, 'notFound') || race === mostRaces) throw error;
			folders.forget(folder);
		}
	}
}

/** The server has answered, and will answer again. */
function isRefusal(error: unknown): boolean {
	return error instanceof RemoteError && !error.retryable && error.category !== 'cancelled';
}

/** Removes folders, the deepest first, as long as they are empty. What stays does no harm. */
async function takeAway(
	endpoint: Endpoint,
	made: readonly string[],
	folders: FolderMaker,
): Promise<void> {
	for (const path of [...made].reverse()) {
		folders.forget(path);
		try {
			const { entries, complete } = await endpoint.list(path);
			if (entries.length > 0 || !complete) return;
			await endpoint.removeFolder(path);
		} catch (error) {
			// The failure of the move is what matters, and one that was never made is gone already.
			if (!isCategory(error, 'notFound')) return;
		}
	}
}
