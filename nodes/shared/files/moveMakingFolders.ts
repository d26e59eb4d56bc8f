import type { Endpoint, Expected } from '../model/Endpoint';
import { isCategory } from '../model/RemoteError';
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
		// Folders are made only for something that is there.
		if (!isCategory(error, 'notFound') || (await endpoint.find(from)) === null) throw error;
		await folders.ensure(folderOf(to));
		await move();
	}
}
