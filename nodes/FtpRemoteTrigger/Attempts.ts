import { asFailure, isOfConnection } from '../shared/files/asFailure';
import type { RemoteError } from '../shared/model/RemoteError';
import type { Candidate } from './decideFiles';
import type { TakenFile, TakeOutcome } from './TakenFile';

/**
 * Tries to take files, one by one. No failure ends the poll, since files that were claimed before it must reach the
 * workflow; but once no connection can be made, the rest fails without another try.
 */
export class Attempts<Kept> {
	private down: RemoteError | null = null;

	/** @throws RemoteError `cancelled` */
	async take(
		candidate: Candidate,
		work: () => Promise<TakenFile<Kept> | null>,
	): Promise<TakeOutcome<Kept>> {
		if (this.down) return { did: 'failed', candidate, failure: this.down };
		const result = await asFailure(work);
		if (result === null) return { did: 'lost', candidate };
		if (!('failure' in result)) return { did: 'taken', file: result };
		const { failure } = result;
		if (isOfConnection(failure)) this.down = failure;
		return { did: 'failed', candidate, failure };
	}
}
