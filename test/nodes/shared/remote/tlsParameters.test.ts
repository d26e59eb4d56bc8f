import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import * as tls from 'node:tls';
import { isCertificate, tlsParameters } from '../../../../nodes/shared/remote/tlsParameters';
import { testCertificates } from '../../../support/certificates';
import { testSettings } from './testSettings';

describe('TLS parameters', () => {
	it.each([
		['ftp.example.com', '', 'ftp.example.com', 'ftp.example.com'],
		['192.0.2.1', '', '', '192.0.2.1'],
		['2001:db8::1', '', '', '2001:db8::1'],
		['192.0.2.1', 'ftp.example.com', 'ftp.example.com', 'ftp.example.com'],
	])(
		'of %s with the name "%s" send SNI "%s" and expect "%s"',
		(host, serverName, sni, expectedName) => {
			expect(tlsParameters(testSettings({ host, serverName }))).toMatchObject({
				sni,
				expectedName,
			});
		},
	);

	it('read certificates and keys at once', async () => {
		const { client, caPem } = await testCertificates();
		const settings = {
			clientCertificate: client.certPem,
			clientKey: client.keyPem,
			caCertificates: [caPem],
		};
		expect(() => tlsParameters(testSettings(settings))).not.toThrow();
		expect(() => tlsParameters(testSettings({ ...settings, clientKey: 'x' }))).toThrow();
	});

	it('open an encrypted key with its passphrase only', async () => {
		const { client } = await testCertificates();
		const clientKey = createPrivateKey(client.keyPem)
			.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' })
			.toString();
		const open = (clientKeyPassphrase: string) => () =>
			tlsParameters(
				testSettings({ clientCertificate: client.certPem, clientKey, clientKeyPassphrase }),
			);
		expect(open('right')).not.toThrow();
		expect(open('wrong')).toThrow();
		expect(open('')).toThrow();
	});

	it('trust given CAs beside those of the system, not in their place', async () => {
		const { caPem } = await testCertificates();
		const made = jest.spyOn(jest.requireActual<typeof tls>('node:tls'), 'createSecureContext');
		try {
			tlsParameters(testSettings({ caCertificates: [caPem] }));
			const trusted = [made.mock.calls[0]?.[0]?.ca].flat();
			expect(trusted).toContain(caPem);
			expect(trusted).toEqual(expect.arrayContaining(tls.rootCertificates.slice(0, 20)));
		} finally {
			made.mockRestore();
		}
	});

	it.each([
		[{ minTlsVersion: 'TLSv1' }, 'TLSv1'],
		[{ certificateCheck: 'verify' }, null],
	] as const)('of %j reach a server of TLS 1.0 with %s', async (change, version) => {
		const { server } = await testCertificates();
		const old = tls.createServer({
			cert: server.certPem,
			key: server.keyPem,
			...{ minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
		});
		old.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
		await once(old, 'listening');
		const { context } = tlsParameters(testSettings(change));
		const address = old.address();
		const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
		const socket = tls.connect({
			...{ host: '127.0.0.1', port, secureContext: context, rejectUnauthorized: false },
		});
		try {
			const protocol = await once(socket, 'secureConnect').then(
				() => socket.getProtocol(),
				() => null,
			);
			expect(protocol).toBe(version);
		} finally {
			socket.destroy();
			old.close();
		}
	});

	it('know a certificate', async () => {
		const { caPem } = await testCertificates();
		expect([isCertificate(caPem), isCertificate('x'), isCertificate('')]).toEqual([
			true,
			false,
			false,
		]);
	});
});
