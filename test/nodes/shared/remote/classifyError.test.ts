import { classifyError } from '../../../../nodes/shared/remote/classifyError';
import { ControlClosed } from '../../../../nodes/shared/remote/ControlChannel';
import { Unreachable } from '../../../../nodes/shared/remote/dial';
import { NotFtp } from '../../../../nodes/shared/remote/ReplyReader';
import { HostNotFound } from '../../../../nodes/shared/remote/resolveHost';
import { HandshakeFailed } from '../../../../nodes/shared/remote/secure';
import { Silence } from '../../../../nodes/shared/remote/SilenceTimer';
import type { About } from '../../../../nodes/shared/remote/classifyError';

const where = { host: 'ftp.test', port: 2121, user: 'test', timeoutMs: 1500 };
const coded = (code: string) => Object.assign(new Error(code), { code });
const closed = (reason: Error, goodbye: string | null = null) =>
	new ControlClosed(
		reason,
		goodbye === null ? null : { code: Number(goodbye.slice(0, 3)), text: goodbye },
	);

describe('what went wrong', () => {
	it.each<readonly [string, unknown, About, object]>([
		[
			'no address',
			new HostNotFound('ftp.test', 'ENOTFOUND', null),
			{ stage: 'resolve' },
			{ category: 'dns', stage: 'resolve' },
		],
		[
			'a refused connection',
			new Unreachable([{ address: '192.0.2.1', code: 'ECONNREFUSED' }], false),
			{ stage: 'connect' },
			{ category: 'unreachable', stage: 'connect' },
		],
		[
			'a silent address',
			new Unreachable([{ address: '192.0.2.1', code: 'ETIMEDOUT' }], true),
			{ stage: 'connect' },
			{ category: 'timeout', stage: 'connect' },
		],
		[
			'text in place of a handshake',
			new HandshakeFailed('error', 'ERR_SSL_WRONG_VERSION_NUMBER', null),
			{ stage: 'tls' },
			{ category: 'tlsHandshake', data: { how: 'explicitExpected' } },
		],
		[
			'no TLS version in common',
			new HandshakeFailed('error', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', null),
			{ stage: 'tls' },
			{ category: 'tlsHandshake', data: { how: 'versionTooOld' } },
		],
		[
			'a closed handshake',
			new HandshakeFailed('closed', 'ECONNRESET', null),
			{ stage: 'tls' },
			{ category: 'connectionLost', stage: 'tls' },
		],
		[
			'a silent handshake',
			new HandshakeFailed('silent', 'ETIMEDOUT', null),
			{ stage: 'tls' },
			{ category: 'timeout', stage: 'tls' },
		],
		[
			'a reset',
			closed(coded('ECONNRESET')),
			{ stage: 'command', path: '/a' },
			{ category: 'connectionLost', path: '/a' },
		],
		[
			'silence',
			closed(new Silence()),
			{ stage: 'command', verb: 'DELE' },
			{ category: 'timeout', stage: 'command' },
		],
		[
			'silence in a download',
			closed(new Silence()),
			{ stage: 'data', direction: 'download', bytesSoFar: 5 },
			{ category: 'timeout', stage: 'data' },
		],
		[
			'silence before the first byte',
			closed(new Silence()),
			{ stage: 'data', direction: 'download', bytesSoFar: 0 },
			{ category: 'dataChannel', stage: 'data' },
		],
		[
			'a goodbye',
			closed(new Error('closed'), '421 Timeout'),
			{ stage: 'command', verb: 'DELE' },
			{ category: 'connectionLost', ftpCode: 421 },
		],
		[
			'a goodbye to one too many',
			closed(new Error('closed'), '421 Too many connections'),
			{ stage: 'login', verb: 'PASS' },
			{ category: 'tooManyConnections', ftpCode: 421 },
		],
		[
			'a client certificate that is missing',
			closed(coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')),
			{ stage: 'login' },
			{ category: 'tlsHandshake', data: { how: 'clientCertificate' } },
		],
		[
			'a broken record later on',
			closed(coded('ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC')),
			{ stage: 'command' },
			{ category: 'connectionLost' },
		],
		[
			'SSH',
			closed(new NotFtp('noDigits', 'SSH-2.0-OpenSSH')),
			{ stage: 'greeting' },
			{ category: 'protocol', data: { how: 'looksLikeSsh' } },
		],
		[
			'a web server',
			new NotFtp('noDigits', 'HTTP/1.1 400'),
			{ stage: 'greeting' },
			{ category: 'protocol', data: { how: 'looksLikeHttp' } },
		],
		[
			'a stopped run',
			new DOMException('stopped', 'AbortError'),
			{ stage: 'command' },
			{ category: 'cancelled' },
		],
		[
			'an unknown error of the system',
			coded('ENOBUFS'),
			{ stage: 'command' },
			{ category: 'connectionLost' },
		],
	])('%s', (_title, error, about, expected) => {
		const failure = classifyError(error, about, where);
		expect(failure).toMatchObject(expected);
		expect(failure.message).not.toBe('');
		expect(failure.description).not.toBe('');
	});

	it('stays as it is when it is explained already', () => {
		const first = classifyError(new Silence(), { stage: 'command' }, where);
		expect(classifyError(first, { stage: 'data', path: '/x' }, where)).toBe(first);
	});

	it('is no broken connection, and not tried again, when the program is wrong', () => {
		const failure = classifyError(
			new TypeError('x is not a function'),
			{ stage: 'command', path: '/a' },
			where,
		);
		expect(failure).toMatchObject({ category: 'protocol', retryable: false });
		expect(failure.message).toContain('x is not a function');
	});
});
