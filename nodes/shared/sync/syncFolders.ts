import { RemoteError } from '../model/RemoteError';
import { isWithin } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { token } from '../model/ownNames';
import { executePlan } from './executePlan';
import { executionOf } from './executionOf';
import { guardPlan, markBlocked } from './guardPlan';
import { match } from './match';
import { measureShifts } from './measureShifts';
import { outcomeOf } from './Outcome';
import { planMissingFolders, planUnsafeNames } from './planFromScans';
import { planSync } from './planSync';
import { probeFolding } from './probeFolding';
import { recordUnchanged } from './recordUnchanged';
import { removeLeftovers } from './removeLeftovers';
import { report } from './report';
import { settle } from './settle';
import { forBoth, type Both } from './Side';
import type { StateSession } from './StateSession';
import type { StateStore } from './StateStore';
import { survey } from './survey';
import { syncNotes } from './syncNotes';
import { receiversOf, type SyncRequest } from './SyncOptions';
import type { SyncReport } from './SyncReport';
import type { SyncState } from './SyncState';
import { clocksOf, compareRules, guardRules, matchRules, planRules } from './syncRules';
import type { SyncSide } from './SyncSide';
import { withState } from './withState';

/**
 * Syncs two folders, or says what it would do. Failed paths are items of the report; what is thrown has stopped the run.
 * @param store where the state of the pair is kept; null where nothing can be kept
 * @throws RemoteError `guard` before the first change, with the plan in `data`, or while another run of the pair is at work
 */
export async function syncFolders(
	request: SyncRequest,
	sides: Both<SyncSide>,
	store: StateStore | null,
	run: RunContext,
): Promise<SyncReport> {
	assertTrashOutside(request, sides);
	return await withState(store, request, run, (session) => syncWith(session, request, sides, run));
}

async function syncWith(
	session: StateSession,
	request: SyncRequest,
	sides: Both<SyncSide>,
	run: RunContext,
): Promise<SyncReport> {
	const begunAt = run.now();
	const { options, preview, pairId, operation } = request;
	if (!preview) await removeLeftovers(session, sides);
	const state = session.before;

	const scans = await survey(request, sides, state, run);
	const folding = await probeFolding(scans, sides, receiversOf(operation), hasRenamed(state));
	const trees = forBoth((side) => scans[side].tree);
	const matched = match(trees, state.records, matchRules(request, sides, scans, folding));

	const abilities = forBoth((side) => scans[side].abilities);
	const shifts = await measureShifts(matched.root, sides, abilities);
	const compare = compareRules(request, state, session.kept, abilities, shifts);
	const reads = !preview || compare.mode === 'checksum';
	const answers = await settle(matched.root, compare, { sides, abilities, reads }, run);

	const planned = planSync(
		matched,
		planRules(request, compare, answers, { scans, abilities }, run),
	);
	const first = planMissingFolders(scans, receiversOf(operation));
	const plan = { ...planned, changes: [...first, ...planned.changes, ...planUnsafeNames(trees)] };
	const planId = token(run.random) + token(run.random);
	const names = { remoteFolder: sides.remote.folder, pairId, planId };
	const guards = guardRules(request, sides, scans, names);

	const notes = syncNotes(sides, scans, shifts, compare.mode);
	notes.forEach((note) => run.hint(note));
	const finish = (outcomes: Parameters<typeof report>[0]) =>
		report(outcomes, {
			...names,
			unchanged: plan.unchanged.length,
			durationMs: run.now() - begunAt,
			notes,
		});
	if (preview) return finish(markBlocked(plan, guards).changes.map((change) => outcomeOf(change)));

	const scannedAt = forBoth((side) => scans[side].startedAt);
	session.note(...recordUnchanged(plan, { answers, clocks: clocksOf(abilities), scannedAt }));
	const execution = executionOf(options, sides, abilities, session, 'asItIs', run);
	const outcomes = await executePlan(guardPlan(plan, guards).changes, execution);
	await session.save(true);
	return finish(outcomes);
}

function hasRenamed(state: SyncState): boolean {
	for (const { remotePath } of state.records.values()) if (remotePath !== null) return true;
	return false;
}

function assertTrashOutside({ options }: SyncRequest, sides: Both<SyncSide>): void {
	const { trashFolder } = options;
	if (trashFolder === null || !isWithin(sides.remote.folder, trashFolder)) return;
	throw new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `The remote folder ${sides.remote.folder} lies in the trash folder ${trashFolder}`,
		description: 'Choose a trash folder of its own, for example "/trash".',
		path: trashFolder,
	});
}
