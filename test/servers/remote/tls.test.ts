import { RemoteError } from '../../../nodes/shared/model/RemoteError';
import { testCertificates } from '../../support/certificates';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { bytesSource, withRealRemote } from '../../support/realServers/withRealRemote';

const atomic = { mode: 'atomic', verify: 'size' } as const;
const file = bytesSource(Buffer.from('secret content'));
const caught = async (work: Promise<unknown>) =>
	await work.then(
		() => null,
		(error: unknown) => (error instanceof RemoteError ? error : null),
	);

describe.each(['vsftpd', 'proftpd'] as const)('TLS of %s', (kind) => {
	it('resumes the session on data connections where that is demanded', async () => {
		for (const tls of ['required', 'implicit'] as const) {
			await withRealRemote(
				kind,
				{ tls, requireReuse: true },
				() => ({}),
				async ({ endpoint }) => {
					expect(await endpoint.write('/a', file, atomic)).toMatchObject({
						verified: 'size',
						attempts: 1,
					});
					expect((await endpoint.list('/')).entries).toHaveLength(1);
				},
			);
		}
	});

	it('resumes sessions of TLS 1.2 and of TLS 1.3 alike', async () => {
		const versions = kind === 'proftpd' ? (['TLSv1.2', 'TLSv1.3'] as const) : ([null] as const);
		for (const maxTlsVersion of versions) {
			for (const tls of ['required', 'implicit'] as const) {
				await withRealRemote(
					kind,
					{ tls, requireReuse: true, ...(maxTlsVersion ? { maxTlsVersion } : {}) },
					() => ({ minTlsVersion: maxTlsVersion === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2' }),
					async ({ endpoint }) => {
						expect(await endpoint.write('/a', file, atomic)).toMatchObject({ attempts: 1 });
						expect((await endpoint.list('/')).entries).toHaveLength(1);
					},
				);
			}
		}
	});

	it('lets in who shows the certificate that the server asks for', async () => {
		const { client } = await testCertificates();
		const ours = { clientCertificate: client.certPem, clientKey: client.keyPem };
		const options = { tls: 'required', requireClientCertificate: true } as const;
		await withRealRemote(
			kind,
			options,
			() => ours,
			async ({ endpoint }) => {
				expect(await endpoint.write('/a', file, atomic)).toMatchObject({ verified: 'size' });
			},
		);
		await withRealRemote(
			kind,
			options,
			() => ({ retries: 0 }),
			async ({ endpoint }) => {
				const error = await caught(endpoint.list('/'));
				expect(error?.category).toBe('tlsHandshake');
				expect(error?.description).toContain('Client Certificate');
			},
		);
	});

	it.each([
		['expired', 'expired'],
		['wrongName', 'nameMismatch'],
		['selfSigned', 'selfSigned'],
	] as const)(
		'refuses a certificate that is %s before any password is sent',
		async (certificate, problem) => {
			const settings = () => ({ ssl: 'useIfAvailable' as const });
			await withRealRemote(
				kind,
				{ tls: 'explicit', certificate },
				settings,
				async ({ endpoint, server }) => {
					const error = await caught(endpoint.list('/'));
					expect(error).toMatchObject({ category: 'certificate', data: { problem } });
					expect((await server.commands()).some((line) => line.startsWith('USER'))).toBe(false);
				},
			);
		},
	);

	it('accepts a pinned certificate, the second of two pins', async () => {
		const { selfSigned } = await testCertificates();
		const pin = selfSigned.fingerprint256.replaceAll(':', '').toLowerCase();
		const settings = () => ({
			certificateCheck: 'pin' as const,
			fingerprints: ['0'.repeat(64), pin],
		});
		await withRealRemote(
			kind,
			{ tls: 'required', certificate: 'selfSigned' },
			settings,
			async ({ endpoint }) => {
				expect(await endpoint.list('/')).toMatchObject({ complete: true });
			},
		);
	});
});

it('says so when the server speaks no TLS version that is new enough', async () => {
	const options = { tls: 'required', maxTlsVersion: 'TLSv1.2' } as const;
	await withRealRemote(
		'proftpd',
		options,
		() => ({ minTlsVersion: 'TLSv1.3' }),
		async ({ endpoint }) => {
			const error = await caught(endpoint.list('/'));
			expect(error?.category).toBe('tlsHandshake');
			expect(error?.description).toContain('Minimum TLS Version');
		},
	);
	await withRealRemote(
		'proftpd',
		{ ...options, requireReuse: true },
		() => ({}),
		async ({ endpoint }) => {
			expect(await endpoint.list('/')).toMatchObject({ complete: true });
		},
	);
});

it('goes on plain with Use If Available where the server does not know TLS', async () => {
	for (const kind of serverKinds) {
		await withRealRemote(
			kind,
			{},
			() => ({ ssl: 'useIfAvailable' }),
			async ({ endpoint }) => {
				expect(await endpoint.list('/')).toMatchObject({ complete: true });
			},
		);
	}
});
