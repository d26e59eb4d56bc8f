import { comparePaths } from '../shared/files/comparePaths';
import type { Entry } from '../shared/model/Entry';

/** Which files come first where there is a limit, and in which order the items come. */
export type Order = 'newestFirst' | 'oldestFirst' | 'path' | 'smallestFirst';

/** Files in order; those of which size or time are not known come last, equal ones by path. */
export function inOrder<T extends { readonly entry: Entry }>(
	files: readonly T[],
	order: Order,
): T[] {
	const byPath = (a: T, b: T) => comparePaths(a.entry.path, b.entry.path);
	switch (order) {
		case 'path':
			return [...files].sort(byPath);
		case 'oldestFirst':
			return [...files].sort((a, b) => knownFirst(timeOf(a), timeOf(b), 1) || byPath(a, b));
		case 'newestFirst':
			return [...files].sort((a, b) => knownFirst(timeOf(a), timeOf(b), -1) || byPath(a, b));
		case 'smallestFirst':
			return [...files].sort((a, b) => knownFirst(a.entry.size, b.entry.size, 1) || byPath(a, b));
	}
}

function timeOf({ entry }: { readonly entry: Entry }): number | null {
	return entry.modifiedAt === null ? null : Date.parse(entry.modifiedAt);
}

function knownFirst(a: number | null, b: number | null, sign: 1 | -1): number {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return sign * (a - b);
}
