import { mapConcurrently } from '../concurrency/mapConcurrently';
import type { RemoteError } from '../model/RemoteError';
import { isCategory } from '../model/RemoteError';

const mostNamed = 100;

/**
 * Does the same to many paths, side by side. Trouble of one path does not stop the others; the first failure in order is
 * thrown when all were tried, with `data.counts` and the first 100 failed paths in `data.failed`.
 * A stop of the run, and failures that are nobody's path, end it at once.
 */
export async function attemptAll<T extends { readonly path: string }, R>(
	items: readonly T[],
	width: number,
	signal: AbortSignal,
	attempt: (item: T) => Promise<R>,
): Promise<R[]> {
	const outcomes = await mapConcurrently(items, width, signal, async (item) => {
		try {
			return { done: true, value: await attempt(item) } as const;
		} catch (error) {
			if (!isOfPath(error)) throw error;
			return { done: false, path: item.path, error } as const;
		}
	});
	const failed = outcomes.filter((outcome) => !outcome.done);
	const [first] = failed;
	if (first) {
		const counts = { done: outcomes.length - failed.length, failed: failed.length };
		const named = failed
			.slice(0, mostNamed)
			.map(({ path, error }) => ({ path, message: error.message }));
		throw first.error.with({ data: { ...first.error.data, counts, failed: named } });
	}
	return outcomes.flatMap((outcome) => (outcome.done ? [outcome.value] : []));
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
