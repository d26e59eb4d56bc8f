import { folderOf } from '../model/RemotePath';

/**
 * Keys that put items in order where one path lies in another: a folder is deleted or moved after what an earlier item does
 * in it, and before what a later one does. Paths beside each other share no key.
 */
export class NestedPaths {
	private readonly seen = new Set<string>();
	/** Seen paths by each folder that they lie in. */
	private readonly below = new Map<string, string[]>();

	/** The keys of the next item in input order. */
	keys(path: string): string[] {
		const above = foldersAbove(path);
		const keys = [path, ...above.filter((folder) => this.seen.has(folder))];
		for (const inside of this.below.get(path) ?? []) keys.push(inside);
		if (this.seen.has(path)) return keys;
		this.seen.add(path);
		for (const folder of above) {
			const known = this.below.get(folder);
			if (known) known.push(path);
			else this.below.set(folder, [path]);
		}
		return keys;
	}
}

/** `/a/b/c` → `/a/b`, `/a`, `/`. */
function foldersAbove(path: string): string[] {
	const found: string[] = [];
	for (let at = path; at !== '/';) {
		at = folderOf(at);
		found.push(at);
	}
	return found;
}
