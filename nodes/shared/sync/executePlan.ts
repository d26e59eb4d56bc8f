import { mapConcurrently } from '../concurrency/mapConcurrently';
import type { Change } from './Change';
import { confirmWritten } from './confirmWritten';
import { deleteEntries } from './deleteEntries';
import type { Execution } from './Execution';
import { expectedAt } from './expectedAt';
import { attempt, outcomeOf, staleOutcome, type Outcome } from './Outcome';
import { phaseOf, phases, type Phase } from './phases';
import { remotePathOf } from './recordUnchanged';
import { bothSides, type Side } from './Side';
import { absolute } from './SyncSide';
import { transferAll } from './transferAll';

/**
 * Carries out a plan and decides nothing. Trouble of one path is its outcome and stops no other.
 * @returns one outcome a change, in the order of the changes
 */
export async function executePlan(
	changes: readonly Change[],
	execution: Execution,
): Promise<Outcome[]> {
	const done = new Map<Change, Outcome>();
	for (const phase of phases) {
		for (const side of bothSides) {
			const due = changes.filter((one) => one.side === side && phaseOf(one) === phase);
			if (due.length === 0) continue;
			for (const part of inTurn(due, phase)) {
				const outcomes = await carryOut(part, phase, side, execution);
				outcomes.forEach((outcome) => done.set(outcome.change, outcome));
			}
		}
	}
	const outcomes = changes.map((one) => done.get(one) ?? told(one));
	await confirmWritten(outcomes, execution);
	return outcomes;
}

/** A conflict is done once what follows from it is. */
function told(change: Change): Outcome {
	const resolved = change.status === 'planned' && change.reason !== 'toBeRead';
	return outcomeOf(change, resolved ? 'done' : change.status);
}

/** What may go side by side: folders level by level, made from the top and deleted from the bottom; all else at once. */
function inTurn(changes: readonly Change[], phase: Phase): ReadonlyArray<readonly Change[]> {
	if (phase !== 'createFolders' && phase !== 'deleteFolders' && phase !== 'clearFolders')
		return [changes];
	const levels = new Map<number, Change[]>();
	for (const change of changes) {
		const { remote } = change.paths;
		const depth = remote === '' ? 0 : remote.split('/').length;
		levels.set(depth, [...(levels.get(depth) ?? []), change]);
	}
	const fromTop = [...levels].sort(([a], [b]) => a - b).map(([, level]) => level);
	return phase === 'createFolders' ? fromTop : fromTop.reverse();
}

async function carryOut(
	changes: readonly Change[],
	phase: Phase,
	side: Side,
	execution: Execution,
): Promise<Outcome[]> {
	const { sides, run } = execution;
	const widths = { local: sides.local.endpoint.parallel, remote: sides.remote.endpoint.parallel };
	const each = (width: number, work: (change: Change) => Promise<Outcome>) =>
		mapConcurrently(changes, width, run.signal, (one) => attempt(one, () => work(one)));
	switch (phase) {
		case 'rename':
			return await each(widths[side], (one) => rename(one, side, execution));
		case 'createFolders':
			return await each(widths[side], (one) => createFolder(one, side, execution));
		case 'transfer':
			return await transferAll(changes, side, execution);
		case 'clearFiles':
		case 'clearFolders':
		case 'deleteFiles':
		case 'deleteFolders':
			return await deleteEntries(changes, side, execution);
	}
}

async function createFolder(change: Change, side: Side, execution: Execution): Promise<Outcome> {
	const { sides, folders, session } = execution;
	await folders[side].ensure(absolute(sides[side].folder, change.paths[side]));
	const key = change.paths.local;
	const record = { type: 'folder', remotePath: remotePathOf(change.paths) } as const;
	if (key !== '') await session.append({ record, key, ended: [] });
	return outcomeOf(change, 'done');
}

async function rename(change: Change, side: Side, execution: Execution): Promise<Outcome> {
	const { endpoint, folder } = execution.sides[side];
	const seen = change[side];
	if (seen === null) return staleOutcome(change);
	const to = absolute(folder, change.paths[side]);
	await endpoint.move(seen.path, to, { overwrite: false, expected: expectedAt(seen) });
	return outcomeOf(change, 'done');
}
