import type { Entry } from '../model/Entry';
import type { Tree } from '../model/Tree';
import { folderOf, joinPath } from '../model/RemotePath';
import { coupleNames } from './coupleNames';
import type { Couple } from './Couple';
import type { Folding } from './foldName';
import { holdReason, type HoldRules } from './holdReason';
import type { Pair } from './Pair';
import { knownNames } from './knownNames';
import { recordKeys } from './recordKeys';
import { bothSides, forBoth, type Both, type Side } from './Side';
import type { NameCollisionRule } from './SyncOptions';
import type { PairRecord } from './SyncState';
import { absolute } from './SyncSide';

export interface MatchRules extends HoldRules {
	readonly folds: Folding;
	readonly nameCollisions: NameCollisionRule;
	/** True for relative paths of our own making: they are no pairs. */
	readonly isOwn: (relativePath: string) => boolean;
}

export interface Matched {
	readonly root: Pair;
	/** Keys of records of which neither side shows anything any more. */
	readonly vanished: readonly string[];
	/** Paths of records that may exist in folders that were not wholly read. */
	readonly unseen: ReadonlyArray<Both<string>>;
}

/** A folder whose content is matched. */
interface Place {
	readonly paths: Both<string>;
	/** Sides that have the folder. */
	readonly here: readonly Side[];
	readonly unread: readonly Side[];
}

/** Pairs what stands at the same path on both sides, folder by folder, and with it what the state knows. Decides nothing. */
export function match(
	trees: Both<Tree>,
	records: ReadonlyMap<string, PairRecord>,
	rules: MatchRules,
): Matched {
	const content = forBoth((side) => byFolder(trees[side]));
	const noted = forBoth((side) => new Set(trees[side].notes.map(({ folder }) => folder)));
	const known = knownNames(records);
	const keyOf = recordKeys(records, (path) =>
		trees.local.entries.has(absolute(trees.local.folder, path)),
	);
	const used = new Set<string>();
	/** Folders by local path: whether records below are left alone, and whether they may exist unseen. */
	const folders = new Map<string, { readonly held: boolean; readonly unread: boolean }>();

	function matchFolder(place: Place): Pick<Pair, 'children' | 'mayHold' | 'unread'> {
		const unread = bothSides.filter(
			(side) =>
				place.unread.includes(side) ||
				(place.here.includes(side) &&
					trees[side].incomplete.has(absolute(trees[side].folder, place.paths[side]))),
		);
		folders.set(place.paths.local, { held: false, unread: unread.length > 0 });
		const mayHold = new Set<Side>(unread);
		const entries = forBoth((side) => {
			if (!place.here.includes(side)) return [];
			const folder = absolute(trees[side].folder, place.paths[side]);
			if (noted[side].has(folder)) mayHold.add(side);
			const all = content[side].get(folder) ?? [];
			const ours = (entry: Entry) => rules.isOwn(below(place.paths[side], entry.name));
			if (!all.some(ours)) return all;
			mayHold.add(side);
			return all.filter((entry) => !ours(entry));
		});
		const couples = coupleNames(entries.local, entries.remote, {
			folds: rules.folds,
			rule: rules.nameCollisions,
			known: (side, name, spelling) => known(side, place.paths, name, spelling),
		});
		const children = couples.map((couple) => pairOf(couple, place.paths, unread));
		return { children, unread, mayHold: [...mayHold] };
	}

	function pairOf(couple: Couple, parents: Both<string>, unread: readonly Side[]): Pair {
		const paths = childPaths(parents, couple.names);
		const held = holdReason(couple, paths, unread, rules);
		const spelled = below(parents.local, couple.names.remote);
		const recordKey = keyOf(paths.local, spelled);
		used.add(recordKey);
		const { local, remote } = couple;
		const here = bothSides.filter((side) => couple[side]?.type === 'folder');
		const entered = here.length > 0 && (held === null || held === 'incompleteListing');
		if (here.length > 0 && !entered) folders.set(paths.local, { held: true, unread: false });
		const inside = entered
			? matchFolder({ paths, here, unread: unread.filter((side) => couple[side] === null) })
			: leaf;
		const wanted = bothSides.every((side) => {
			const entry = couple[side];
			return entry === null || rules.filter.matches(entry, paths[side]);
		});
		const record = records.get(recordKey) ?? null;
		return { paths, local, remote, record, recordKey, held, wanted, ...inside };
	}

	const atTop: Place = { paths: { local: '', remote: '' }, here: bothSides, unread: [] };
	const root: Pair = {
		...{ paths: atTop.paths, local: null, remote: null, record: null, recordKey: '' },
		...{ held: null, wanted: true },
		...matchFolder(atTop),
	};
	const vanished: string[] = [];
	const unseen: Array<Both<string>> = [];
	for (const [key, record] of records) {
		if (used.has(key)) continue;
		const folder = nearest(key);
		if (folder.held) continue;
		if (folder.unread) unseen.push({ local: key, remote: record.remotePath ?? key });
		else vanished.push(key);
	}
	return { root, vanished, unseen };

	function nearest(key: string): { readonly held: boolean; readonly unread: boolean } {
		for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
			const folder = folders.get(key.slice(0, end));
			if (folder) return folder;
		}
		return folders.get('') ?? { held: false, unread: true };
	}
}

const leaf: Pick<Pair, 'children' | 'mayHold' | 'unread'> = {
	children: [],
	mayHold: [],
	unread: [],
};

function byFolder(tree: Tree): Map<string, Entry[]> {
	const folders = new Map<string, Entry[]>();
	for (const entry of tree.entries.values()) {
		const folder = folderOf(entry.path);
		const there = folders.get(folder);
		if (there) there.push(entry);
		else folders.set(folder, [entry]);
	}
	return folders;
}

/** Most names are the same on both sides: then one text and one object serve both. */
function childPaths(parents: Both<string>, names: Both<string>): Both<string> {
	const local = below(parents.local, names.local);
	if (parents.local === parents.remote && names.local === names.remote)
		return { local, remote: local };
	return { local, remote: below(parents.remote, names.remote) };
}

function below(folder: string, name: string): string {
	return folder === '' ? name : joinPath(folder, name);
}
