import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { on, type Fault } from '../../../support/server/faults';
import { withRemote } from './withRemote';

const verify = { verify: 'size' } as const;

describe('a local address', () => {
	it.each([
		['passive', 'never'],
		['active', 'never'],
		['active', 'explicit'],
	] as const)('is where all connections come from (%s, SSL %s)', async (mode, ssl) => {
		const seen: string[] = [];
		const look: Fault = {
			around: async ({ session }, run) => {
				seen.push(session.control.addresses.remote);
				await run();
			},
		};
		await withRemote(
			{
				server: { faults: [on('GREETING', look)], tls: ssl === 'never' ? 'none' : 'required' },
				settings: { localAddress: '127.0.0.3', mode, ssl, certificateCheck: 'allowAny' },
			},
			async ({ server, endpoint }) => {
				await endpoint.write('/a', bytesOf('x'), { mode: 'atomic', ...verify });
				expect((await endpoint.read('/a', textOf, verify)).result).toBe('x');
				expect((await endpoint.list('/')).entries).toHaveLength(1);
				expect(new Set(seen)).toEqual(new Set(['127.0.0.3']));
				const data = new Set(server.dataConnections.map(({ clientAddress }) => clientAddress));
				expect(data).toEqual(new Set(['127.0.0.3']));
			},
		);
	});

	it('that this machine does not have is told as such', async () => {
		await withRemote(
			{ settings: { localAddress: '192.0.2.77', retries: 0 } },
			async ({ endpoint }) => {
				await expect(endpoint.list('/')).rejects.toMatchObject({
					stage: 'connect',
					description: expect.stringContaining('Local Address') as string,
				});
			},
		);
	});
});
