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

	it('know a certificate', async () => {
		const { caPem } = await testCertificates();
		expect([isCertificate(caPem), isCertificate('x'), isCertificate('')]).toEqual([
			true,
			false,
			false,
		]);
	});
});
