import type { RemotePool } from './Remote';

/** As long as an execution may well come back to its credential, and be spared a hopeless login. */
const rememberedMs = 600_000;

/** Resting pools that are remembered at most: one with CA certificates takes more than a MiB (measured). */
const mostResting = 50;

/**
 * Forgets pools that nobody uses: a credential whose host or password is an expression makes a new one for each value.
 * Who still has one in hand may go on with it, since a pool that rests holds nothing and shares its login's budget.
 */
export function forgetPools(pools: Map<string, Pick<RemotePool, 'pool'>>): void {
	const resting = [...pools]
		.map(([key, { pool }]) => ({ key, ms: pool.restingMs }))
		.filter(({ ms }) => ms > 0)
		.sort((a, b) => a.ms - b.ms);
	for (const [index, { key, ms }] of resting.entries())
		if (index >= mostResting || ms > rememberedMs) pools.delete(key);
}
