import type { Endpoint, Expected } from '../model/Endpoint';
import { isCategory } from '../model/RemoteError';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { isInTheWay, type FolderMaker } from './FolderMaker';
import { numberedName, stampedName } from './freeName';
import { moveMakingFolders } from './moveMakingFolders';

const mostTries = 100;

/**
 * Moves to a path and never overwrites: a taken name gets a time stamp, a taken stamp a number. Makes missing folders.
 * @param at milliseconds since 1970, for the stamp
 * @returns the path that it has now
 */
export async function moveKeepingBoth(
	endpoint: Endpoint,
	move: {
		readonly from: string;
		readonly to: string;
		readonly expected?: Expected;
		readonly at: number;
	},
	folders: FolderMaker,
): Promise<string> {
	const folder = folderOf(move.to);
	const stamped = stampedName(nameOf(move.to), move.at);
	for (let attempt = 0; ; attempt++) {
		const name =
			attempt === 0
				? nameOf(move.to)
				: attempt === 1
					? stamped
					: numberedName(stamped, attempt - 1);
		const to = joinPath(folder, name);
		try {
			await moveMakingFolders(
				endpoint,
				move.from,
				to,
				{ overwrite: false, expected: move.expected },
				folders,
			);
			return to;
		} catch (error) {
			// A file where a folder should be is there whatever the name.
			if (!isCategory(error, 'alreadyExists') || isInTheWay(error)) throw error;
			if (attempt >= mostTries) throw error;
		}
	}
}
