import type { Endpoint } from '../model/Endpoint';
import type { EntryFilter } from '../model/EntryFilter';
import type { RunContext } from '../model/RunContext';
import type { Tree } from '../model/Tree';
import { describeNotes } from './describeNotes';
import { select, type SelectRules, type Selection } from './select';
import { walk } from './walk';

/** What of a folder is wanted. */
export interface EntryRequest extends SelectRules {
	readonly folder: string;
	/** False: the folder's own entries. */
	readonly recursive: boolean;
	/** Levels of folders when `recursive`; null = all. */
	readonly maxDepth: number | null;
	readonly followLinks: boolean;
	/** `ignoredPaths(…)` for work on many entries, nothing for List. */
	readonly leavesOut: (path: string) => boolean;
}

export interface FoundEntries extends Selection {
	readonly tree: Tree;
}

/**
 * Lists a folder and picks what was asked for. What the listings held beside it goes to `run.hint`, and so does a cut by `limit`.
 * A folder below that cannot be listed is left out with a hint.
 * @throws what `list` throws for the folder itself
 */
export async function findEntries(
	endpoint: Endpoint,
	request: EntryRequest,
	run: RunContext,
): Promise<FoundEntries> {
	const tree = await walk(
		endpoint,
		request.folder,
		{
			maxDepth: request.recursive ? (request.maxDepth ?? Infinity) : 1,
			descends: request.filter.descends,
			leavesOut: request.leavesOut,
			followLinks: request.followLinks,
			onFolderError: 'incomplete',
			onFolder: (folder, filesDone) =>
				run.progress({
					task: `List ${folder}`,
					filesDone,
					filesTotal: null,
					bytesDone: 0,
					bytesTotal: null,
				}),
		},
		run,
	);
	for (const text of describeNotes(tree)) run.hint(text);
	const selection = select(tree, request);
	if (selection.cutOff > 0) {
		run.hint(
			`The limit left out ${selection.cutOff} of ${selection.cutOff + selection.entries.length} entries of ${request.folder}`,
		);
	}
	return { ...selection, tree };
}

/** A request for all files of a folder by path, for Download, Move and the like. */
export function filesOf(
	folder: string,
	recursive: boolean,
	filter: EntryFilter,
	leavesOut: (path: string) => boolean,
): EntryRequest {
	return {
		folder,
		recursive,
		filter,
		leavesOut,
		maxDepth: null,
		followLinks: false,
		type: 'files',
		sortBy: 'path',
		sortDirection: 'asc',
		limit: null,
	};
}
