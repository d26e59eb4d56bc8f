import type { Entry } from '../model/Entry';
import { alone, couple, type Couple } from './Couple';
import type { Folding } from './foldName';
import { foldLoners, type Loners } from './foldLoners';
import type { Spelling } from './knownNames';
import { bothSides, type Both, type Side } from './Side';
import type { NameCollisionRule } from './SyncOptions';

export interface CoupleRules {
	/** What the receiving sides do not see in names. */
	readonly folds: Folding;
	readonly rule: NameCollisionRule;
	/** The name across that the state has for a name of a side; null where it is the same. */
	readonly known: (side: Side, name: string, spelling: Spelling) => string | null;
}

/**
 * Finds which entries of the two listings of one folder are the same path. What the state paired stays paired, then the
 * same spelling; what is left and folds alike is one path if there is one on each side, and collides otherwise.
 */
export function coupleNames(
	local: readonly Entry[],
	remote: readonly Entry[],
	rules: CoupleRules,
): Couple[] {
	const couples: Couple[] = [];
	const left: Loners = { local: byName(local), remote: byName(remote) };
	const join = (one: Entry, other: Entry) => {
		left.local.delete(one.name);
		left.remote.delete(other.name);
		couples.push(couple(one, other));
	};
	const joinKnown = (spelling: Spelling) => {
		for (const one of left.local.values()) {
			const name = rules.known('local', one.name, spelling);
			const other = name === null ? undefined : partner(left.remote, name, spelling);
			if (other) join(one, other);
		}
	};
	joinKnown('exact');
	for (const one of left.local.values()) {
		const other = left.remote.get(one.name);
		if (other) join(one, other);
	}
	joinKnown('anyForm');
	const folds = rules.folds.case || rules.folds.form;
	if (folds && left.local.size + left.remote.size > 0)
		foldLoners(couples, left, rules.folds, rules.rule);
	for (const side of bothSides) {
		for (const entry of left[side].values()) {
			couples.push(alone(side, entry, rules.known(side, entry.name, 'exact') ?? entry.name));
		}
	}
	return markTaken(couples).sort((a, b) => (a.names.local < b.names.local ? -1 : 1));
}

function partner(
	entries: ReadonlyMap<string, Entry>,
	name: string,
	spelling: Spelling,
): Entry | undefined {
	const exact = entries.get(name);
	if (exact || spelling === 'exact') return exact;
	const form = name.normalize('NFC');
	return [...entries.values()].find((entry) => entry.name.normalize('NFC') === form);
}

/** A name that two couples would need on one side belongs to the one that is there; the other collides. */
function markTaken(couples: readonly Couple[]): Couple[] {
	const taken: Both<Set<string>> = {
		local: new Set(couples.flatMap(({ local }) => local?.name ?? [])),
		remote: new Set(couples.flatMap(({ remote }) => remote?.name ?? [])),
	};
	return couples.map((one) => {
		const clash =
			(one.local === null && taken.local.has(one.names.local)) ||
			(one.remote === null && taken.remote.has(one.names.remote));
		return clash ? { ...one, collides: true } : one;
	});
}

function byName(entries: readonly Entry[]): Map<string, Entry> {
	return new Map(entries.map((entry) => [entry.name, entry]));
}
