import { isCategory, RemoteError } from '../model/RemoteError';
import type { Change, Reason } from './Change';
import type { FileRecord } from './SyncState';

/** A file that was written, to be looked at once more when all is done. */
export interface Written {
	readonly path: string;
	readonly bytes: number;
	/** Milliseconds since 1970. */
	readonly writtenAt: number;
	readonly record: FileRecord;
}

/** What became of one change. */
export interface Outcome {
	readonly change: Change;
	readonly status: 'planned' | 'done' | 'failed' | 'skipped';
	readonly reason: Reason;
	readonly problem: RemoteError | null;
	readonly bytes: number;
	readonly sha256: string | null;
	readonly attempts: number;
	readonly written: Written | null;
}

/** A change that is not carried out, or not yet: what it says of itself. */
export function outcomeOf(change: Change, status: Outcome['status'] = change.status): Outcome {
	const { reason, problem } = change;
	const attempts = problem?.attempts ?? 0;
	return { change, status, reason, problem, bytes: 0, sha256: null, attempts, written: null };
}

export function staleOutcome(change: Change): Outcome {
	return { ...outcomeOf(change, 'skipped'), reason: 'stale' };
}

/**
 * Carries out one change: trouble of its path becomes its outcome. What ends the whole run is thrown: a stop, a lost
 * lock, and our own mistakes.
 */
export async function attempt(change: Change, work: () => Promise<Outcome>): Promise<Outcome> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof RemoteError) || isCategory(error, 'cancelled')) throw error;
		if (error.category === 'guard' && error.data?.stale === true) return staleOutcome(change);
		if (isCategory(error, 'guard')) throw error;
		return { ...outcomeOf(change, 'failed'), problem: error, attempts: error.attempts };
	}
}
