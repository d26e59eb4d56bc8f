import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { withRemote } from './withRemote';

jest.mock('node:dns/promises', () => ({
	...jest.requireActual<object>('node:dns/promises'),
	lookup: jest.fn(),
}));

/** An address that takes connections and closes them, as a balancer does that has no server behind it. */
async function closingAt(address: string, port: number) {
	const calls = { count: 0 };
	const listener = createServer((socket) => {
		calls.count++;
		socket.on('error', () => undefined).destroy();
	});
	listener.listen(port, address);
	await once(listener, 'listening');
	return { calls, end: async () => await new Promise((resolve) => listener.close(resolve)) };
}

describe('a host of several addresses', () => {
	it('is retried at another one, and the connections that follow go where the first got in', async () => {
		const found = ['127.0.0.3', '127.0.0.1'].map((address) => ({ address, family: 4 }));
		(lookup as unknown as jest.Mock).mockResolvedValue(found);
		await withRemote({ settings: { host: 'host.test' } }, async ({ server, endpoint, pool }) => {
			const dead = await closingAt('127.0.0.3', server.port);
			try {
				await pool.use(
					async () => {
						endpoint.announce(4);
						while (pool.stats.open < 4 && pool.stats.learnedLimit === null)
							await new Promise(setImmediate);
					},
					{ owner: 'other', signal: new AbortController().signal },
				);
				expect(pool.stats).toMatchObject({ open: 4, learnedLimit: null });
				expect(dead.calls.count).toBe(1);
			} finally {
				await dead.end();
			}
		});
	});
});
