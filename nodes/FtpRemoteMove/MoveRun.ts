import { failureOf } from '../shared/files/attemptAll';
import { FolderMaker } from '../shared/files/FolderMaker';
import { moveEntry, type Moved } from '../shared/files/moveEntry';
import { moveMany } from '../shared/files/moveMany';
import type { Endpoint } from '../shared/model/Endpoint';
import { isCategory, RemoteError } from '../shared/model/RemoteError';
import type { RunContext } from '../shared/model/RunContext';
import type { MoveRequest } from './fields';
import { MoveOrder, type OneRequest } from './MoveOrder';
import type { MoveOutcome } from './outputs';

type Done = Extract<Moved, { readonly moved: true }>;
type ManyRequest = Extract<MoveRequest, { readonly operation: 'many' }>;

/** What an earlier try of the same run (*Retry On Fail*) leaves to be known of one input item. */
interface EarlierTry {
	readonly moved: readonly Done[];
	/** Where it may be, since the connection broke while it was moved there. */
	readonly mayBeAt: string | null;
}

/** By input item. */
export type EarlierTries = Map<number, EarlierTry>;

/** The moves of all items of one run. What an earlier try has moved is told, and not done again. */
export class MoveRun {
	private readonly order = new MoveOrder();
	private folders: FolderMaker | null = null;

	/**
	 * @param tries shared by all tries that n8n makes of the run
	 * @param onFileFailure whether a file of many that fails becomes an outcome of its own, or fails the item
	 */
	constructor(
		private readonly run: RunContext,
		private readonly tries: EarlierTries,
		private readonly onFileFailure: 'throw' | 'report',
	) {}

	/** Items that share one of these keep their order. */
	pathsOf(request: MoveRequest): readonly string[] {
		return this.order.keys(request);
	}

	/** Does what one item asks for. @throws RemoteError as `moveEntry` and `moveMany` */
	async perform(
		request: MoveRequest,
		endpoint: Endpoint,
		itemIndex: number,
	): Promise<readonly MoveOutcome[]> {
		const folders = (this.folders ??= new FolderMaker(endpoint));
		return request.operation === 'many'
			? await this.moveMany(request, endpoint, folders, itemIndex)
			: [await this.moveOne(this.order.settled(request), endpoint, folders, itemIndex)];
	}

	private async moveOne(
		request: OneRequest,
		endpoint: Endpoint,
		folders: FolderMaker,
		itemIndex: number,
	): Promise<Moved> {
		const { moved: [before] = [], mayBeAt = null } = this.tries.get(itemIndex) ?? {};
		if (before) return before;
		const work = moveEntry(endpoint, { ...request, mayBeAt }, folders);
		const [outcome] = await Promise.allSettled([work]);
		if (outcome.status === 'rejected') {
			const place = placeIn(outcome.reason);
			if (place !== null) this.tries.set(itemIndex, { moved: [], mayBeAt: place });
			throw outcome.reason;
		}
		const moved = outcome.value;
		this.order.learn(request, moved);
		if (isMoved(moved)) this.tries.set(itemIndex, { moved: [moved], mayBeAt: null });
		return moved;
	}

	private async moveMany(
		request: ManyRequest,
		endpoint: Endpoint,
		folders: FolderMaker,
		itemIndex: number,
	): Promise<readonly MoveOutcome[]> {
		const before = this.tries.get(itemIndex)?.moved ?? [];
		const [tried] = await Promise.allSettled([moveMany(endpoint, request, folders, this.run)]);
		if (tried.status === 'rejected') return folderGone(tried.reason, request, before);
		const attempts = tried.value;
		const now = attempts.outcomes.map((one) => (one.done ? one.value : { failure: one.failure }));
		const all = [...withoutTwins(before, now), ...now];
		this.tries.set(itemIndex, { moved: all.filter(isMoved), mayBeAt: null });
		const failure = failureOf(attempts);
		if (failure !== null && this.onFileFailure === 'throw') throw failure;
		return attempts.ended === null ? all : [...all, { failure: attempts.ended }];
	}
}

/** Where a move went whose answer was lost; null for every other failure. */
function placeIn(error: unknown): string | null {
	const toPath = error instanceof RemoteError ? error.data?.toPath : null;
	return typeof toPath === 'string' ? toPath : null;
}

function folderGone(
	error: unknown,
	{ folder, ifMissing }: ManyRequest,
	before: readonly Done[],
): readonly MoveOutcome[] {
	if (!isCategory(error, 'notFound')) throw error;
	// It was there when an earlier try moved what was in it.
	if (before.length > 0) return before;
	if (ifMissing === 'skip') return [{ path: folder, skipped: true }];
	throw error;
}

function isMoved(outcome: MoveOutcome): outcome is Done {
	return 'moved' in outcome;
}

/** A file that was moved to the same place again has taken the place of the one before. */
function withoutTwins(before: readonly Done[], now: readonly MoveOutcome[]): readonly Done[] {
	const taken = new Set(now.filter(isMoved).map(({ entry }) => entry.path));
	return before.filter(({ entry }) => !taken.has(entry.path));
}
