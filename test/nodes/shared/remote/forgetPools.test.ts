import { forgetPools } from '../../../../nodes/shared/remote/forgetPools';
import type { RemotePool } from '../../../../nodes/shared/remote/Remote';

/** Pools that have rested for so many milliseconds; 0 = in use. */
function left(resting: Readonly<Record<string, number>>): string[] {
	const pools = new Map(
		Object.entries(resting).map(([key, restingMs]) => [
			key,
			{ pool: { restingMs } as RemotePool['pool'] },
		]),
	);
	forgetPools(pools);
	return [...pools.keys()];
}

describe('pools that nobody uses', () => {
	it('are forgotten after a while, those in use never', () => {
		expect(left({ used: 0, recent: 60_000, old: 600_001 })).toEqual(['used', 'recent']);
	});

	it('are forgotten earlier when there are many, those that rest longest first', () => {
		const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`p${i}`, 1 + i]));
		expect(left({ used: 0, ...many })).toEqual([
			'used',
			...Array.from({ length: 50 }, (_, i) => `p${i}`),
		]);
	});
});
