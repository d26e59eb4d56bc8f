import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';
import { testCertificates, type TestCertificates } from '../../../support/certificates';
import { bytesOf } from '../../../support/memory/bytesOf';
import type { ServerOptions } from '../../../support/server/settings';
import { withRemote } from './withRemote';

type Name = Exclude<keyof TestCertificates, 'caPem'>;

async function tryWith(server: ServerOptions, settings: Partial<RemoteSettings>): Promise<object> {
	const { caPem } = await testCertificates();
	const complete = {
		host: 'localhost',
		ssl: 'explicit',
		caCertificates: [caPem],
		retries: 2,
		...settings,
	} as const;
	return await withRemote(
		{ server: { tls: 'required', ...server }, settings: complete },
		async ({ endpoint, server: { stats, dataConnections } }) => {
			const outcome = await endpoint.list('/').then(
				() => 'accepted',
				(error: unknown) => error,
			);
			return {
				outcome,
				connections: stats.connections,
				logins: stats.loginsAttempted,
				data: dataConnections.length,
			};
		},
	);
}

const hex = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();

describe('a certificate', () => {
	it.each<readonly [Name, string]>([
		['expired', 'expired'],
		['notYetValid', 'notYetValid'],
		['wrongName', 'nameMismatch'],
		['selfSigned', 'selfSigned'],
		['otherCa', 'unknownCa'],
	])('that is %s is refused before the password is sent, once', async (name, problem) => {
		const certificate = (await testCertificates())[name];
		expect(await tryWith({ certificate }, {})).toMatchObject({
			outcome: { category: 'certificate', stage: 'certificate', data: { problem } },
			connections: 1,
			logins: 0,
		});
	});

	it('of the right name, signed by a given CA, is accepted', async () => {
		expect(await tryWith({}, {})).toMatchObject({ outcome: 'accepted' });
	});

	it('of a wildcard is accepted for its names', async () => {
		const { wildcard } = await testCertificates();
		expect(await tryWith({ certificate: wildcard }, { serverName: 'one.ftp.test' })).toMatchObject({
			outcome: 'accepted',
		});
	});

	it('is compared with TLS Server Name where that is given', async () => {
		expect(await tryWith({}, { host: '127.0.0.1', serverName: 'ftp.test' })).toMatchObject({
			outcome: 'accepted',
		});
		expect(await tryWith({}, { serverName: 'other.test' })).toMatchObject({
			outcome: { category: 'certificate' },
		});
	});

	it.each<Name>(['expired', 'wrongName', 'selfSigned', 'otherCa'])(
		'that is %s is accepted by its fingerprint',
		async (name) => {
			const certificate = (await testCertificates())[name];
			const settings = {
				certificateCheck: 'pin',
				fingerprints: ['0'.repeat(64), hex(certificate.fingerprint256)],
			} as const;
			expect(await tryWith({ certificate }, settings)).toMatchObject({ outcome: 'accepted' });
		},
	);

	it('of a trusted CA is refused when its fingerprint is another one', async () => {
		expect(
			await tryWith({}, { certificateCheck: 'pin', fingerprints: ['0'.repeat(64)] }),
		).toMatchObject({ outcome: { category: 'certificate' }, logins: 0 });
	});

	it.each<Name>(['expired', 'notYetValid', 'wrongName', 'selfSigned', 'otherCa'])(
		'that is %s is accepted where any is',
		async (name) => {
			const certificate = (await testCertificates())[name];
			expect(await tryWith({ certificate }, { certificateCheck: 'allowAny' })).toMatchObject({
				outcome: 'accepted',
			});
		},
	);

	it.each<Name>(['expired', 'selfSigned', 'otherCa', 'wrongName'])(
		'of a data connection that is %s is refused too',
		async (name) => {
			const dataCertificate = (await testCertificates())[name];
			expect(await tryWith({ dataCertificate }, {})).toMatchObject({
				outcome: { category: 'certificate', stage: 'certificate' },
			});
		},
	);

	it('of a data connection may be another one that is trusted too', async () => {
		const { wildcard } = await testCertificates();
		expect(
			await tryWith({ dataCertificate: wildcard }, {
				serverName: 'one.ftp.test',
				certificate: undefined,
			} as Partial<RemoteSettings>),
		).toMatchObject({ outcome: { category: 'certificate' } });
		const { server } = await testCertificates();
		expect(await tryWith({ dataCertificate: server }, {})).toMatchObject({ outcome: 'accepted' });
	});

	it('of a data connection that is refused stops an upload before its first byte', async () => {
		const { caPem, selfSigned } = await testCertificates();
		const settings = { host: 'localhost', ssl: 'explicit', caCertificates: [caPem] } as const;
		await withRemote(
			{ server: { tls: 'required', dataCertificate: selfSigned }, settings },
			async ({ endpoint, server }) => {
				const writing = endpoint.write('/a', bytesOf('secret content'), {
					mode: 'direct',
					verify: 'size',
				});
				await expect(writing).rejects.toMatchObject({ category: 'certificate', path: '/a' });
				expect(() => readFileSync(join(server.root, 'a'))).toThrow('ENOENT');
			},
		);
	});

	it('of the client is shown where the server asks for one', async () => {
		const { caPem, client } = await testCertificates();
		expect(
			await tryWith(
				{ clientCa: caPem },
				{ clientCertificate: client.certPem, clientKey: client.keyPem },
			),
		).toMatchObject({ outcome: 'accepted' });
		expect(await tryWith({ clientCa: caPem }, {})).toMatchObject({
			outcome: { category: 'connectionLost' },
			logins: 0,
		});
	});
});
