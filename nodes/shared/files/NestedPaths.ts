import { folderOf } from '../model/RemotePath';

/**
 * Keys that put items in order where one path lies in another: a folder is deleted or moved after what an earlier item does
 * in it, and before what a later one does. Paths beside each other share no key.
 */
export class NestedPaths {
	private readonly seen = new Set<string>();
	/** Seen paths by each folder that they lie in. */
	private readonly inside = new Map<string, string[]>();

	/** The keys of the next item in input order. */
	keys(path: string): string[] {
		const above = foldersAbove(path);
		const keys = [path, ...above.filter((folder) => this.seen.has(folder))];
		for (const inside of this.below(path)) keys.push(inside);
		if (this.seen.has(path)) return keys;
		this.seen.add(path);
		for (const folder of above) {
			const known = this.inside.get(folder);
			if (known) known.push(path);
			else this.inside.set(folder, [path]);
		}
		return keys;
	}

	/** Those of the paths so far that lie below a path. */
	below(path: string): readonly string[] {
		return this.inside.get(path) ?? [];
	}
}

/** `/a/b/c` → `/a/b`, `/a`, `/`. */
export function foldersAbove(path: string): string[] {
	const found: string[] = [];
	for (let at = path; at !== '/';) {
		at = folderOf(at);
		found.push(at);
	}
	return found;
}
