/**
 * Runs `fn` over the items, `width` side by side, and gives the results in the order of the items. After the first
 * failure no new item is begun; the running ones finish, then the first error in item order is thrown.
 * An aborted signal begins no new item either, and throws its reason once the running ones are done.
 */
export async function mapConcurrently<I, R>(
	items: Iterable<I>,
	width: number,
	signal: AbortSignal,
	fn: (item: I, index: number) => Promise<R>,
): Promise<R[]> {
	return await runAll(items, width, signal, fn);
}

/**
 * Runs `fn` over all items, `width` side by side, whatever fails; one outcome an item, in order.
 * @throws the signal's reason when it aborts; the running ones are done by then
 */
export async function settleConcurrently<I, R>(
	items: Iterable<I>,
	width: number,
	signal: AbortSignal,
	fn: (item: I, index: number) => Promise<R>,
): Promise<Array<PromiseSettledResult<R>>> {
	const settle = async (item: I, index: number): Promise<PromiseSettledResult<R>> => {
		try {
			return { status: 'fulfilled', value: await fn(item, index) };
		} catch (reason) {
			return { status: 'rejected', reason };
		}
	};
	return await runAll(items, width, signal, settle);
}

/** As many loops as `width` take items from one iterator: nothing is held for items that have not begun. */
async function runAll<I, R>(
	items: Iterable<I>,
	width: number,
	signal: AbortSignal,
	fn: (item: I, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const iterator = items[Symbol.iterator]();
	const failures: Array<{ readonly index: number; readonly error: unknown }> = [];
	let begun = 0;
	let ended = false;
	const loop = async (): Promise<void> => {
		while (!ended && !signal.aborted) {
			const index = begun++;
			try {
				const step = iterator.next();
				if (step.done === true) ended = true;
				else results[index] = await fn(step.value, index);
			} catch (error) {
				ended = true;
				failures.push({ index, error });
			}
		}
	};
	await Promise.all(Array.from({ length: Math.max(1, Math.min(width, longest(items))) }, loop));
	iterator.return?.();
	signal.throwIfAborted();
	const [first] = failures.sort((a, b) => a.index - b.index);
	if (first !== undefined) throw first.error;
	return results;
}

/** How many loops can be of use at most. */
function longest(items: Iterable<unknown>): number {
	return Array.isArray(items) ? items.length : Infinity;
}
