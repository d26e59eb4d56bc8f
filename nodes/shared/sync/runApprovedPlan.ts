import { anyOf } from '../model/EntryFilter';
import { token } from '../model/ownNames';
import type { RunContext } from '../model/RunContext';
import type { Change } from './Change';
import { executePlan } from './executePlan';
import { executionOf } from './executionOf';
import { guardApproved } from './guardPlan';
import { protectApproved } from './protectApproved';
import { readPlan } from './readPlan';
import { removeLeftovers } from './removeLeftovers';
import { replan } from './replan';
import { report } from './report';
import { forBoth, type Both } from './Side';
import type { StateSession } from './StateSession';
import type { StateStore } from './StateStore';
import type { SyncOptions } from './SyncOptions';
import type { SyncReport } from './SyncReport';
import { guardRules } from './syncRules';
import type { SyncSide } from './SyncSide';
import { withState } from './withState';

/** A plan that came back as items. */
export interface ApprovedPlan {
	/** Items of a preview: all that came in, as one plan. */
	readonly items: readonly unknown[];
	readonly options: SyncOptions;
	/** What `pairIdOf` gives for the two folders. */
	readonly pairId: string;
}

/**
 * Carries out a plan that somebody has approved. Each change is checked against what its item says was seen, and is
 * skipped as stale if that no longer holds; of the guards only the number of deletions counts.
 * @throws RemoteError `invalidInput` for items of another pair, `guard` for too many deletions or a run at work
 */
export async function runApprovedPlan(
	plan: ApprovedPlan,
	sides: Both<SyncSide>,
	store: StateStore | null,
	run: RunContext,
): Promise<SyncReport> {
	const use = { operation: 'executePlan', preview: false, pairId: plan.pairId } as const;
	return await withState(store, use, run, (session) => runWith(session, plan, sides, run));
}

async function runWith(
	session: StateSession,
	{ items, options, pairId }: ApprovedPlan,
	sides: Both<SyncSide>,
	run: RunContext,
): Promise<SyncReport> {
	const begunAt = run.now();
	const names = {
		remoteFolder: sides.remote.folder,
		pairId,
		planId: planIdOf(items) ?? token(run.random) + token(run.random),
	};
	const folders = forBoth((side) => sides[side].folder);
	const read = readPlan(items, { pairId, folders, records: session.before.records });
	const [local, remote] = await Promise.all([
		sides.local.endpoint.abilities(),
		sides.remote.endpoint.abilities(),
	]);
	const abilities = { local, remote };
	const toBeRead = read.filter(isToBeRead);
	const settled = await replan(toBeRead, options, sides, abilities, session.before, run);
	const decided = read.filter((change) => !isToBeRead(change));
	const isProtected = anyOf(options.protect);
	const changes = [...protectApproved(decided, isProtected), ...settled.changes];
	guardApproved(changes, guardRules({ options }, sides, null, names));
	await removeLeftovers(session, sides);
	session.note(settled.learned);
	const execution = executionOf(options, sides, abilities, session, 'asSeen', run);
	const outcomes = await executePlan(changes, execution);
	await session.save(false);
	return report(outcomes, {
		...names,
		unchanged: settled.unchanged,
		durationMs: run.now() - begunAt,
		notes: [],
	});
}

function isToBeRead(change: Change): boolean {
	return change.reason === 'toBeRead' && change.status === 'planned';
}

/** The plan that the items come from; of several plans the first gives its name. */
function planIdOf(items: readonly unknown[]): string | null {
	const [first] = items;
	if (typeof first !== 'object' || first === null || !('planId' in first)) return null;
	return typeof first.planId === 'string' ? first.planId : null;
}
