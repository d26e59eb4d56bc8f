import type { Entry } from '../model/Entry';
import type { EntryFilter } from '../model/EntryFilter';
import { relativeTo } from '../model/RemotePath';
import type { Tree } from '../model/Tree';
import { comparePaths } from './comparePaths';
import { isOfType, type WantedType } from './isOfType';

export type SortBy = 'path' | 'name' | 'size' | 'modified';

export interface SelectRules {
	readonly type: WantedType;
	readonly filter: EntryFilter;
	readonly sortBy: SortBy;
	readonly sortDirection: 'asc' | 'desc';
	/** null = all. */
	readonly limit: number | null;
}

export interface Selection {
	readonly entries: readonly Entry[];
	/** How many more there were than `limit` let through. */
	readonly cutOff: number;
}

/** Those entries of a tree that were asked for, in order. Unknown sizes and times come last in both directions, equal ones by path. */
export function select(tree: Tree, rules: SelectRules): Selection {
	const matched: Entry[] = [];
	for (const entry of tree.entries.values()) {
		if (
			isOfType(entry, rules.type) &&
			rules.filter.matches(entry, relativeTo(tree.folder, entry.path))
		)
			matched.push(entry);
	}
	matched.sort(comparison(rules));
	const limit = rules.limit ?? matched.length;
	return { entries: matched.slice(0, limit), cutOff: Math.max(0, matched.length - limit) };
}

function comparison({ sortBy, sortDirection }: SelectRules): (a: Entry, b: Entry) => number {
	const sign = sortDirection === 'asc' ? 1 : -1;
	const byPath = (a: Entry, b: Entry) => comparePaths(a.path, b.path);
	switch (sortBy) {
		case 'path':
			return (a, b) => sign * byPath(a, b);
		case 'name':
			return (a, b) => sign * comparePaths(a.name, b.name) || byPath(a, b);
		case 'size':
			return (a, b) => knownFirst(a.size, b.size, sign) || byPath(a, b);
		case 'modified':
			// ISO 8601 in UTC: the order of the texts is the order of the times.
			return (a, b) => knownFirst(a.modifiedAt, b.modifiedAt, sign) || byPath(a, b);
	}
}

function knownFirst<T extends number | string>(a: T | null, b: T | null, sign: number): number {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return a === b ? 0 : a < b ? -sign : sign;
}
