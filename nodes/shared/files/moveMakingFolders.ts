import type { Endpoint, Expected } from '../model/Endpoint';
import { folderOf } from '../model/RemotePath';
import type { FolderMaker } from './FolderMaker';

/** Moves at once; only if something is missing, and it is not the source, the folders of the target are made first. */
export async function moveMakingFolders(
	endpoint: Endpoint,
	from: string,
	to: string,
	options: { readonly overwrite: boolean; readonly expected?: Expected },
	folders: FolderMaker,
): Promise<void> {
	const move = () => endpoint.move(from, to, options);
	try {
		await move();
	} catch (error) {
		const folder = folderOf(to);
		// Folders are made only for something that is there.
		if (!folders.mayMiss(folder, error) || (await endpoint.find(from)) === null) throw error;
		await folders.ensure(folder);
		await move();
	}
}
