/**
 * Works through items side by side while the work itself finds more: `work` may `add` items at any time.
 * After the first failure nothing new is begun; once the running work has ended, that failure is thrown.
 * @param width how many items may be under way at once
 */
export async function growingWork<T>(
	first: readonly T[],
	width: number,
	signal: AbortSignal,
	work: (item: T, add: (item: T) => void) => Promise<void>,
): Promise<void> {
	const waiting: T[] = [...first];
	let next = 0;
	let running = 0;
	let failure: { readonly error: unknown } | undefined;
	await new Promise<void>((resolve) => {
		const add = (item: T) => void waiting.push(item);
		const run = async (item: T) => {
			try {
				await work(item, add);
			} catch (error) {
				failure ??= { error };
			}
			running--;
			begin();
		};
		const begin = () => {
			while (failure === undefined && !signal.aborted && running < width && next < waiting.length) {
				const batch = waiting.slice(next, next + width - running);
				next += batch.length;
				// An array's `shift` would move all the others each time.
				if (next > 1024) waiting.splice(0, next);
				if (next > 1024) next = 0;
				running += batch.length;
				for (const item of batch) void run(item);
			}
			if (running === 0) resolve();
		};
		begin();
	});
	if (failure) throw failure.error;
	signal.throwIfAborted();
}
