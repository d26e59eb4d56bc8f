import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry } from '../shared/model/Entry';
import type { RemoteError } from '../shared/model/RemoteError';
import type { RunContext } from '../shared/model/RunContext';
import { assertBearable } from './assertBearable';
import { confirmRemoved } from './confirmRemoved';
import { decideFiles } from './decideFiles';
import { deletePickedUp } from './deletePickedUp';
import type { Store } from '../shared/files/Store';
import { doneFilesIn } from './doneFilesIn';
import { withExactTimes } from './exactTimes';
import { inOrder } from './inOrder';
import { lookAround, watchedFiles } from './lookAround';
import { missingFiles, stillUnread } from './missingFiles';
import { moveMarkers } from './moveMarkers';
import { nextState } from './nextState';
import type { PollRequest } from './PollRequest';
import type { TakenFile } from './TakenFile';
import { settleMissing } from './settleMissing';
import { takeFiles } from './takeFiles';
import type { WatchState } from './WatchState';

/** So long a poll begins downloads; what is left comes with the next one. */
export const downloadMs = 30_000;

/** What one poll gives out, and what it leaves to the next. */
export interface Watched<Kept> {
	readonly state: WatchState;
	readonly taken: ReadonlyArray<TakenFile<Kept>>;
	/** Files that are gone, as they were last seen. */
	readonly removed: readonly Entry[];
	/** Trouble of single files, which are tried again by the next poll. */
	readonly failures: readonly RemoteError[];
}

/**
 * One poll: delete what an earlier one handed out → list → ask for exact times → decide → ask for what is missing → take.
 * @param before null in the first poll
 * @param store where files are downloaded to
 * @throws RemoteError when the folder cannot be listed or holds too much; nothing was taken then
 */
export async function watchFolder<Kept>(
	endpoint: Endpoint,
	before: WatchState | null,
	request: PollRequest,
	store: Store<Kept>,
	run: RunContext,
): Promise<Watched<Kept>> {
	const { scope, rules, afterPickup } = request;
	const until = run.now() + downloadMs;
	const known = before && (await withoutPickedUp(endpoint, before, request, run));

	const tree = await lookAround(endpoint, scope, run);
	const listed = watchedFiles(tree, scope, rules.readiness);
	const doneFilesOf = doneFilesIn(tree, rules.readiness);
	const dated = await withExactTimes(endpoint, listed, known, run);
	const seen = dated.map((file) => ({ ...file, ...doneFilesOf(file.entry) }));
	const { files, ready } = decideFiles(known, seen, rules, run.now());

	const missing = missingFiles(known?.files.keys() ?? [], tree, scope);
	const gone = await confirmRemoved(endpoint, missing.doubtful);
	const { kept, removed } = settleMissing(known, missing, gone, rules.events, request.maxFiles);

	const all = new Map([...kept, ...files]);
	assertBearable(all.size);

	const claims = afterPickup.do === 'move';
	const outcomes = await takeFiles(
		endpoint,
		inOrder(ready, request.order),
		{
			store: request.downloadTo === null ? null : store,
			claim: claims ? { from: scope.folder, toFolder: afterPickup.toFolder } : null,
			limit: request.maxFiles === null ? null : request.maxFiles - removed.length,
			until,
		},
		run,
	);
	const taken = outcomes.flatMap((outcome) => (outcome.did === 'taken' ? [outcome.file] : []));
	await moveMarkers(endpoint, taken, run);
	const state = nextState({
		before: kept,
		files: all,
		unread: stillUnread(known, tree),
		deletions: known?.deletions ?? [],
		lost: outcomes.flatMap((one) => (one.did === 'lost' ? [one.candidate.entry.path] : [])),
		taken,
		deletes: afterPickup.do === 'delete',
	});
	const failures = outcomes.flatMap((one) => (one.did === 'failed' ? [one.failure] : []));
	return { state, taken, removed, failures };
}

/** Orders of a time when files were still to be deleted are not carried out. */
async function withoutPickedUp(
	endpoint: Endpoint,
	before: WatchState,
	{ afterPickup }: PollRequest,
	run: RunContext,
): Promise<WatchState> {
	return afterPickup.do === 'delete'
		? await deletePickedUp(endpoint, before, run)
		: { ...before, deletions: [] };
}
