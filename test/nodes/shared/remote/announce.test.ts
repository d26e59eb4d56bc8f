import { withRemote } from './withRemote';

it.each([
	[2, 3],
	[100, 4],
])('opens the connections for %d calls that are announced during another', async (calls, open) => {
	await withRemote({ settings: { maxConnections: 4 } }, async ({ endpoint, pool, server }) => {
		const turn = { owner: 'other', signal: new AbortController().signal };
		await pool.use(async () => {
			endpoint.announce(calls);
			while (pool.stats.open < open) await new Promise(setImmediate);
		}, turn);
		expect(pool.stats).toMatchObject({ open, busy: 0, waiting: 0 });
		expect(server.commands('PASS')).toHaveLength(open);
	});
});

it('announces nothing that would fail by itself', async () => {
	await withRemote({ settings: { password: 'wrong', retries: 0 } }, async ({ endpoint, pool }) => {
		endpoint.announce(2);
		while (pool.stats.waiting > 0) await new Promise(setImmediate);
		expect(pool.stats.open).toBe(0);
	});
});
