import { mapConcurrently } from '../concurrency/mapConcurrently';
import type { Endpoint } from '../model/Endpoint';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf, isWithin } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { depthOf } from './planDeletion';

/**
 * Removes those of the folders that are empty now, and then those above them, up to but never including `start`.
 * A folder is looked at first: only one that is wholly read and holds nothing is removed. Trouble is a hint, as the work before it is done.
 * @returns the removed folders, the deepest first
 */
export async function removeEmptyFolders(
	endpoint: Endpoint,
	folders: Iterable<string>,
	start: string,
	run: Pick<RunContext, 'signal' | 'hint'>,
): Promise<string[]> {
	const removed: string[] = [];
	const byDepth: Array<Set<string>> = [];
	const add = (path: string) => {
		if (path === start || path === '/' || !isWithin(path, start)) return;
		(byDepth[depthOf(path)] ??= new Set()).add(path);
	};
	for (const path of folders) add(path);
	const tidy = async (path: string) => {
		const outcome = await removeIfEmpty(endpoint, path, run);
		if (outcome === 'removed') removed.push(path);
		if (outcome !== 'stays') add(folderOf(path));
	};
	try {
		for (let depth = byDepth.length - 1; depth > 0; depth--) {
			// Folders of one depth do not hold each other.
			const level = [...(byDepth[depth] ?? [])];
			await mapConcurrently(level, endpoint.parallel, run.signal, tidy);
		}
	} catch (error) {
		if (!(error instanceof RemoteError) || error.category === 'cancelled') throw error;
		run.hint(`Empty folders were not all removed: ${error.message}`);
	}
	return removed;
}

async function removeIfEmpty(
	endpoint: Endpoint,
	path: string,
	run: Pick<RunContext, 'hint'>,
): Promise<'removed' | 'gone' | 'stays'> {
	try {
		const { entries, complete } = await endpoint.list(path);
		if (entries.length > 0 || !complete) return 'stays';
		await endpoint.removeFolder(path);
		return 'removed';
	} catch (error) {
		if (isCategory(error, 'notFound')) return 'gone';
		if (!isCategory(error, 'notEmpty', 'permission')) throw error;
		if (isCategory(error, 'permission')) run.hint(`The empty folder ${path} could not be removed`);
		return 'stays';
	}
}
