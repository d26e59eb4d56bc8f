import type { RemoteError } from '../model/RemoteError';
import { attemptEach, type Attempts } from './attemptEach';

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
	const attempts = await attemptEach(items, width, signal, attempt);
	const failure = failureOf(attempts);
	if (failure !== null) throw failure;
	return attempts.outcomes.flatMap((outcome) => (outcome.done ? [outcome.value] : []));
}

/** What the work as a whole failed with: what ended it, else the first failure in order; null when nothing failed. */
export function failureOf<R>({ outcomes, ended }: Attempts<R>): RemoteError | null {
	if (ended !== null) return ended;
	const failed = outcomes.filter((outcome) => !outcome.done);
	const [first] = failed;
	if (!first) return null;
	const counts = { done: outcomes.length - failed.length, failed: failed.length };
	const named = failed
		.slice(0, mostNamed)
		.map(({ path, failure }) => ({ path, message: failure.message }));
	return first.failure.with({ data: { ...first.failure.data, counts, failed: named } });
}
