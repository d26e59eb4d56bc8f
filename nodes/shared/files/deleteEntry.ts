import type { Endpoint } from '../model/Endpoint';
import type { Entry, EntryType } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { assertNotRoot } from './assertNotRoot';
import { deleteTree, planTreeDeletion } from './deleteTree';
import type { FolderMaker } from './FolderMaker';
import type { LinkSpotter } from './LinkSpotter';
import { missing } from './missing';
import { assertOutsideTrash, moveToTrash, type Trash } from './moveToTrash';
import { removeEmptyFolders } from './removeEmptyFolders';

export interface DeleteOptions {
	readonly ifMissing: 'fail' | 'skip';
	/** Move there instead of deleting; null = delete. */
	readonly trash: Trash | null;
	/** Only say what would be deleted. */
	readonly preview: boolean;
	/** Files, links and folders of a folder with all in it, or of many. */
	readonly maxDeletions: number;
	/** Remove the folders above that became empty. */
	readonly removeEmptyFolders: boolean;
}

/** What the deletions of one run know together. */
export interface DeletionState {
	readonly folders: FolderMaker;
	readonly links: LinkSpotter;
}

export type Deleted =
	| { readonly path: string; readonly type: EntryType; readonly deleted: true }
	| {
			readonly path: string;
			readonly type: EntryType;
			readonly deleted: false;
			readonly preview: true;
	  }
	| { readonly path: string; readonly deleted: false; readonly skipped: true };

/**
 * Deletes one file, or a link as a link.
 * @throws RemoteError `notFound`, `invalidInput` for a folder, `permission`
 */
export async function deleteFile(
	endpoint: Endpoint,
	path: string,
	options: DeleteOptions,
	shared: DeletionState,
	run: RunContext,
): Promise<Deleted> {
	assertNotRoot(path);
	if (options.trash || options.preview) {
		const entry = await shared.links.find(path);
		if (entry?.type === 'folder') throw isFolder(path);
		return await deleteFound(endpoint, path, entry, options, shared, run);
	}
	try {
		await endpoint.removeFile(path);
	} catch (error) {
		if (isCategory(error, 'notFound') && options.ifMissing === 'skip') return skipped(path);
		// Servers refuse to delete a folder as a file with the code for missing rights.
		if (!isCategory(error, 'permission') || (await shared.links.find(path))?.type !== 'folder')
			throw error;
		throw isFolder(path);
	}
	await tidy(endpoint, path, options, run);
	return { path, type: 'file', deleted: true };
}

/**
 * Deletes one folder: with all in it if `recursive`, else only an empty one.
 * @throws RemoteError `notFound`, `notEmpty`, `invalidInput` for a file, `guard` before anything is deleted
 */
export async function deleteFolder(
	endpoint: Endpoint,
	path: string,
	recursive: boolean,
	options: DeleteOptions,
	shared: DeletionState,
	run: RunContext,
): Promise<Deleted> {
	assertNotRoot(path);
	const entry = await shared.links.find(path);
	if (entry === null) return await deleteFound(endpoint, path, null, options, shared, run);
	if (entry.type === 'file') throw isFile(path);
	if (entry.type === 'folder') await assertDeletable(endpoint, entry, recursive, options, run);
	if (options.preview || options.trash || entry.type === 'link' || !recursive)
		return await deleteFound(endpoint, path, entry, options, shared, run);
	await deleteTree(endpoint, entry, options.maxDeletions, run);
	shared.folders.forget(path);
	await tidy(endpoint, path, options, run);
	return { path, type: 'folder', deleted: true };
}

/** What must be known before a folder goes as one piece, or is said to go. */
async function assertDeletable(
	endpoint: Endpoint,
	entry: Entry,
	recursive: boolean,
	options: DeleteOptions,
	run: RunContext,
): Promise<void> {
	if (!options.preview && !options.trash) return;
	// A preview shows what it is about, also where the guard would stop the real thing.
	const most = options.preview ? Infinity : options.maxDeletions;
	if (recursive) await planTreeDeletion(endpoint, entry, most, run);
	else if ((await endpoint.list(entry.path)).entries.length > 0) throw notEmpty(entry.path);
}

/** Deletes, moves to the trash or shows one entry as it is: a folder only if it is empty. */
async function deleteFound(
	endpoint: Endpoint,
	path: string,
	entry: Entry | null,
	options: DeleteOptions,
	shared: DeletionState,
	run: RunContext,
): Promise<Deleted> {
	if (entry === null) {
		if (options.ifMissing === 'skip') return skipped(path);
		throw missing(path);
	}
	const { type } = entry;
	if (options.trash) assertOutsideTrash(path, options.trash.folder);
	if (options.preview) return { path, type, deleted: false, preview: true };
	if (options.trash) await moveToTrash(endpoint, path, options.trash, shared.folders);
	else if (type === 'folder') await endpoint.removeFolder(path);
	else await endpoint.removeFile(path);
	shared.folders.forget(path);
	await tidy(endpoint, path, options, run);
	return { path, type, deleted: true };
}

async function tidy(
	endpoint: Endpoint,
	path: string,
	options: DeleteOptions,
	run: RunContext,
): Promise<void> {
	if (options.removeEmptyFolders) await removeEmptyFolders(endpoint, [folderOf(path)], '/', run);
}

function skipped(path: string): Deleted {
	return { path, deleted: false, skipped: true };
}

function isFolder(path: string): RemoteError {
	return invalid(path, `${path} is a folder`, 'Use the operation "Delete Folder" for it.');
}

function isFile(path: string): RemoteError {
	return invalid(path, `${path} is a file`, 'Use the operation "Delete File" for it.');
}

function notEmpty(path: string): RemoteError {
	return new RemoteError({
		category: 'notEmpty',
		stage: 'command',
		message: `The folder ${path} is not empty`,
		description: 'Turn on Recursive to delete a folder with all in it.',
		path,
	});
}

function invalid(path: string, message: string, description: string): RemoteError {
	return new RemoteError({ category: 'invalidInput', stage: 'local', message, description, path });
}
