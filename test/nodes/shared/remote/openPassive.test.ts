import { dropBefore, on, silence } from '../../../support/server/faults';
import { withRemote } from './withRemote';

it.each([
	['swallows EPSV', silence()],
	['cuts the connection at EPSV', dropBefore('reset')],
])('a firewall that %s is met by PASV at the next try, and from then on', async (_, fault) => {
	const settings = { timeoutMs: 500, retries: 1, maxConnections: 1 };
	await withRemote({ settings }, async ({ server, endpoint, shared }) => {
		// Not dead on arrival: the connection has answered before.
		server.script(on('EPSV', fault));
		await endpoint.list('/');
		await endpoint.list('/');
		expect(shared.profile.passive).toBe('PASV');
		expect(server.commands('EPSV').length).toBeLessThanOrEqual(2);
	});
});
