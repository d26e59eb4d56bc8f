import { once } from 'node:events';
import { createServer } from 'node:net';
import { closedPort } from '../../../support/closedPort';
import { withRemote } from './withRemote';

const announced = (commands: readonly string[]) =>
	commands.map((line) => line.slice(5).split(',').map(Number));

/** A port that is free, with the one behind it free too. */
async function twoPorts(): Promise<number> {
	for (;;) {
		const first = await closedPort();
		const second = createServer().listen(first + 1, '127.0.0.1');
		const free = await once(second, 'listening').then(
			() => true,
			() => false,
		);
		second.close();
		if (free) return first;
	}
}

describe('active mode', () => {
	it('announces the address that is set', async () => {
		const settings = {
			mode: 'active',
			activeAddress: '127.0.0.9',
			retries: 0,
			timeoutMs: 300,
		} as const;
		await withRemote({ settings }, async ({ server, endpoint }) => {
			// Nobody listens there: in front of us would be the router that has this address.
			await expect(endpoint.list('/')).rejects.toMatchObject({ category: 'dataChannel' });
			const [first] = announced(server.commands('PORT'));
			expect(first?.slice(0, 4)).toEqual([127, 0, 0, 9]);
		});
	});

	it('takes the first port of the range that is free', async () => {
		const port = await twoPorts();
		const settings = { mode: 'active', activePorts: [port, port + 1], maxConnections: 1 } as const;
		await withRemote({ settings }, async ({ server, endpoint }) => {
			await endpoint.list('/');
			const taken = createServer().listen(port, '127.0.0.1');
			await once(taken, 'listening');
			await endpoint.list('/');
			taken.close();
			const ports = announced(server.commands('PORT')).map(
				([, , , , high = 0, low = 0]) => high * 256 + low,
			);
			expect([ports[0], ports.at(-1)]).toEqual([port, port + 1]);
		});
	});

	it('says which range is taken', async () => {
		const taken = createServer().listen(0, '127.0.0.1');
		await once(taken, 'listening');
		const address = taken.address();
		const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
		const settings = { mode: 'active', activePorts: [port, port], retries: 0 } as const;
		await withRemote({ settings }, async ({ server, endpoint }) => {
			await expect(endpoint.list('/')).rejects.toMatchObject({ category: 'dataChannel' });
			expect(server.commands('PORT')).toEqual([]);
		});
		taken.close();
	});
});
