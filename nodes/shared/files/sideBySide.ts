import { KeyedOrder } from '../concurrency/KeyedOrder';
import { mapConcurrently } from '../concurrency/mapConcurrently';
import type { Endpoint } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';

/**
 * Works on many files side by side, as many as the endpoint can use; those that share a path one after the other, in order.
 * After the first failure no new one is begun; the running ones finish, then the first failure in order is thrown.
 */
export async function sideBySide<T extends { readonly path: string }, R>(
	endpoint: Pick<Endpoint, 'parallel'>,
	items: readonly T[],
	run: Pick<RunContext, 'signal'>,
	work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
	const order = new KeyedOrder();
	return await mapConcurrently(items, endpoint.parallel, run.signal, async (item, index) => {
		return await order.run(item.path, async () => await work(item, index));
	});
}
