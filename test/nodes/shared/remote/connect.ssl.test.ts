import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';
import { testCertificates } from '../../../support/certificates';
import {
	dropBefore,
	on,
	refuse,
	reply,
	runButReply,
	sendRaw,
	silence,
	type Rule,
} from '../../../support/server/faults';
import type { ServerOptions, TlsMode } from '../../../support/server/settings';
import { pipelining, withRemote, type Lent } from './withRemote';

const trusted = async (): Promise<Partial<RemoteSettings>> => ({
	host: 'localhost',
	caCertificates: [(await testCertificates()).caPem],
});

async function reach(
	server: ServerOptions,
	settings: Partial<RemoteSettings>,
	check: (lent: Lent) => void,
	rules: readonly Rule[] = [],
) {
	const base = await trusted();
	await withRemote({ server, settings: { ...base, retries: 0, ...settings } }, async (lent) => {
		lent.server.script(...rules);
		await lent.endpoint.list('/');
		check(lent);
	});
}

async function refused(
	server: ServerOptions,
	settings: Partial<RemoteSettings>,
	rules: readonly Rule[],
	expected: object,
) {
	const base = await trusted();
	await withRemote({ server, settings: { ...base, retries: 0, ...settings } }, async (lent) => {
		lent.server.script(...rules);
		await expect(lent.endpoint.list('/')).rejects.toMatchObject(expected);
		expect(lent.server.commands('PASS')).toEqual([]);
		expect(lent.pool.stats).toMatchObject({ open: 0, busy: 0 });
	});
}

