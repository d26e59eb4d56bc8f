import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { unconfirmedIn } from '../../../../nodes/shared/remote/unconfirmed';
import { on, slow, stall } from '../../../support/server/faults';
import { withRemote } from './withRemote';

const mib = 1024 * 1024;
const source = (size: number) => ({
	size,
	open: async (offset: number) =>
		await Promise.resolve(Readable.from([Buffer.alloc(size - offset)])),
});

/** From /proc/net/tcp of Linux 6.1: a listener, and a connection from port 42000 to port 2121 with 2,531,264 bytes under way. */
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0849 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 1203201 3 0000000087b73c2a 100 0 0 10 0
   1: 0100007F:A410 0100007F:0849 01 00269FC0:00000000 01:00000014 00000000     0        0 1203202 3 0000000087b73c2b 20 4 30 10 -1
  12: 0100007F:0849 0100007F:A410 01 00000000:001A0000 00:00000000 00000000     0        0 1203203 1 0000000087b73c2c 20 4 30 10 -1
`;

describe('bytes of an upload that the other side has not confirmed', () => {
	it.each([
		['of the connection from one port to the other', 42000, 2121, 2_531_264],
		['of the way back', 2121, 42000, 0],
		['of a connection that is not there', 42000, 2122, null],
		['of a socket that is not connected', undefined, undefined, null],
	])('are read %s', (_which, localPort, remotePort, expected) => {
		expect(unconfirmedIn(table, { localPort, remotePort })).toBe(expected);
	});

	it('are found among IPv6 connections', () => {
		const row =
			'   3: 0000000000000000FFFF00000100007F:A410 0000000000000000FFFF00000100007F:0849 01 00000010:00000000 01:00000014 00000000 0 0 1 1';
		expect(unconfirmedIn(row, { localPort: 42000, remotePort: 2121 })).toBe(16);
	});
});

// Other systems do not tell.
(process.platform === 'linux' ? describe : describe.skip)('an upload over a slow line', () => {
	it('does not stand still while the system still sends what it has taken', async () => {
		await withRemote(
			{ settings: { timeoutMs: 1000, retries: 0 } },
			async ({ server, endpoint }) => {
				// Much more than the systems of both sides hold.
				server.script(on('STOR', slow(4 * mib)));
				const writing = endpoint.write('/big', source(20 * mib), {
					mode: 'atomic',
					verify: 'size',
				});
				await expect(writing).resolves.toMatchObject({ bytes: 20 * mib, attempts: 1 });
				expect(statSync(join(server.root, 'big')).size).toBe(20 * mib);
				expect(readFileSync(join(server.root, 'big')).every((byte) => byte === 0)).toBe(true);
			},
		);
	});

	it.each([
		['in the middle', 5 * mib, 1000],
		['with all bytes at the server', 2000, 2000],
	])('stands still when nothing moves %s', async (_where, size, stored) => {
		await withRemote({ settings: { timeoutMs: 400, retries: 0 } }, async ({ server, endpoint }) => {
			server.script(on('STOR', stall(stored)));
			const began = performance.now();
			const writing = endpoint.write('/big', source(size), { mode: 'atomic', verify: 'size' });
			await expect(writing).rejects.toMatchObject({ category: 'timeout' });
			expect(performance.now() - began).toBeLessThan(10_000);
		});
	});
});
