import type { Entry } from '../model/Entry';
import type { EntryFilter } from '../model/EntryFilter';
import type { Couple } from './Couple';
import type { HoldReason } from './Pair';
import { across, bothSides, type Both, type Side } from './Side';

/** What holds for every path of a run. */
export interface HoldRules {
	readonly filter: EntryFilter;
	/** Sides that may be changed. */
	readonly receivers: readonly Side[];
	readonly nameProblem: Both<(name: string) => string | null>;
	readonly blocks: Both<(relativePath: string) => boolean>;
	/** Paths of the endpoint that came twice in a listing. */
	readonly duplicates: Both<ReadonlySet<string>>;
}

/** Why a path is left alone on both sides, or null where it takes part. `unread`: sides on which it may exist without having been seen. */
export function holdReason(
	couple: Couple,
	paths: Both<string>,
	unread: readonly Side[],
	rules: HoldRules,
): HoldReason | null {
	const present = bothSides.filter((side) => couple[side] !== null);
	const some = (test: (side: Side, entry: Entry) => boolean) =>
		present.some((side) => {
			const entry = couple[side];
			return entry !== null && test(side, entry);
		});
	// A file that one side shows too small or too old for the filters is not a file that is missing there.
	if (some((side, entry) => !takesPart(entry, paths[side], rules.filter))) return 'excluded';
	if (bothSides.some((side) => rules.blocks[side](paths[side]))) return 'blockedByN8n';
	if (some((_, entry) => entry.type === 'link')) return 'link';
	if (some((side, entry) => rules.duplicates[side].has(entry.path))) return 'duplicateName';
	if (couple.collides) return 'nameCollision';
	if (unread.some((side) => couple[side] === null)) return 'incompleteListing';
	const unstorable = (side: Side) =>
		couple[side] === null && rules.nameProblem[side](couple.names[side]) !== null;
	const arrives = present.some((side) => rules.receivers.includes(across(side)));
	if (arrives && present.some((side) => unstorable(across(side)))) return 'unstorableName';
	return null;
}

function takesPart(entry: Entry, relativePath: string, filter: EntryFilter): boolean {
	return entry.type === 'folder'
		? filter.descends(relativePath)
		: filter.matches(entry, relativePath);
}
