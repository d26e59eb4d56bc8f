import { compileFilter } from '../shared/model/EntryFilter';
import type { RunContext } from '../shared/model/RunContext';
import type { OpenPair } from '../shared/n8n/syncPair';
import { runApprovedPlan } from '../shared/sync/runApprovedPlan';
import { syncFolders } from '../shared/sync/syncFolders';
import type { SyncReport } from '../shared/sync/SyncReport';
import type { PlanRequest, SyncRequest } from './fields';

/** How many failed paths an error names for programs, as many as a guard does. */
const mostShown = 100;

/**
 * Syncs two folders.
 * @param keepsGoing *Continue On Fail*: failed paths are told by their items and throw nothing
 * @throws RemoteError of the first failed path at the end, unless only a report is wanted
 */
export async function sync(
	{ operation, preview, folders, options, onPathFailure }: SyncRequest,
	{ sides, store, pairId }: OpenPair,
	run: RunContext,
	keepsGoing: boolean,
): Promise<SyncReport> {
	const filter = compileFilter(folders.filters);
	const request = { operation, preview, filter, options, pairId };
	const report = await syncFolders(request, sides, store, run);
	// A preview has tried nothing that could have failed.
	return preview || keepsGoing ? report : settled(report, onPathFailure);
}

/** Carries out an approved plan. @throws RemoteError as `sync`, and `invalidInput` for a plan of another pair */
export async function executePlan(
	items: readonly unknown[],
	{ options, onPathFailure }: PlanRequest,
	{ sides, store, pairId }: OpenPair,
	run: RunContext,
	keepsGoing: boolean,
): Promise<SyncReport> {
	const report = await runApprovedPlan({ items, options, pairId }, sides, store, run);
	return keepsGoing ? report : settled(report, onPathFailure);
}

/** The other paths are done by now: the error says how many are not. */
function settled(report: SyncReport, onPathFailure: PlanRequest['onPathFailure']): SyncReport {
	const { failure, items, summary } = report;
	if (failure === null || onPathFailure === 'report') return report;
	const failed = items.filter(({ status }) => status === 'failed');
	throw failure.with({
		message: `${failed.length} of ${items.length} changes failed. ${failure.message}`,
		description: `${failure.description} The other changes are done. Set On Path Failure to Report to get all of them as items.`,
		data: { summary, failed: failed.slice(0, mostShown) },
	});
}
