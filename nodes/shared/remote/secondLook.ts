import { RemoteError } from '../model/RemoteError';

/**
 * The server is asked for the reason after it has refused. When all looks right then, somebody has made the missing folder
 * in between (another item, another workflow), which looks like missing rights, and doing it once more will do.
 */
export function mayHavePassed(error: unknown): boolean {
	return error instanceof RemoteError && error.category === 'permission' && error.stage !== 'local';
}

/** Does the work once more when its refusal may have passed. @param mayRepeat asked after the failure */
export async function withSecondLook<R>(
	work: () => Promise<R>,
	mayRepeat: () => boolean,
): Promise<R> {
	try {
		return await work();
	} catch (error) {
		if (!mayHavePassed(error) || !mayRepeat()) throw error;
		return await work();
	}
}
