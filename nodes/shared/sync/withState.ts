import { isCategory } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { StateSession } from './StateSession';
import type { StateLock, StateStore } from './StateStore';
import type { SyncOperation } from './SyncOptions';

/** For what a state is opened. */
export interface StateUse {
	readonly operation: SyncOperation | 'executePlan';
	readonly preview: boolean;
	readonly pairId: string;
}

/**
 * Lends the state of a pair, locked against other runs. A preview takes no lock and writes nothing; a push from a folder
 * that cannot be written does without a state.
 * @throws RemoteError `guard` while another run of the pair is at work
 */
export async function withState<T>(
	store: StateStore | null,
	use: StateUse,
	run: Pick<RunContext, 'hint' | 'log'>,
	work: (session: StateSession) => Promise<T>,
): Promise<T> {
	if (use.preview || store === null)
		return await work(await StateSession.open(use.pairId, store, null));
	let lock: StateLock;
	try {
		lock = await store.lock();
	} catch (error) {
		if (use.operation !== 'push' || !isCategory(error, 'permission', 'quota')) throw error;
		run.hint(
			'The local folder cannot be written, so nothing is remembered between runs and only sizes are compared',
		);
		return await work(await StateSession.open(use.pairId, null, null));
	}
	try {
		return await work(await StateSession.open(use.pairId, store, lock));
	} finally {
		// A lock that stays is taken over after a while; it must not hide what went wrong before.
		await lock.release().catch((error: unknown) => {
			run.log('warn', `The lock of a sync could not be released: ${String(error)}`);
		});
	}
}
