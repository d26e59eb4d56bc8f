import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startDelayLink, type DelayLink } from '../../support/delayLink/startDelayLink';
import { withBasicFtp } from '../../support/realServers/withBasicFtp';
import { withRealServer } from '../../support/realServers/withRealServer';

const RTT_MS = 50;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
	const before = performance.now();
	await work();
	return performance.now() - before;
}

describe('the delaying link', () => {
	let link: DelayLink;
	beforeAll(async () => {
		link = await startDelayLink(RTT_MS);
	});
	afterAll(() => link.stop());

	it.each(['vsftpd', 'proftpd', 'pureftpd'] as const)(
		'makes each round trip to %s take its time',
		async (kind) => {
			await withRealServer(kind, { tls: 'required', link }, async (server) => {
				expect(server.host).toBe(link.serverAddress);
				const handshake = await milliseconds(async () => {
					const socket = connect(server.port, server.host);
					await once(socket, 'connect');
					socket.destroy();
				});
				expect(handshake).toBeGreaterThanOrEqual(RTT_MS - 1);
				await withBasicFtp(server, 'required', async (client) => {
					const noop = await milliseconds(() => client.send('NOOP'));
					expect(noop).toBeGreaterThanOrEqual(RTT_MS - 1);
					expect(await client.list()).toEqual([]);
				});
			});
		},
	);

	it('has two ends that others do not share', async () => {
		const other = await startDelayLink(1);
		expect(other.clientAddress).not.toBe(link.clientAddress);
		const addresses = () =>
			Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address));
		expect(addresses()).toEqual(expect.arrayContaining([link.clientAddress, other.clientAddress]));
		await other.stop();
		expect(addresses()).not.toContain(other.clientAddress);
	});
});
