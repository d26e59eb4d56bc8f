import { mapConcurrently } from '../concurrency/mapConcurrently';
import { isCategory, RemoteError } from '../model/RemoteError';

/** What came of one path. */
export type Attempt<R> =
	| { readonly done: true; readonly path: string; readonly value: R }
	| { readonly done: false; readonly path: string; readonly failure: RemoteError };

/** What came of many paths. */
export interface Attempts<R> {
	/** In order; those that were not begun when the work ended are missing. */
	readonly outcomes: ReadonlyArray<Attempt<R>>;
	/** What ended the work before all were tried: it would have met the others as well. */
	readonly ended: RemoteError | null;
}

/**
 * Does the same to many paths, side by side. Trouble of one path is a value and does not stop the others; failures that are
 * nobody's path end the work, but what was done until then is told.
 * @throws `cancelled`, and what is no RemoteError
 */
export async function attemptEach<T extends { readonly path: string }, R>(
	items: readonly T[],
	width: number,
	signal: AbortSignal,
	attempt: (item: T) => Promise<R>,
): Promise<Attempts<R>> {
	const outcomes: Array<Attempt<R>> = [];
	try {
		await mapConcurrently(items, width, signal, async (item, index) => {
			outcomes[index] = await attemptOne(item, attempt);
		});
		return { outcomes, ended: null };
	} catch (error) {
		if (!(error instanceof RemoteError) || error.category === 'cancelled') throw error;
		// `flat` closes the gaps of those that have not ended well or were not begun.
		return { outcomes: outcomes.flat(), ended: error };
	}
}

async function attemptOne<T extends { readonly path: string }, R>(
	item: T,
	attempt: (item: T) => Promise<R>,
): Promise<Attempt<R>> {
	try {
		return { done: true, path: item.path, value: await attempt(item) };
	} catch (error) {
		if (!isOfPath(error)) throw error;
		return { done: false, path: item.path, failure: error };
	}
}

function isOfPath(error: unknown): error is RemoteError {
	return isCategory(
		error,
		...([
			'notFound',
			'permission',
			'alreadyExists',
			'notEmpty',
			'quota',
			'integrity',
			'guard',
		] as const),
		...(['invalidInput', 'unsupported', 'dataChannel'] as const),
	);
}
