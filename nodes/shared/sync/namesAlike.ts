import type { Tree } from '../model/Tree';
import { nameOf, relativeTo } from '../model/RemotePath';
import { foldName, foldsAll, type Folding } from './foldName';
import { bothSides, type Both } from './Side';

/** What the names of two trees give rise to ask. */
export interface Alikeness {
	/** Which differences some names of the two sides differ in, and in nothing else. */
	readonly differences: Folding;
	/** Differences that a side tells apart for sure, because it holds two names that differ in nothing else. */
	readonly tellsApart: Both<Folding>;
	/** Relative paths that fold like another one. */
	readonly paths: ReadonlySet<string>;
}

/**
 * Finds names that differ in case or Unicode form only, on one side or between the two.
 * @param renamed some folders have different names on the two sides, so that names count wherever they are
 */
export function namesAlike(trees: Both<Tree>, renamed: boolean): Alikeness {
	const first = new Map<string, string>();
	const paths = new Set<string>();
	const differences = { case: false, form: false };
	const tellsApart = { local: { case: false, form: false }, remote: { case: false, form: false } };
	for (const side of bothSides) {
		const own = new Map<string, string>();
		for (const { path } of trees[side].entries.values()) {
			const relative = relativeTo(trees[side].folder, path);
			const folded = foldName(relative, foldsAll);
			const spelled = renamed ? nameOf(path) : relative;
			const key = renamed ? foldName(spelled, foldsAll) : folded;
			const across = first.get(key);
			if (across === undefined) first.set(key, spelled);
			else if (across !== spelled) {
				note(differences, across, spelled);
				paths.add(relative);
				if (!renamed) paths.add(across);
			}
			const twin = own.get(folded);
			if (twin === undefined) own.set(folded, relative);
			else note(tellsApart[side], twin, relative, true);
		}
	}
	return { differences, tellsApart, paths };
}

/** @param surely names that differ in both ways prove neither */
function note(
	found: { case: boolean; form: boolean },
	one: string,
	other: string,
	surely = false,
): void {
	const byCase =
		foldName(one, { case: true, form: false }) === foldName(other, { case: true, form: false });
	const byForm = one.normalize('NFC') === other.normalize('NFC');
	if (byCase || (!byForm && !surely)) found.case = true;
	if (byForm || (!byCase && !surely)) found.form = true;
}
