import { describeNotes } from '../shared/files/describeNotes';
import { walk } from '../shared/files/walk';
import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import { relativeTo } from '../shared/model/RemotePath';
import type { RunContext } from '../shared/model/RunContext';
import type { Tree } from '../shared/model/Tree';
import type { Readiness } from './WatchRules';
import type { WatchScope } from './WatchScope';

/** Lists the watched folder. A folder in it that cannot be read makes the tree incomplete. @throws RemoteError */
export async function lookAround(
	endpoint: Endpoint,
	{ folder, recursive, filter, leavesOut }: WatchScope,
	run: RunContext,
): Promise<Tree> {
	const tree = await walk(
		endpoint,
		folder,
		{
			maxDepth: recursive ? Infinity : 1,
			descends: filter.descends,
			leavesOut,
			followLinks: false,
			onFolderError: 'incomplete',
		},
		run,
	);
	for (const text of describeNotes(tree)) run.hint(text);
	return tree;
}

/** The files of a tree that pass the filters; done files are no files. */
export function watchedFiles(tree: Tree, { filter }: WatchScope, readiness: Readiness): Entry[] {
	const isMarker = readiness.rule === 'doneFile' ? readiness.markers.isMarker : () => false;
	return [...tree.entries.values()].filter(
		(entry) =>
			entry.type === 'file' &&
			!isMarker(entry.name) &&
			filter.matches(entry, relativeTo(tree.folder, entry.path)),
	);
}
