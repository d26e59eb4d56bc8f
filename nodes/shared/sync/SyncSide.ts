import type { Endpoint } from '../model/Endpoint';
import { isOwnPath, stateFolder } from '../model/ownNames';
import { isWithin, joinPath } from '../model/RemotePath';
import type { Both } from './Side';

/** One side as the work sees it: where its folder is, and what it cannot hold. */
export interface SyncSide {
	readonly endpoint: Endpoint;
	/** The folder that is synced, as a path of the endpoint. */
	readonly folder: string;
	/** Why this side cannot store a name, or null. */
	readonly nameProblem: (name: string) => string | null;
	/** True for relative paths that may not be touched on this side by n8n's own rules. */
	readonly blocks: (relativePath: string) => boolean;
}

/** `a/b` of a folder as a path of the endpoint; the empty text is the folder itself. */
export function absolute(folder: string, relativePath: string): string {
	return relativePath === '' ? folder : joinPath(folder, relativePath);
}

/** Where each side keeps what is deleted or overwritten; null for both where nothing is kept. */
export function trashFolders(
	sides: Both<SyncSide>,
	trashFolder: string | null,
): Both<string> | null {
	if (trashFolder === null) return null;
	const local = joinPath(joinPath(sides.local.folder, stateFolder), 'trash');
	return { local, remote: trashFolder };
}

/** A test for relative paths that take no part on either side: names of our own making and the trash. */
export function ownRelativePaths(
	sides: Both<SyncSide>,
	trashFolder: string | null,
): (relativePath: string) => boolean {
	return (path) =>
		isOwnPath(path) ||
		(trashFolder !== null && isWithin(absolute(sides.remote.folder, path), trashFolder));
}
