import { isCategory } from '../model/RemoteError';

/** What a rule made of a path: nothing. */
export interface Skipped {
	readonly path: string;
	readonly skipped: true;
}

/** Does work on a path; where the rule is `skip`, a path at which there is nothing is no failure. */
export async function skipMissing<R>(
	path: string,
	ifMissing: 'fail' | 'skip',
	work: () => Promise<R>,
): Promise<R | Skipped> {
	try {
		return await work();
	} catch (error) {
		if (ifMissing === 'skip' && isCategory(error, 'notFound')) return { path, skipped: true };
		throw error;
	}
}
