import type { Entry } from '../model/Entry';
import { alone, collision, couple, type Couple } from './Couple';
import { distinguishedName } from './distinguishedName';
import { foldName, type Folding } from './foldName';
import { across, bothSides, type Both, type Side } from './Side';
import type { NameCollisionRule } from './SyncOptions';

/** Entries by name that have no partner yet. */
export type Loners = Both<Map<string, Entry>>;

/** Takes out of `left` all that folds like something else, and couples it or marks it as a collision. */
export function foldLoners(
	couples: Couple[],
	left: Loners,
	folds: Folding,
	rule: NameCollisionRule,
): void {
	const key = (name: string) => foldName(name, folds);
	const paired = new Set(couples.flatMap(({ names }) => [key(names.local), key(names.remote)]));
	for (const [name, group] of groupsOf(left, key)) {
		const lonely = group.local.length + group.remote.length === 1 && !paired.has(name);
		if (lonely) continue;
		const [one, other] = [group.local[0], group.remote[0]];
		const apart = group.local.length > 1 || group.remote.length > 1 || paired.has(name);
		if (one && other && !apart) {
			left.local.delete(one.name);
			left.remote.delete(other.name);
			couples.push(couple(one, other));
		} else if (rule === 'rename' && Math.min(group.local.length, group.remote.length) <= 1) {
			renameCrowd(couples, left, group, paired.has(name));
		} else {
			for (const side of bothSides) {
				for (const entry of group[side]) {
					left[side].delete(entry.name);
					couples.push(collision(side, entry));
				}
			}
		}
	}
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

/** Names that only one side holds apart get names of their own across; where nothing is across yet, the first keeps its name. */
function renameCrowd(couples: Couple[], left: Loners, group: Both<Entry[]>, paired: boolean): void {
	const sender: Side = group.local.length > group.remote.length ? 'local' : 'remote';
	const there = left[across(sender)];
	const crowd = [...group[sender]].sort((a, b) => (a.name < b.name ? -1 : 1));
	const first = paired || group[across(sender)].length > 0 ? 0 : 1;
	for (const entry of crowd.slice(first)) {
		const name = distinguishedName(entry.name);
		couples.push(alone(sender, entry, name, there.get(name) ?? null));
		left[sender].delete(entry.name);
		there.delete(name);
	}
}
