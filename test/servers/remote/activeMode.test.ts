import { randomBytes } from 'node:crypto';
import { bytesSource, contentOf, withRealRemote } from '../../support/realServers/withRealRemote';
import { loginsOf } from '../../support/realServers/loginsOf';

describe('active mode', () => {
	it.each(loginsOf())(
		'uploads, lists and downloads on $kind with TLS $tls',
		async ({ kind, tls }) => {
			await withRealRemote(
				kind,
				{ tls },
				() => ({ mode: 'active' }),
				async ({ endpoint, server }) => {
					const content = randomBytes(300_000);
					const receipt = await endpoint.write('/a.bin', bytesSource(content), {
						mode: 'atomic',
						verify: 'size',
					});
					expect(receipt).toMatchObject({ bytes: content.length, verified: 'size', attempts: 1 });
					expect((await endpoint.list('/')).entries.map(({ name }) => name)).toEqual(['a.bin']);
					expect((await contentOf(endpoint, '/a.bin')).equals(content)).toBe(true);
					const verbs = (await server.commands()).map((line) => line.split(' ')[0]);
					expect(verbs).toContain('PORT');
					expect(verbs).not.toContain('EPSV');
				},
			);
		},
	);

	it('announces only ports of the range, and the address that is set', async () => {
		await withRealRemote(
			'vsftpd',
			{},
			() => ({ mode: 'active', activePorts: [40_100, 40_130], activeAddress: '127.0.0.1' }),
			async ({ endpoint, server }) => {
				await endpoint.list('/');
				const ports = (await server.commands())
					.filter((line) => line.startsWith('PORT '))
					.map((line) => line.slice(5).split(',').map(Number))
					.map(([, , , , high = 0, low = 0]) => high * 256 + low);
				expect(ports.length).toBeGreaterThan(0);
				for (const port of ports) {
					expect(port).toBeGreaterThanOrEqual(40_100);
					expect(port).toBeLessThanOrEqual(40_130);
				}
			},
		);
	});
});
