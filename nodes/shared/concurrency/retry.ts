/** When and how often to try again. */
export interface RetryRules {
	/** After the first try. */
	readonly retries: number;
	readonly delayMs: number;
	readonly signal: AbortSignal;
	/** Waits; may reject when `signal` aborts. */
	readonly sleep: (ms: number) => Promise<void>;
	/** Whether trying again can help; `attempt` counts from 1. */
	readonly mayRetry: (error: unknown, attempt: number) => boolean;
	/** Told before each pause. */
	readonly onRetry?: (error: unknown, attempt: number) => void;
}

/**
 * Runs `task` until it works, with a pause after each failure that may pass; `attempt` counts from 1.
 * @throws what the last try threw, or the signal's reason once that is aborted
 */
export async function retry<R>(
	task: (attempt: number) => Promise<R>,
	{ retries, delayMs, signal, sleep, mayRetry, onRetry }: RetryRules,
): Promise<R> {
	for (let attempt = 1; ; attempt++) {
		signal.throwIfAborted();
		try {
			return await task(attempt);
		} catch (error) {
			signal.throwIfAborted();
			if (attempt > retries || !mayRetry(error, attempt)) throw error;
			onRetry?.(error, attempt);
		}
		await sleep(delayMs);
	}
}
