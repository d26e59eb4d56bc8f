import type { Endpoint } from '../shared/model/Endpoint';
import { RemoteError } from '../shared/model/RemoteError';
import type { RunContext } from '../shared/model/RunContext';
import type { Candidate } from './decideFiles';
import type { Store } from '../shared/files/Store';
import { inOrder } from './inOrder';
import { lookAround, watchedFiles } from './lookAround';
import type { PollRequest } from './PollRequest';
import { takeFiles } from './takeFiles';
import { downloadMs, type Watched } from './watchFolder';

type Sample<Kept> = Pick<Watched<Kept>, 'taken' | 'removed'>;

/** As many as a person looks at. */
const sampleSize = 10;

/**
 * What a test in the editor shows: files that are really there, as they would be handed out. Nothing is remembered, and
 * nothing is moved or deleted.
 * @throws RemoteError, also when there is nothing to show
 */
export async function showSample<Kept>(
	endpoint: Endpoint,
	request: PollRequest,
	store: Store<Kept>,
	run: RunContext,
): Promise<Sample<Kept>> {
	const { scope, rules, order, maxFiles, downloadTo } = request;
	const until = run.now() + downloadMs;
	const tree = await lookAround(endpoint, scope, run);
	const files = watchedFiles(tree, scope, rules.readiness).map((entry): Candidate => ({
		entry,
		event: rules.events.has('added') ? 'added' : 'changed',
		blurMs: null,
		markers: [],
		followers: [],
	}));
	if (files.length === 0) throw nothingThere(request);
	const limit = maxFiles ?? sampleSize;
	// Nobody can show a file that is gone: one that is there stands for it.
	if (!rules.events.has('added') && !rules.events.has('changed')) {
		const removed = inOrder(files, order).slice(0, limit);
		return { taken: [], removed: removed.map(({ entry }) => entry) };
	}
	const outcomes = await takeFiles(
		endpoint,
		inOrder(files, order),
		{
			store: downloadTo === null ? null : store,
			claim: null,
			limit,
			until,
		},
		run,
	);
	const taken = outcomes.flatMap((outcome) => (outcome.did === 'taken' ? [outcome.file] : []));
	const failure = outcomes.find((outcome) => outcome.did === 'failed');
	if (taken.length === 0) throw failure?.failure ?? nothingThere(request);
	return { taken, removed: [] };
}

function nothingThere({ scope, filtersShown }: PollRequest): RemoteError {
	const { folder, recursive } = scope;
	const where = recursive ? `${folder} and the folders in it` : folder;
	return new RemoteError({
		category: 'notFound',
		stage: 'local',
		message:
			filtersShown === ''
				? `There is no file in ${where}`
				: `No file in ${where} passes the filters (${filtersShown})`,
		description:
			'A test shows files that are there already. Put one into the folder, or change the folder or the filters, and test again.',
		path: folder,
	});
}
