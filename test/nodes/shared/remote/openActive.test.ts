import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { closedPort } from '../../../support/closedPort';
import { on, type Fault } from '../../../support/server/faults';
import { withRemote } from './withRemote';

const hasIpv6 = Object.values(networkInterfaces())
	.flat()
	.some((one) => one?.address === '::1');
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

	it('lets nobody else in who calls first', async () => {
		const others: Socket[] = [];
		const intrude = (argument: string) => {
			const [, , , , high = 0, low = 0] = argument.split(',').map(Number);
			const port = high * 256 + low;
			const other = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.7' });
			others.push(other.on('error', () => undefined));
			other.end('drwxr-xr-x 1 a b 0 Jan 1 00:00 forged\r\n');
			return once(other, 'close').catch(() => undefined);
		};
		const first: Fault = {
			around: async ({ argument }, run) => {
				await intrude(argument);
				await run();
			},
		};
		await withRemote({ settings: { mode: 'active' } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'x');
			server.script(on('PORT', first));
			expect((await endpoint.list('/')).entries.map(({ name }) => name)).toEqual(['a']);
			expect(others.length).toBeGreaterThan(0);
		});
	});

	(hasIpv6 ? it : it.skip)('announces IPv6 by EPRT', async () => {
		const there = { server: { host: '::1' }, settings: { host: '::1', mode: 'active' } } as const;
		await withRemote(there, async ({ server, endpoint }) => {
			expect(await endpoint.list('/')).toMatchObject({ complete: true });
			expect(server.commands('EPRT')[0]).toMatch(/^EPRT \|2\|::1\|\d+\|$/);
			expect(server.commands('PORT')).toEqual([]);
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
