import type { Entry } from '../model/Entry';
import { compileFilter, type FilterRules } from '../model/EntryFilter';
import { relativeTo } from '../model/RemotePath';
import type { Tree } from '../model/Tree';
import { isOfType, type WantedType } from './isOfType';

/** What goes, in the order in which it can go. */
export interface DeletionPlan {
	/** Files, and links as links. */
	readonly files: readonly Entry[];
	/** The deepest first. Each is empty once all before it is gone. */
	readonly folders: readonly Entry[];
	/** Folders that were meant, but hold something that stays. */
	readonly kept: readonly Entry[];
}

/** Everything of a tree. */
export function planWholeTree(tree: Tree): DeletionPlan {
	return planOf(tree, () => true);
}

/**
 * What `rules` choose of a tree. A chosen folder takes along what is in it, unless the exclusions, sizes and times of the
 * rules protect that; a folder that holds anything that stays, or was not wholly read, stays itself.
 * @param tree must hold one level more than may be chosen
 * @param isIgnored paths that take no part, but keep their folder from being empty
 * @param reach the lowest level of which something may be chosen; 1 = the folder's own entries
 */
export function planSelection(
	tree: Tree,
	rules: FilterRules,
	type: WantedType,
	reach: number,
	isIgnored: (path: string) => boolean,
): DeletionPlan {
	const filter = compileFilter(rules);
	const protection = compileFilter({ ...rules, include: [] });
	const chosenFolders = new Set<string>();
	return planOf(tree, (entry) => {
		const relative = relativeTo(tree.folder, entry.path);
		// Parents come before what is in them.
		const along = chosenFolders.has(entry.folder);
		const right = isOfType(entry, type) && relative.split('/').length <= reach;
		const chosen =
			!isIgnored(entry.path) &&
			(along ? protection.matches(entry, relative) : right && filter.matches(entry, relative));
		if (chosen && entry.type === 'folder' && reach > 1) chosenFolders.add(entry.path);
		return chosen;
	});
}

function planOf(tree: Tree, isChosen: (entry: Entry) => boolean): DeletionPlan {
	const chosen: Entry[] = [];
	const holdsMore = new Set<string>(tree.incomplete.keys());
	for (const entry of tree.entries.values()) {
		if (isChosen(entry)) chosen.push(entry);
		else holdsMore.add(entry.folder);
	}
	const folders: Entry[] = [];
	const kept: Entry[] = [];
	for (const folder of chosen.filter(({ type }) => type === 'folder').sort(deepestFirst)) {
		if (!holdsMore.has(folder.path)) folders.push(folder);
		else {
			kept.push(folder);
			holdsMore.add(folder.folder);
		}
	}
	return { files: chosen.filter(({ type }) => type !== 'folder'), folders, kept };
}

function deepestFirst(a: Entry, b: Entry): number {
	return depthOf(b.path) - depthOf(a.path) || (a.path < b.path ? -1 : 1);
}

/** How many folders lie above a path. */
export function depthOf(path: string): number {
	let depth = 0;
	for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth++;
	return depth;
}
