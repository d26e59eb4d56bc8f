import { readFileSync } from 'node:fs';
import { withRemote } from './withRemote';

/** Seconds until the system's own keepalive of the only connection to this port: proc_net_tcp(5), `tr` and `tm->when`. */
function secondsToKeepAlive(port: number): number | null {
	const remote = port.toString(16).toUpperCase().padStart(4, '0');
	const row = new RegExp(
		`: [0-9A-F]+:[0-9A-F]{4} [0-9A-F]+:${remote} 01 [0-9A-F]+:[0-9A-F]+ 02:([0-9A-F]+)`,
	).exec(readFileSync('/proc/self/net/tcp', 'latin1'));
	return row === null ? null : parseInt(row[1] ?? '', 16) / 100;
}

// Other systems do not tell.
(process.platform === 'linux' ? describe : describe.skip)('a control connection', () => {
	it.each([
		['is kept alive by the system too, for firewalls that forget it during a transfer', 30_000, 30],
		["is left to the system's two hours when Keepalive is 0", 0, 7200],
	])('%s', async (_title, keepAliveMs, seconds) => {
		await withRemote({ settings: { keepAliveMs, maxConnections: 1 } }, async (lent) => {
			await lent.endpoint.list('/');
			const left = secondsToKeepAlive(lent.server.port);
			expect(left).toBeGreaterThan(seconds * 0.5);
			expect(left).toBeLessThanOrEqual(seconds);
		});
	});
});
