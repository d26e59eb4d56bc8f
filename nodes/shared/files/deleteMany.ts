import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { FilterRules } from '../model/EntryFilter';
import { compileFilter } from '../model/EntryFilter';
import { RemoteError } from '../model/RemoteError';
import { isWithin, joinPath } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { attemptAll } from './attemptAll';
import type { Deleted, DeleteOptions } from './deleteEntry';
import { deletePlanned } from './deletePlanned';
import { describeNotes } from './describeNotes';
import type { FolderMaker } from './FolderMaker';
import { guardDeletions } from './guardDeletions';
import { ignoredPaths } from './ignoredPaths';
import type { WantedType } from './isOfType';
import { moveToTrash } from './moveToTrash';
import { planSelection, type DeletionPlan } from './planDeletion';
import { removeEmptyFolders } from './removeEmptyFolders';
import { walk } from './walk';

export interface DeleteManyRequest {
	readonly folder: string;
	readonly recursive: boolean;
	readonly type: WantedType;
	readonly rules: FilterRules;
	readonly options: DeleteOptions;
}

/**
 * Deletes what the rules choose of a folder, counted first. One result an entry, in the order of their paths; the folder itself stays.
 * @throws RemoteError `guard` before anything is deleted, `notFound` for the folder unless `ifMissing` is `skip`
 */
export async function deleteMany(
	endpoint: Endpoint,
	request: DeleteManyRequest,
	folders: FolderMaker,
	run: RunContext,
): Promise<Deleted[]> {
	const { folder, options } = request;
	const plan = await planMany(endpoint, request, run).catch((error: unknown) => {
		if (options.ifMissing !== 'skip' || !isMissing(error, folder)) throw error;
		return null;
	});
	if (plan === null) return [{ path: folder, deleted: false, skipped: true }];
	const entries = [...plan.files, ...plan.folders].sort((a, b) => (a.path < b.path ? -1 : 1));
	if (options.preview) {
		return entries.map(
			({ path, type }) => ({ path, type, deleted: false, preview: true }) as const,
		);
	}
	guardDeletions(entries, options.maxDeletions, folder);
	const { trash } = options;
	if (trash === null) await deletePlanned(endpoint, plan, run);
	else {
		await attemptAll(topmost(entries), endpoint.parallel, run.signal, async (entry) => {
			await moveToTrash(endpoint, entry.path, trash, folders);
		});
	}
	for (const gone of plan.folders) folders.forget(gone.path);
	if (options.removeEmptyFolders) {
		await removeEmptyFolders(endpoint, new Set(entries.map((entry) => entry.folder)), folder, run);
	}
	return entries.map(({ path, type }) => ({ path, type, deleted: true }) as const);
}

async function planMany(
	endpoint: Endpoint,
	{ folder, recursive, type, rules, options }: DeleteManyRequest,
	run: RunContext,
): Promise<DeletionPlan> {
	const trashFolder = options.trash?.folder ?? null;
	// What lies in the trash is never taken from there into the trash.
	if (trashFolder !== null && isWithin(folder, trashFolder)) {
		run.hint(
			`Nothing of ${folder} was deleted, because it lies in the trash folder ${trashFolder}. To delete it for good, remove the option Trash Folder.`,
		);
		return { files: [], folders: [], kept: [] };
	}
	const isIgnored = ignoredPaths(trashFolder);
	const filter = compileFilter(rules);
	const tree = await walk(
		endpoint,
		folder,
		{
			// One level more than is deleted: whether a folder is empty must be known.
			maxDepth: recursive ? Infinity : type === 'files' ? 1 : 2,
			descends: (relative) => filter.descends(relative) && !isIgnored(joinPath(folder, relative)),
			leavesOut: () => false,
			followLinks: false,
			tellLinks: recursive || type !== 'files',
			onFolderError: 'incomplete',
		},
		run,
	);
	for (const text of describeNotes(tree)) run.hint(text);
	const plan = planSelection(tree, rules, type, recursive ? Infinity : 1, isIgnored);
	const [kept] = plan.kept;
	if (kept) {
		run.hint(
			`${plan.kept.length} matching ${plan.kept.length === 1 ? 'folder stays' : 'folders stay'}, because something in it is not to be deleted or could not be read, for example ${kept.path}`,
		);
	}
	return plan;
}

function isMissing(error: unknown, folder: string): boolean {
	return error instanceof RemoteError && error.category === 'notFound' && error.path === folder;
}

/** Entries that do not lie in another one of them: moving a folder moves all in it. */
function topmost(entries: readonly Entry[]): Entry[] {
	const folders = new Set(entries.filter(({ type }) => type === 'folder').map(({ path }) => path));
	return entries.filter((entry) => !folders.has(entry.folder));
}
