import { asFailure } from '../shared/files/asFailure';
import type { FolderMaker } from '../shared/files/FolderMaker';
import { moveKeepingBoth } from '../shared/files/moveKeepingBoth';
import type { Endpoint } from '../shared/model/Endpoint';
import { entryAt, type Entry } from '../shared/model/Entry';
import { isCategory, type RemoteError } from '../shared/model/RemoteError';
import { joinPath, relativeTo } from '../shared/model/RemotePath';

/** Where claimed files go. */
export interface ClaimTarget {
	/** The watched folder: files of folders in it keep their place below the new one. */
	readonly from: string;
	readonly toFolder: string;
	/** Milliseconds since 1970, for names that are taken. */
	readonly at: number;
}

/**
 * Moves a file away, so that nobody else takes it: of several that try, the server lets one succeed. Overwrites nothing.
 * @returns the entry under its new path; null when somebody else was first, or the file is no longer what was seen
 * @throws RemoteError
 */
export async function claimFile(
	endpoint: Endpoint,
	entry: Entry,
	target: ClaimTarget,
	folders: FolderMaker,
): Promise<Entry | null> {
	const to = joinPath(target.toFolder, relativeTo(target.from, entry.path));
	const moved = await asFailure(
		async () =>
			await moveKeepingBoth(
				endpoint,
				{ from: entry.path, to, at: target.at, expected: entry },
				folders,
			),
	);
	if (typeof moved === 'string') return entryAt(entry, moved);
	const { failure } = moved;
	if (isCategory(failure, 'guard') || (await isGone(endpoint, entry.path, failure))) return null;
	throw failure;
}

/** Whether a refused move was refused because the file is no longer there. */
async function isGone(endpoint: Endpoint, path: string, error: RemoteError): Promise<boolean> {
	return isCategory(error, 'notFound') && (await endpoint.find(path)) === null;
}
