import type { Endpoint, Expected } from '../model/Endpoint';
import { RemoteError } from '../model/RemoteError';
import { isWithin, joinPath } from '../model/RemotePath';
import type { FolderMaker } from './FolderMaker';
import { moveKeepingBoth } from './moveKeepingBoth';

/** Where deleted things go in one run. */
export interface Trash {
	readonly folder: string;
	/** Milliseconds since 1970; one value a run, so that what was deleted together lies together. */
	readonly at: number;
}

/** `/trash/2026-01-31T12-00-00Z/in/a.txt`: no colons, as Windows servers refuse them. */
export function trashPath(path: string, trash: Trash): string {
	const stamp = `${new Date(trash.at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
	return `${joinPath(trash.folder, stamp)}${path}`;
}

/**
 * Moves a file or folder below the trash folder, under the run's time and its old path. Deletes nothing, whatever fails.
 * @returns the path in the trash
 * @throws RemoteError `invalidInput` for what lies in the trash or holds it
 */
export async function moveToTrash(
	endpoint: Endpoint,
	path: string,
	trash: Trash,
	folders: FolderMaker,
	expected?: Expected,
): Promise<string> {
	assertOutsideTrash(path, trash.folder);
	return await moveKeepingBoth(
		endpoint,
		{ from: path, to: trashPath(path, trash), at: trash.at, expected },
		folders,
	);
}

/** @throws RemoteError `invalidInput` for what lies in the trash or holds it */
export function assertOutsideTrash(path: string, trashFolder: string): void {
	const inside = isWithin(path, trashFolder);
	if (!inside && !isWithin(trashFolder, path)) return;
	throw new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: inside
			? `${path} lies in the trash folder ${trashFolder}`
			: `${path} holds the trash folder ${trashFolder}`,
		description:
			'What is in the trash can only be deleted for good: remove the option Trash Folder for that.',
		path,
	});
}
