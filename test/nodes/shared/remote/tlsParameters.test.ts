import { createPrivateKey } from 'node:crypto';
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

	it('know a certificate', async () => {
		const { caPem } = await testCertificates();
		expect([isCertificate(caPem), isCertificate('x'), isCertificate('')]).toEqual([
			true,
			false,
			false,
		]);
	});
});
