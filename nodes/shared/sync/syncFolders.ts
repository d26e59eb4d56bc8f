import { RemoteError } from '../model/RemoteError';
import { isWithin } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { token } from '../model/ownNames';
import { compareAll } from './compareAll';
import { executePlan } from './executePlan';
import { executionOf } from './executionOf';
import { guardPlan, markBlocked } from './guardPlan';
import { outcomeOf, type Outcome } from './Outcome';
import { pairUp } from './pairUp';
import { planByClock } from './planByClock';
import { planRun } from './planRun';
import { recordUnchanged } from './recordUnchanged';
import { removeLeftovers } from './removeLeftovers';
import { report } from './report';
import { forBoth, type Both } from './Side';
import type { SideScan } from './SideScan';
import type { StateSession } from './StateSession';
import type { StateStore } from './StateStore';
import { survey } from './survey';
import { syncNotes } from './syncNotes';
import type { SyncRequest } from './SyncOptions';
import type { SyncReport } from './SyncReport';
import { clocksOf, guardRules } from './syncRules';
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

/** The whole story: scan, match, compare, plan, guard, execute, report. */
async function syncWith(
	session: StateSession,
	request: SyncRequest,
	sides: Both<SyncSide>,
	run: RunContext,
): Promise<SyncReport> {
	const begunAt = run.now();
	if (!request.preview) await removeLeftovers(session, sides);
	const scans = await survey(request, sides, session.before, run);
	const matched = await pairUp(scans, session.before, request, sides);
	const compared = await compareAll(matched.root, scans, session, request, sides, run);
	const plan = planRun(matched, compared, scans, request, run);

	const notes = syncNotes(sides, scans, compared.rules);
	for (const note of notes) run.hint(note);
	const names = {
		remoteFolder: sides.remote.folder,
		pairId: request.pairId,
		planId: token(run.random) + token(run.random),
	};
	const reportOf = (outcomes: readonly Outcome[]) => {
		const durationMs = run.now() - begunAt;
		return report(outcomes, { ...names, notes, durationMs, unchanged: plan.unchanged.length });
	};
	const guards = guardRules(request, sides, scans, names);
	if (request.preview)
		return reportOf(markBlocked(plan, guards).changes.map((change) => outcomeOf(change)));

	const guarded = guardPlan(plan, guards);
	const again = (clocked: Both<SideScan>) => planRun(matched, compared, clocked, request, run);
	const { final, abilities } = await planByClock(guarded, scans, again, {
		...{ options: request.options, sides, session, run },
	});
	const scannedAt = forBoth((side) => scans[side].startedAt);
	const { answers } = compared;
	session.note(recordUnchanged(final, { answers, clocks: clocksOf(abilities), scannedAt }));
	const execution = executionOf(request.options, sides, abilities, session, 'asItIs', run);
	const outcomes = await executePlan(final.changes, execution);
	await session.save(true);
	return reportOf(outcomes);
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
