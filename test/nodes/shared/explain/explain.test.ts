import { certificateReport } from '../../../../nodes/shared/explain/certificateReport';
import type { Evidence } from '../../../../nodes/shared/explain/Evidence';
import { explain, toError } from '../../../../nodes/shared/explain/explain';

const at = { host: 'ftp.example.com', port: 21, user: 'bob', path: '/in/a.csv' } as const;
const report = certificateReport({
	subject: { CN: 'other.example' },
	issuer: { CN: 'other.example' },
	subjectAltName: 'DNS:other.example',
	valid_from: 'Jan  1 00:00:00 2023 GMT',
	valid_to: 'May  1 00:00:00 2024 GMT',
	fingerprint256: 'ab'.repeat(32),
	issuerChain: [],
	authorizationError: 'CERT_HAS_EXPIRED',
	nameMatches: false,
	expectedName: 'ftp.example.com',
	now: Date.parse('2026-06-15T12:00:00Z'),
	pins: [],
});

// prettier-ignore
/** One row a situation: what is seen, what the message must hold, what the description must hold. */
const rows: ReadonlyArray<readonly [string, Evidence, RegExp, RegExp]> = [
	['unknown host', { ...at, category: 'dns', stage: 'resolve', code: 'ENOTFOUND' }, /ftp\.example\.com/, /Check Host/],
	['silent name service', { ...at, category: 'dns', stage: 'resolve', code: 'EAI_AGAIN' }, /did not answer/, /DNS/],
	['refused', { ...at, category: 'unreachable', stage: 'connect', code: 'ECONNREFUSED', addresses: ['192.0.2.1', '192.0.2.2'] }, /:21 refused/, /Port.*3021.*192\.0\.2\.1, 192\.0\.2\.2/s],
	['no route', { ...at, category: 'unreachable', stage: 'connect', code: 'ENETUNREACH' }, /no route/, /VPN/],
	['wrong local address', { ...at, category: 'unreachable', stage: 'connect', code: 'EADDRNOTAVAIL', localAddress: '10.0.0.9' }, /10\.0\.0\.9/, /Local Address/],
	['forbidden by the own machine', { ...at, category: 'unreachable', stage: 'connect', code: 'EACCES' }, /forbidden/, /firewall/],
	['closed at the greeting', { ...at, category: 'connectionLost', stage: 'greeting', during: 'greeting' }, /before its greeting/, /Implicit.*|Max Connections/],
	['lost at TLS', { ...at, category: 'connectionLost', stage: 'tls', during: 'tls' }, /TLS handshake/, /Minimum TLS Version/],
	['lost at login', { ...at, category: 'connectionLost', stage: 'login', during: 'login' }, /during the login/, /Username and Password/],
	['lost at a command', { ...at, category: 'connectionLost', stage: 'command', during: 'command' }, /"\/in\/a\.csv"/, /Keepalive \(Seconds\)/],
	['lost at a listing', { ...at, category: 'connectionLost', stage: 'listing', during: 'listing' }, /listing/, /Retries/],
	['lost at a download', { ...at, category: 'connectionLost', stage: 'data', during: 'download', bytesSoFar: 4096 }, /download.*after 4,096 bytes/, /Keepalive/],
	['file in use', { ...at, category: 'connectionLost', stage: 'command', during: 'command', ftpCode: 450 }, /put off/, /temporary/],
	['silent port', { ...at, category: 'timeout', stage: 'connect', seconds: 60, waitingFor: 'connection' }, /60 seconds/, /firewall.*3021/is],
	['silent greeting', { ...at, port: 990, category: 'timeout', stage: 'greeting', seconds: 1.5, waitingFor: 'greeting' }, /no greeting within 1\.5 seconds/, /Require SSL \(Implicit\)/],
	['silent TLS', { ...at, category: 'timeout', stage: 'tls', seconds: 1, waitingFor: 'tls' }, /1 second$/, /Require SSL \(Explicit\)/],
	['silent login', { ...at, category: 'timeout', stage: 'login', seconds: 5, waitingFor: 'login' }, /login/, /Timeout \(Seconds\)/],
	['silent command', { ...at, category: 'timeout', stage: 'command', seconds: 5, waitingFor: 'reply', verb: 'RNTO' }, /RNTO.*"\/in\/a\.csv"/, /Timeout \(Seconds\)/],
	['still upload', { ...at, category: 'timeout', stage: 'data', seconds: 5, waitingFor: 'upload', bytesSoFar: 1 }, /stood still.*1 byte$/, /Timeout/],
	['full pool', { ...at, category: 'timeout', stage: 'connect', seconds: 5, waitingFor: 'freeConnection' }, /became free/, /Max Connections/],
	['slow name service', { ...at, category: 'timeout', stage: 'resolve', seconds: 5, waitingFor: 'address' }, /name service/, /DNS/],
	['still listing', { ...at, category: 'timeout', stage: 'data', seconds: 5, waitingFor: 'listing' }, /listing/, /Timeout/],
	['blocked data port', { ...at, category: 'dataChannel', stage: 'passive', how: 'silent', mode: 'passive', direction: 'upload', address: '192.0.2.1', dataPort: 50123, seconds: 60 }, /data port 50123 of 192\.0\.2\.1/, /which passive ports.*whole range.*port 50123.*zero bytes/s],
	['refused data port', { ...at, category: 'dataChannel', stage: 'passive', how: 'refused', mode: 'passive', direction: 'listing', dataPort: 50123 }, /refused/, /passive ports/],
	['no 150', { ...at, category: 'dataChannel', stage: 'data', how: 'noReply150', mode: 'passive', direction: 'download' }, /did not begin/, /passive ports/],
	['broken before the first byte', { ...at, category: 'dataChannel', stage: 'data', how: 'reset', mode: 'passive', direction: 'download' }, /before the first byte/, /passive ports/],
	['active mode behind NAT', { ...at, category: 'dataChannel', stage: 'data', how: 'noAccept', mode: 'active', direction: 'listing', dataPort: 40000, seconds: 10 }, /did not open/, /Transfer Mode to Passive.*Active Address/s],
	['cut listing', { ...at, path: '/in', category: 'dataChannel', stage: 'listing', how: 'cut', mode: 'passive', direction: 'listing' }, /listing of "\/in" was cut short/, /firewall/],
	['TLS on data', { ...at, category: 'dataChannel', stage: 'data', how: 'tlsRefused', mode: 'passive', direction: 'listing', ftpCode: 522, ftpReply: '522 SSL connection failed: session reuse required' }, /could not be encrypted/, /session reuse.*The server said: "522 SSL/s],
	['inner address', { ...at, category: 'dataChannel', stage: 'passive', how: 'wrongAddress', mode: 'passive', direction: 'listing', announcedAddress: '10.0.0.5' }, /10\.0\.0\.5/, /Passive Address/],
	['425', { ...at, category: 'dataChannel', stage: 'data', how: 'replied', mode: 'passive', direction: 'listing', ftpCode: 425, ftpReply: "425 Can't open data connection." }, /could not open or keep/, /passive ports/],
	['wrong password', { ...at, category: 'auth', stage: 'login', ftpCode: 530, ftpReply: '530 Login incorrect.' }, /refused the login of the user "bob"$/, /Username and Password.*SSH keys.*"530 Login incorrect\."/s],
	['second factor', { ...at, category: 'auth', stage: 'login', ftpCode: 530, ftpReply: '530 Two-factor code required' }, /second factor/, /Max Connections to 1/],
	['new password', { ...at, category: 'auth', stage: 'login', ftpCode: 530, ftpReply: '530 Password expired' }, /must be changed/, /web page/],
	['disabled account', { ...at, category: 'auth', stage: 'login', refusal: 'accountDisabled' }, /disabled/, /enable the account/],
	['no anonymous', { ...at, user: '', category: 'auth', stage: 'login', refusal: 'anonymousNotAllowed' }, /anonymous/, /Fill in Username/],
	['anonymous only', { ...at, category: 'auth', stage: 'login', refusal: 'anonymousOnly' }, /anonymous logins only/, /empty/],
	['account', { ...at, category: 'auth', stage: 'login', ftpCode: 332, ftpReply: '332 Need account' }, /ACCT/, /Use Advanced Settings.*Account/],
	['unknown address', { ...at, category: 'auth', stage: 'login', refusal: 'addressNotAllowed', localAddress: '10.1.1.1' }, /address of this n8n/, /every address.*10\.1\.1\.1.*Local Address/],
	['no home', { ...at, category: 'auth', stage: 'login', refusal: 'homeFolder' }, /home folder/, /administrator/],
	['blocked for a while', { ...at, category: 'auth', stage: 'login', refusal: 'tooManyFailures' }, /wrong passwords/, /wait/],
	['too many', { ...at, category: 'tooManyConnections', stage: 'greeting', openOfOurs: 3, maxConnections: 25 }, /no further connection/, /holds 3 connections.*Max Connections \(now 25\)/s],
	['TLS required', { ...at, category: 'tlsRequired', stage: 'login' }, /requires TLS/, /Require SSL \(Explicit\).*Require SSL \(Implicit\)/],
	['no TLS', { ...at, category: 'tlsUnsupported', stage: 'tls', what: 'AUTH' }, /does not support TLS/, /insecure/],
	['no PROT', { ...at, category: 'tlsUnsupported', stage: 'tls', what: 'PROT' }, /encrypt data connections/, /PROT P/],
	['implicit port', { ...at, port: 990, category: 'tlsHandshake', stage: 'greeting', how: 'implicitExpected' }, /implicit TLS/, /Require SSL \(Implicit\)/],
	['explicit port', { ...at, category: 'tlsHandshake', stage: 'tls', how: 'explicitExpected' }, /explicit TLS/, /Require SSL \(Explicit\)/],
	['old TLS', { ...at, category: 'tlsHandshake', stage: 'tls', how: 'versionTooOld', minTlsVersion: 'TLSv1.2' }, /no TLS version in common/, /Minimum TLS Version \(TLSv1\.2\)/],
	['not TLS', { ...at, category: 'tlsHandshake', stage: 'tls', how: 'plainAnswer' }, /not TLS/, /Port/],
	['client certificate', { ...at, category: 'tlsHandshake', stage: 'tls', how: 'clientCertificate' }, /client certificate/, /Client Certificate and Client Key/],
	['odd handshake', { ...at, category: 'tlsHandshake', stage: 'tls', how: 'other', libraryText: 'bad things' }, /failed/, /"bad things"/],
	['certificate', { ...at, category: 'certificate', stage: 'certificate', report, problem: 'expired' }, /expired on 2024-05-01 and is self-signed and is not for "ftp\.example\.com" but for "other\.example"/, /renew.*Certificate Fingerprint \(SHA-256\).*SHA-256 AB:AB/s],
	['pin', { ...at, category: 'certificate', stage: 'certificate', report, problem: 'pinMismatch' }, /expected fingerprint$/, /AB:AB/],
	['missing file', { ...at, category: 'notFound', stage: 'command', action: 'download' }, /Cannot download "\/in\/a\.csv"/, /case-sensitive/],
	['file in place of a folder', { ...at, category: 'notFound', stage: 'listing', action: 'list', type: 'file' }, /Cannot list "\/in\/a\.csv": it is a file/, /path of a folder/],
	['missing folder above', { ...at, category: 'notFound', stage: 'command', action: 'upload', parentMissing: true }, /folder that should hold it/, /Create/],
	['missing root', { ...at, path: '/', category: 'notFound', stage: 'command', rootFolder: '/in' }, /^The Root Folder "\/in" does/, /Correct Root Folder/],
	['not permitted', { ...at, category: 'permission', stage: 'command', action: 'deleteFile' }, /Cannot delete/, /right to delete/],
	['root not permitted', { ...at, category: 'permission', stage: 'command', rootFolder: '' }, /open the folder that the login lands in$/, /Root Folder/],
	['another disk', { ...at, category: 'permission', stage: 'command', action: 'rename', toPath: '/b', ftpReply: '451 Rename/move failure: Invalid cross-device link' }, /to "\/b": that is on another disk/, /Download it/],
	['a folder that may not be replaced', { ...at, category: 'alreadyExists', stage: 'command', action: 'rename', toPath: '/b', type: 'folder', moved: 'file' }, /to "\/b": a folder is there already/, /never replaced/],
	['a file that a folder may not replace', { ...at, category: 'alreadyExists', stage: 'command', action: 'rename', toPath: '/b', type: 'file', moved: 'folder' }, /to "\/b": a file is there already/, /never takes the place of a file/],
	['exists', { ...at, category: 'alreadyExists', stage: 'command', action: 'rename', toPath: '/b', type: 'file' }, /to "\/b": a file is there already/, /If Exists/],
	['not empty', { ...at, path: '/in', category: 'notEmpty', stage: 'command' }, /not empty/, /Recursive/],
	['quota', { ...at, category: 'quota', stage: 'data', ftpCode: 552 }, /no space/, /answered 552/],
	['sizes', { ...at, category: 'integrity', stage: 'verify', how: 'sizeDiffers', direction: 'upload', expected: 10, actual: 4 }, /4 bytes in place of 10 bytes/, /final name/],
	['hashes', { ...at, category: 'integrity', stage: 'verify', how: 'hashDiffers', direction: 'download', algorithm: 'sha256', expected: 'aa', actual: 'bb' }, /SHA256/, /Expected aa, found bb/],
	['changed', { ...at, category: 'integrity', stage: 'verify', how: 'changedMeanwhile', direction: 'download' }, /changed meanwhile/, /still writing/],
	['longer', { ...at, category: 'integrity', stage: 'verify', how: 'endedLonger', direction: 'download' }, /more came/, /still writing/],
	['shorter', { ...at, category: 'integrity', stage: 'verify', how: 'endedShort', direction: 'download' }, /too early/, /cut/],
	['taken', { ...at, category: 'integrity', stage: 'verify', how: 'takenAway', direction: 'upload' }, /gone from the server/, /\.part.*Write Mode/],
	['missing command', { ...at, category: 'unsupported', stage: 'verify', command: 'HASH', neededFor: 'verify by hash' }, /HASH.*verify by hash/, /administrator/],
	['SSH', { ...at, port: 22, category: 'protocol', stage: 'greeting', how: 'looksLikeSsh', sample: 'SSH-2.0-OpenSSH\r\n' }, /SSH server/, /SFTP.*"SSH-2\.0-OpenSSH"/],
	['web server', { ...at, category: 'protocol', stage: 'greeting', how: 'looksLikeHttp' }, /web server/, /Port/],
	['mail server', { ...at, category: 'protocol', stage: 'greeting', how: 'looksLikeSmtp' }, /mail server/, /Port/],
	['odd listing', { ...at, category: 'protocol', stage: 'listing', how: 'oddListing', path: '/in', sample: 'what' }, /listing of "\/in"/, /MLSD.*what/],
	['no digits', { ...at, category: 'protocol', stage: 'greeting', how: 'noDigits', sample: '\u0015\u0003' }, /like an FTP server/, /\\x15\\x03/],
	['too long', { ...at, category: 'protocol', stage: 'greeting', how: 'tooLong' }, /far too long/, /Host and Port/],
	['odd reply', { ...at, category: 'protocol', stage: 'command', how: 'unexpectedReply', verb: 'SIZE' }, /SIZE/, /protocol log/],
	['wrong input', { category: 'invalidInput', stage: 'local', message: 'Path is empty', description: 'Give one.' }, /^Path is empty$/, /^Give one\.$/],
	['guard', { category: 'guard', stage: 'local', message: 'Too many deletions', description: 'Raise it.', data: { n: 1 } }, /deletions/, /Raise/],
	['stopped', { category: 'cancelled', stage: 'command' }, /^The execution was canceled$/, /stopped/],
];

describe('a failure in words', () => {
	it.each(rows)(
		'says what happened and what to change: %s',
		(_title, evidence, message, description) => {
			const said = explain(evidence);
			expect(said.message).toMatch(message);
			expect(said.description).toMatch(description);
		},
	);

	it.each(rows)('keeps to one line and plain words: %s', (_title, evidence) => {
		const { message, description } = explain(evidence);
		expect(message.length).toBeLessThanOrEqual(200);
		expect(message + description).not.toMatch(/[\r\n]|undefined|null|\bdirector|mtime|!|\s\s/i);
		expect(message).not.toMatch(/\.$/);
		expect(description).toMatch(/[.:\w"]$/);
		if (evidence.category !== 'cancelled') expect(message).not.toMatch(/cancell?ed/i);
	});

	it.each(rows)('holds the same facts in the error: %s', (_title, evidence) => {
		const error = toError(evidence, 'cause');
		expect(error).toMatchObject({
			category: evidence.category,
			stage: evidence.stage,
			...explain(evidence),
		});
		expect(error.path).toBe(evidence.path ?? null);
		expect(error.cause).toBe('cause');
		expect(Object.keys(error.data ?? {})).not.toContain('user');
	});

	it('keeps the word for a stopped execution out of every other message, even in a path', () => {
		for (const [, evidence] of rows) {
			if (evidence.category === 'cancelled') continue;
			const { message } = explain({
				...evidence,
				path: '/orders/Canceled/cancelled.csv',
				host: 'canceled.example',
			});
			expect(message).not.toMatch(/cancell?ed/i);
		}
		const said = explain({
			category: 'notFound',
			stage: 'command',
			path: '/canceled.csv',
			action: 'download',
		});
		expect(said.message).toBe('Cannot download the path named below: it does not exist');
		expect(said.description).toContain('"/canceled.csv"');
	});

	it('shows a path of a hundred characters whole', () => {
		const path = `/${'folder/'.repeat(13)}name.csv`;
		const evidence = { category: 'notFound', stage: 'command', action: 'download', path } as const;
		expect(explain(evidence).message).toContain(`"${path}"`);
	});

	it('shortens a long path in its middle and shows control characters as escapes', () => {
		const path = `/${'long/'.repeat(60)}end\u001b[31m.csv`;
		const { message } = explain({
			category: 'notFound',
			stage: 'command',
			path,
			action: 'download',
		});
		expect(message.length).toBeLessThan(200);
		expect(message).toMatch(/^Cannot download "\/long.*….*end\\x1b\[31m\.csv"/);
		expect(toError({ category: 'notFound', stage: 'command', path }).path).toBe(path);
	});

	it('speaks of "the server" where the host is not known', () => {
		expect(explain({ category: 'tlsRequired', stage: 'login' }).message).toBe(
			'The server requires TLS',
		);
		expect(
			explain({ category: 'connectionLost', stage: 'command', during: 'command' }).message,
		).toBe('The connection to the server was lost');
	});

	it('says how often it was tried', () => {
		expect(explain({ category: 'tlsRequired', stage: 'login', attempts: 4 }).description).toMatch(
			/Tried 4 times\.$/,
		);
	});

	it('gives programs what the evidence knows', () => {
		const { data } = toError({
			...at,
			category: 'dataChannel',
			stage: 'passive',
			how: 'silent',
			mode: 'passive',
			direction: 'upload',
			dataPort: 50123,
		});
		expect(data).toEqual({
			host: at.host,
			port: 21,
			how: 'silent',
			mode: 'passive',
			direction: 'upload',
			dataPort: 50123,
		});
		expect(
			toError({ ...at, category: 'auth', stage: 'login', ftpCode: 530, ftpReply: 'x' }).data,
		).toMatchObject({ refusal: 'generic' });
		expect(
			toError({ category: 'guard', stage: 'local', message: 'm', description: 'd', data: { n: 1 } })
				.data,
		).toEqual({ n: 1 });
	});
});
