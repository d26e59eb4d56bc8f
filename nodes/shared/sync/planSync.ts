import { comparePaths } from '../files/comparePaths';
import { change, type Change } from './Change';
import { asSeen, gone, onBoth, together, untouched, type Fate } from './Fate';
import type { Matched } from './match';
import { isFolderPair, type Pair } from './Pair';
import type { Plan } from './Plan';
import { planClash } from './planClash';
import { planFile } from './planFile';
import { planHeld, planUnseen } from './planHeld';
import { isProtectedPair, type PlanRules } from './PlanRules';
import { across, bothSides, type Side } from './Side';
import { receiversOf, sourceOf } from './SyncOptions';

/** Decides everything: what is transferred, made, renamed and deleted, and what is left alone and why. */
export function planSync(matched: Matched, rules: PlanRules): Plan {
	const changes: Change[] = [];
	const unchanged: Pair[] = [];
	const folders: Pair[] = [];
	const files = { local: 0, remote: 0 };

	/** `contested`: below a file that stands against a folder; nothing there may be deleted for being missing across. */
	function visit(pair: Pair, contested: boolean): Fate {
		if (pair.held !== null) {
			changes.push(...planHeld(pair, rules));
			for (const child of pair.children) visit(child, contested);
			return untouched;
		}
		const types = bothSides.map((side) => pair[side]?.type ?? null);
		if (types.includes('folder') && types.includes('file')) return visitClash(pair);
		if (isFolderPair(pair)) return visitFolder(pair, contested);
		for (const side of bothSides) if (pair[side] !== null) files[side]++;
		const plan = planFile(contested ? { ...pair, record: null } : pair, rules);
		changes.push(...plan.changes);
		if (plan.equal) unchanged.push(pair);
		return plan.fate;
	}

	function visitClash(pair: Pair): Fate {
		const plan = planClash(pair, rules);
		for (const side of bothSides) if (pair[side]?.type === 'file') files[side]++;
		for (const one of plan.changes) changes.push(one);
		if (plan.content === 'leave') return untouched;
		if (plan.content === 'copy') for (const child of pair.children) visit(child, true);
		else for (const side of bothSides) files[side] += filesBelow(pair, side);
		return onBoth(...bothSides);
	}

	function visitFolder(pair: Pair, contested: boolean): Fate {
		const inside = pair.children.map((child) => visit(child, contested));
		if (pair.unread.length > 0) changes.push(planUnseen(pair.paths));
		const only = bothSides.find((side) => pair[across(side)] === null);
		if (only === undefined) {
			folders.push(pair);
			return onBoth();
		}
		const fate = together(inside, pair.mayHold);
		return planLoneFolder(pair, only, fate, !contested && pair.record?.type === 'folder');
	}

	/** A folder that one side has: it is made across, or follows its deletion there if nothing in it stays. */
	function planLoneFolder(pair: Pair, here: Side, inside: Fate, recorded: boolean): Fate {
		const there = across(here);
		const source = sourceOf(rules.operation);
		const doomed = source === null ? recorded : there === source && rules.options.deleteExtra;
		const { paths, recordKey, local, remote } = pair;
		const seen = { paths, recordKey, local, remote };
		if (doomed && pair.wanted && !inside.stays[here] && !isProtectedPair(pair, rules)) {
			const reason = source === null ? 'deleted' : 'extra';
			changes.push(change({ ...seen, action: 'deleteFolder', side: here, reason }));
			return gone;
		}
		const isNew = !doomed && pair.wanted;
		const arrives = receiversOf(rules.operation).includes(there);
		if (!arrives || !(isNew || inside.needs[there])) return asSeen(pair);
		const reason = isNew ? 'new' : 'needed';
		changes.push(change({ ...seen, action: 'createFolder', side: there, reason }));
		return onBoth(there);
	}

	for (const child of matched.root.children) visit(child, false);
	if (matched.root.unread.length > 0) changes.push(planUnseen(matched.root.paths));
	for (const paths of matched.unseen) changes.push(planUnseen(paths));
	changes.sort(inOrder);
	return { changes, unchanged, folders, vanished: matched.vanished, files };
}

function filesBelow(pair: Pair, side: Side): number {
	const here = (child: Pair) => (child[side]?.type === 'file' ? 1 : 0);
	return pair.children.reduce((sum, child) => sum + here(child) + filesBelow(child, side), 0);
}

/** As people read: by path. Of one path the order of planning stays, as sorting is stable. */
function inOrder(a: Change, b: Change): number {
	return comparePaths(a.paths.remote, b.paths.remote);
}
