import { RemoteError } from '../model/RemoteError';
import { change, transferTo, type Change } from './Change';
import type { Pair } from './Pair';
import { stepAside } from './planConflict';
import { isProtectedPair, type PlanRules } from './PlanRules';
import { across, type Side } from './Side';
import { sourceOf } from './SyncOptions';

/** What happens to a file that stands against a folder, and what becomes of what is in the folder. */
export interface ClashPlan {
	readonly changes: readonly Change[];
	/** `leave` all of it · `copy` it beside what happens here, deleting nothing · `replaced`: its deletion is among the changes. */
	readonly content: 'leave' | 'copy' | 'replaced';
}

/** Plans a path that is a file on one side and a folder on the other. */
export function planClash(pair: Pair, rules: PlanRules): ClashPlan {
	const fileSide: Side = pair.local?.type === 'file' ? 'local' : 'remote';
	const source = sourceOf(rules.operation);
	if (source === null) return bothWays(pair, fileSide, rules);
	const target = across(source);
	const seen = { ...pairFields(pair), side: target };
	const create = fileSide === source ? transferTo(target) : 'createFolder';
	const isKept =
		fileSide === source ? !isRemovable(pair, target, rules) : isProtectedPair(pair, rules);
	if (!rules.options.deleteExtra || isKept) {
		const problem = inTheWay(pair, target, isKept && rules.options.deleteExtra);
		const reason = 'fileAgainstFolder';
		return {
			changes: [change({ ...seen, action: create, reason, status: 'failed', problem })],
			content: 'leave',
		};
	}
	const clear = fileSide === source ? removeAll(pair, target) : [replaced(pair, target)];
	return {
		changes: [...clear, change({ ...seen, action: create, reason: 'replaced', [target]: null })],
		content: fileSide === source ? 'replaced' : 'copy',
	};
}

/** Two-way, no rule may delete a whole folder for a file, so the file steps aside whatever the rule. */
function bothWays(pair: Pair, fileSide: Side, rules: PlanRules): ClashPlan {
	const seen = pairFields(pair);
	const found = change({ ...seen, action: 'conflict', side: null, reason: 'fileAgainstFolder' });
	const file = pair[fileSide];
	const skips = rules.options.conflict === 'skip';
	if (skips || file === null || isProtectedPair(pair, rules)) {
		const reason = skips ? 'fileAgainstFolder' : 'protected';
		return { changes: [{ ...found, reason, status: 'skipped' }], content: 'leave' };
	}
	const folder = change({
		...seen,
		action: 'createFolder',
		side: fileSide,
		reason: 'conflict',
		[fileSide]: null,
	});
	return { changes: [found, ...stepAside(pair, fileSide, file, rules), folder], content: 'copy' };
}

/** True when all that stands at the path on a side is known and may go. */
function isRemovable(pair: Pair, side: Side, rules: PlanRules): boolean {
	if (pair.held !== null || isProtectedPair(pair, rules)) return false;
	if (pair[side]?.type !== 'folder') return true;
	if (!pair.wanted || pair.mayHold.includes(side)) return false;
	return pair.children.every((child) => child[side] === null || isRemovable(child, side, rules));
}

/** Deletes what stands at the path on a side, a folder with all in it. */
function removeAll(pair: Pair, side: Side): Change[] {
	const below = pair.children
		.filter((child) => child[side] !== null)
		.flatMap((child) => removeAll(child, side));
	return [...below, replaced(pair, side)];
}

function replaced(pair: Pair, side: Side): Change {
	const action = pair[side]?.type === 'folder' ? 'deleteFolder' : 'deleteFile';
	return change({ ...pairFields(pair), action, side, reason: 'replaced' });
}

function pairFields({ paths, recordKey, local, remote }: Pair) {
	return { paths, recordKey, local, remote };
}

function inTheWay(pair: Pair, target: Side, kept: boolean): RemoteError {
	const there = pair[target];
	const path = there?.path ?? pair.paths[target];
	const [what, wanted] = there?.type === 'folder' ? ['folder', 'file'] : ['file', 'folder'];
	return new RemoteError({
		category: 'alreadyExists',
		stage: 'local',
		message: `${path} is a ${what} on the target and a ${wanted} on the source`,
		description: kept
			? `The ${what} holds or is something that filters or Protect keep. Move it away.`
			: `Rename one of the two, or switch Delete Extra on to let the ${what} give way.`,
		path,
	});
}
