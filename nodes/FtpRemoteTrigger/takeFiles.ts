import { FolderMaker } from '../shared/files/FolderMaker';
import { sideBySide } from '../shared/files/sideBySide';
import type { Endpoint } from '../shared/model/Endpoint';
import type { RunContext } from '../shared/model/RunContext';
import { Attempts } from './Attempts';
import { claimFile, type ClaimTarget } from './claimFile';
import type { Candidate } from './decideFiles';
import type { Store } from '../shared/files/Store';
import { downloadFile } from './downloadFile';
import type { TakeOutcome } from './TakenFile';

/** How candidates are taken. */
export interface Taking<Kept> {
	/** null = no file is downloaded. */
	readonly store: Store<Kept> | null;
	/** null = files stay where they are. */
	readonly claim: Omit<ClaimTarget, 'at'> | null;
	/** Files to take at most; null = all. */
	readonly limit: number | null;
	/** No new download is begun from this moment on, in milliseconds since 1970; the first one always is. */
	readonly until: number;
}

/**
 * Takes candidates in order until there are enough: downloads them first, then claims those that have arrived. In this
 * order, since a file that was moved away and then cannot be read would reach nobody.
 * @throws RemoteError `cancelled`
 */
export async function takeFiles<Kept>(
	endpoint: Endpoint,
	candidates: readonly Candidate[],
	taking: Taking<Kept>,
	run: RunContext,
): Promise<ReadonlyArray<TakeOutcome<Kept>>> {
	const attempts = new Attempts<Kept>();
	const folders = new FolderMaker(endpoint);
	const outcomes: Array<TakeOutcome<Kept>> = [];
	let next = 0;
	// Files that fail or are lost make room for those after them.
	for (let room = roomIn(taking, outcomes); room > 0; room = roomIn(taking, outcomes)) {
		const batch = candidates.slice(next, next + room);
		if (batch.length === 0) break;
		const read = await readAll(endpoint, batch, next === 0, taking, attempts, run);
		outcomes.push(...(await claimAll(endpoint, read, taking, folders, attempts, run)));
		if (read.length < batch.length) break;
		next += batch.length;
	}
	return outcomes;
}

function roomIn<Kept>({ limit }: Taking<Kept>, outcomes: ReadonlyArray<TakeOutcome<Kept>>): number {
	if (limit === null) return Infinity;
	return limit - outcomes.filter(({ did }) => did === 'taken').length;
}

/** Downloads what there is time for, in order; what there was no time for is missing in the result. */
async function readAll<Kept>(
	endpoint: Endpoint,
	batch: readonly Candidate[],
	isFirst: boolean,
	{ store, until }: Taking<Kept>,
	attempts: Attempts<Kept>,
	run: RunContext,
): Promise<ReadonlyArray<TakeOutcome<Kept>>> {
	if (store === null) {
		return batch.map((candidate) => ({
			did: 'taken',
			file: { candidate, entry: candidate.entry, content: null, claimed: false },
		}));
	}
	const work = batch.map((candidate) => ({ candidate, path: candidate.entry.path }));
	const outcomes = await sideBySide(endpoint, work, run, async ({ candidate }, index) => {
		if (run.now() >= until && !(isFirst && index === 0)) return null;
		return await attempts.take(candidate, async () => {
			const read = await downloadFile(endpoint, candidate.entry, store);
			return read && { candidate, ...read, claimed: false };
		});
	});
	return outcomes.filter((outcome) => outcome !== null);
}

async function claimAll<Kept>(
	endpoint: Endpoint,
	read: ReadonlyArray<TakeOutcome<Kept>>,
	{ claim }: Taking<Kept>,
	folders: FolderMaker,
	attempts: Attempts<Kept>,
	run: RunContext,
): Promise<ReadonlyArray<TakeOutcome<Kept>>> {
	if (claim === null) return read;
	const target = { ...claim, at: run.now() };
	const work = read.map((outcome) => ({
		outcome,
		path: outcome.did === 'taken' ? outcome.file.entry.path : outcome.candidate.entry.path,
	}));
	return await sideBySide(endpoint, work, run, async ({ outcome }) => {
		if (outcome.did !== 'taken') return outcome;
		const { file } = outcome;
		return await attempts.take(file.candidate, async () => {
			const entry = await claimFile(endpoint, file.entry, target, folders);
			return entry && { ...file, entry, claimed: true };
		});
	});
}
