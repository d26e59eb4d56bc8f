import type { EntryFilter } from '../model/EntryFilter';
import { isCategory } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import type { Tree } from '../model/Tree';
import { walk } from '../files/walk';
import type { SideScan } from './SideScan';
import type { SyncSide } from './SyncSide';

export interface ScanRules {
	readonly filter: Pick<EntryFilter, 'descends'>;
	/** Relative paths whose content is not looked at: of our own making, or out of bounds. */
	readonly leavesAlone: (relativePath: string) => boolean;
	/** A folder that does not exist is an error on the side that is read from. */
	readonly mustExist: boolean;
	/** Folders that were there when the pair was synced last. */
	readonly knownFolders: number;
}

/**
 * Lists everything of a side that may take part. A folder that cannot be read is noted in the tree as incomplete.
 * @throws what listing the folder itself throws
 */
export async function scanSide(
	{ endpoint, folder }: SyncSide,
	{ filter, leavesAlone, mustExist, knownFolders }: ScanRules,
	run: Pick<RunContext, 'signal' | 'now'>,
): Promise<SideScan> {
	const startedAt = run.now();
	const options = {
		maxDepth: Infinity,
		descends: (path: string) => filter.descends(path) && !leavesAlone(path),
		leavesOut: () => false,
		followLinks: false,
		onFolderError: 'incomplete',
	} as const;
	try {
		const walking = walk(endpoint, folder, options, run);
		// The first listing takes its connection first.
		setImmediate(() => endpoint.announce?.(knownFolders));
		const tree = await walking;
		// Listing teaches what the server does not know in spite of what it says.
		return { tree, startedAt, abilities: await endpoint.abilities(), missing: false };
	} catch (error) {
		if (mustExist || !isCategory(error, 'notFound')) throw error;
		const abilities = await endpoint.abilities();
		return { tree: emptyTree(folder), startedAt, abilities, missing: true };
	}
}

function emptyTree(folder: string): Tree {
	return { folder, entries: new Map(), incomplete: new Map(), notes: [] };
}