describe('SSL', () => {
	it.each<readonly [RemoteSettings['ssl'], TlsMode, boolean]>([
		['useIfAvailable', 'explicit', true],
		['useIfAvailable', 'required', true],
		['useIfAvailable', 'none', false],
		['explicit', 'explicit', true],
		['explicit', 'required', true],
		['implicit', 'implicit', true],
		['never', 'none', false],
		['never', 'explicit', false],
	])('%s reaches a server with TLS %s, encrypted: %s', async (ssl, tls, encrypted) => {
		await reach({ ...pipelining, tls }, { ssl }, ({ server }) => {
			expect(server.dataConnections.map((one) => one.encrypted)).toContain(encrypted);
			expect(server.dataConnections.every((one) => one.encrypted === encrypted)).toBe(true);
			expect(server.tlsConnections.length > 0).toBe(encrypted);
			// RFC 4217 section 9: PROT is refused (503) without PBSZ before it.
			const asked = server.commands().filter((line) => /^P(BSZ|ROT) /.test(line));
			expect(asked).toEqual(encrypted ? ['PBSZ 0', 'PROT P'] : []);
		});
	});

	it.each([500, 502, 504, 534])(
		'useIfAvailable goes on plain after AUTH is answered %d',
		async (code) => {
			await reach(
				{ tls: 'explicit' },
				{ ssl: 'useIfAvailable' },
				({ server }) => expect(server.tlsConnections).toEqual([]),
				[refuse('AUTH', code)],
			);
		},
	);

	// vsftpd without TLS takes AUTH for a command like any other, which has to wait for the login.
	const beforeLogin = on('AUTH', reply('530 Please login with USER and PASS.'));

	it('useIfAvailable goes on plain where AUTH is taken for a command of after the login', async () => {
		await reach(
			{ tls: 'explicit' },
			{ ssl: 'useIfAvailable' },
			({ server }) => expect(server.tlsConnections).toEqual([]),
			[beforeLogin],
		);
	});

	it('explicit does not', async () => {
		const expected = { category: 'tlsUnsupported' };
		await refused({ tls: 'explicit' }, { ssl: 'explicit' }, [beforeLogin], expected);
	});

	it('begins TLS after 334 as well, which some servers answer in place of 234', async () => {
		await reach(
			{ tls: 'explicit' },
			{ ssl: 'explicit' },
			({ server }) => expect(server.tlsConnections).toHaveLength(1),
			[on('AUTH', runButReply('334 Go on'))],
		);
	});

	it.each<readonly [string, ServerOptions, readonly Rule[], object]>([
		[
			'AUTH is answered 431',
			{ tls: 'explicit' },
			[refuse('AUTH', 431)],
			{ category: 'tlsUnsupported' },
		],
		[
			'AUTH is answered 530',
			{ tls: 'explicit' },
			[refuse('AUTH', 530)],
			{ category: 'tlsUnsupported' },
		],
		[
			'AUTH is answered 421',
			{ tls: 'explicit' },
			[on('AUTH', reply('421 Too many connections'))],
			{ category: 'tooManyConnections' },
		],
		[
			'the connection breaks at AUTH',
			{ tls: 'explicit' },
			[on('AUTH', dropBefore('reset'))],
			{ category: 'connectionLost', stage: 'tls' },
		],
		[
			'AUTH gets no answer',
			{ tls: 'explicit' },
			[on('AUTH', silence())],
			{ category: 'timeout', stage: 'tls' },
		],
		[
			'the handshake is answered with text',
			{ tls: 'explicit' },
			[on('AUTH', sendRaw('234 Go on\r\nnot a handshake at all'))],
			{ category: 'protocol' },
		],
	])('useIfAvailable never goes on plain when %s', async (_title, server, rules, expected) => {
		await refused(server, { ssl: 'useIfAvailable', timeoutMs: 1000 }, rules, expected);
	});

	it('useIfAvailable never goes on plain because of a certificate', async () => {
		const { selfSigned } = await testCertificates();
		await refused({ tls: 'explicit', certificate: selfSigned }, { ssl: 'useIfAvailable' }, [], {
			category: 'certificate',
			stage: 'certificate',
		});
	});

	it.each<readonly [RemoteSettings['ssl'], TlsMode, object]>([
		['explicit', 'none', { category: 'tlsUnsupported', stage: 'tls' }],
		['never', 'required', { category: 'tlsRequired', stage: 'login' }],
		['implicit', 'explicit', { category: 'tlsHandshake', stage: 'tls' }],
		['explicit', 'implicit', { category: 'timeout', stage: 'greeting' }],
		['never', 'implicit', { category: 'timeout', stage: 'greeting' }],
	])('%s fails on a server with TLS %s, and says why', async (ssl, tls, expected) => {
		await refused({ tls }, { ssl, timeoutMs: 800 }, [], expected);
	});

	it('a refused PROT P is no silent clear channel', async () => {
		const base = await trusted();
		await withRemote(
			{ server: { tls: 'explicit' }, settings: { ...base, ssl: 'explicit', retries: 0 } },
			async ({ server, endpoint }) => {
				server.script(on('PROT', reply('536 Not here')));
				await expect(endpoint.list('/')).rejects.toMatchObject({ category: 'tlsUnsupported' });
				expect(server.dataConnections).toEqual([]);
			},
		);
	});

	it('resumes the session of a control connection on each of its data connections', async () => {
		await reach(
			{ ...pipelining, tls: 'required', requireSessionReuse: true },
			{ ssl: 'explicit' },
			({ server }) => {
				expect(server.dataConnections.every(({ resumed }) => resumed)).toBe(true);
			},
		);
	});

	it.each(['TLSv1.2', 'TLSv1.3'] as const)('resumes sessions of %s', async (version) => {
		await reach(
			{
				tls: 'required',
				requireSessionReuse: true,
				minTlsVersion: version,
				maxTlsVersion: version,
			},
			{ ssl: 'explicit' },
			({ server }) => {
				expect(server.tlsConnections.map(({ protocol }) => protocol)).toEqual([version]);
			},
		);
	});

	it('refuses a version of TLS below the lowest that is allowed', async () => {
		await refused(
			{ tls: 'required', maxTlsVersion: 'TLSv1.2' },
			{ ssl: 'explicit', minTlsVersion: 'TLSv1.3' },
			[],
			{ category: 'tlsHandshake' },
		);
	});

	it('names the host to the server, but no address', async () => {
		await reach({ tls: 'explicit' }, { ssl: 'explicit' }, ({ server }) =>
			expect(server.tlsConnections[0]?.serverName).toBe('localhost'),
		);
		await reach({ tls: 'explicit' }, { ssl: 'explicit', host: '127.0.0.1' }, ({ server }) =>
			expect(server.tlsConnections[0]?.serverName).toBeNull(),
		);
		await reach(
			{ tls: 'explicit' },
			{ ssl: 'explicit', host: '127.0.0.1', serverName: 'ftp.test' },
			({ server }) => expect(server.tlsConnections[0]?.serverName).toBe('ftp.test'),
		);
	});

	it('takes nothing that was said in clear for an answer under TLS', async () => {
		await refused(
			{ tls: 'explicit' },
			{ ssl: 'explicit', timeoutMs: 1000 },
			[
				on('AUTH', {
					around: async ({ session }, run) => {
						const { write } = session;
						session.write = (wire) =>
							write.call(session, wire.startsWith('234') ? `${wire}230 You are in` : wire);
						await run();
					},
				}),
			],
			{ category: 'protocol' },
		);
	});
});
