import type { Entry } from '../model/Entry';
import { alone, collision, couple, type Couple } from './Couple';
import { distinguishedName } from './distinguishedName';
import { foldName, type Folding } from './foldName';
import { across, bothSides, type Both } from './Side';
import type { NameCollisionRule } from './SyncOptions';

/** Entries by name that have no partner yet. */
export type Loners = Both<Map<string, Entry>>;

/**
 * Takes out of `left` all that folds like something else, and couples it or marks it as a collision. Of several names that
 * fold alike, those that differ least belong together: the same letters in another form before another case.
 */
export function foldLoners(
	couples: Couple[],
	left: Loners,
	folds: Folding,
	rule: NameCollisionRule,
): void {
	coupleSingles(couples, left, { case: false, form: folds.form });
	coupleSingles(couples, left, { case: folds.case, form: false });
	coupleSingles(couples, left, folds);
	const key = (name: string) => foldName(name, folds);
	const paired = pairedKeys(couples, key);
	for (const [name, group] of groupsOf(left, key)) {
		const lonely = group.local.length + group.remote.length === 1 && !paired.has(name);
		if (lonely) continue;
		if (rule === 'rename') {
			renameCrowd(couples, left, group, paired.has(name), key);
			continue;
		}
		for (const side of bothSides) {
			for (const entry of group[side]) {
				left[side].delete(entry.name);
				couples.push(collision(side, entry));
			}
		}
	}
}

/** Couples what is alone in its group on each side. */
function coupleSingles(couples: Couple[], left: Loners, folds: Folding): void {
	const key = (name: string) => foldName(name, folds);
	const paired = pairedKeys(couples, key);
	for (const [name, group] of groupsOf(left, key)) {
		const [one, other] = [group.local[0], group.remote[0]];
		if (!one || !other || paired.has(name)) continue;
		if (group.local.length > 1 || group.remote.length > 1) continue;
		left.local.delete(one.name);
		left.remote.delete(other.name);
		couples.push(couple(one, other));
	}
}

function pairedKeys(couples: readonly Couple[], key: (name: string) => string): Set<string> {
	return new Set(couples.flatMap(({ names }) => [key(names.local), key(names.remote)]));
}

function groupsOf(left: Loners, key: (name: string) => string): Map<string, Both<Entry[]>> {
	const groups = new Map<string, Both<Entry[]>>();
	for (const side of bothSides) {
		for (const entry of left[side].values()) {
			const group = groups.get(key(entry.name)) ?? { local: [], remote: [] };
			group[side].push(entry);
			groups.set(key(entry.name), group);
		}
	}
	return groups;
}

/** Each name gets one of its own across; where nothing is across yet, the first keeps its name. */
function renameCrowd(
	couples: Couple[],
	left: Loners,
	group: Both<Entry[]>,
	paired: boolean,
	key: (name: string) => string,
): void {
	for (const side of bothSides) {
		const there = left[across(side)];
		const crowd = [...group[side]].sort((a, b) => (a.name < b.name ? -1 : 1));
		const first = paired || group[across(side)].length > 0 ? 0 : 1;
		for (const entry of crowd.slice(first)) {
			const name = distinguishedName(entry.name);
			// A disk may keep the name in another form than it was given.
			const found = [...there.values()].find((one) => key(one.name) === key(name)) ?? null;
			couples.push(alone(side, entry, found?.name ?? name, found));
			left[side].delete(entry.name);
			if (found) there.delete(found.name);
		}
	}
}
