import { classifyReply, dataFailureOf } from '../../../../nodes/shared/explain/classifyReply';
import type { Stage } from '../../../../nodes/shared/model/category';

const stageOf = (verb: string): Stage =>
	verb === '' ? 'greeting' : /^(USER|PASS|ACCT)$/.test(verb) ? 'login' : 'command';

const category = (verb: string, line: string, more: { argument?: string; ours?: number } = {}) =>
	classifyReply({
		verb,
		argument: more.argument,
		code: Number(line.slice(0, 3)),
		text: line.slice(4),
		stage: stageOf(verb),
		ourOpenConnections: more.ours,
	}).category;

describe('replies before and at the login', () => {
	// prettier-ignore
	it.each([
		['', '421 There are too many connected users, please try later.', 'tooManyConnections'],
		['', '421 Too many connections (8) from this IP', 'tooManyConnections'],
		['', '421 Maximum clients reached service unavailable.', 'tooManyConnections'],
		['', '421 Service not available, closing control connection.', 'tooManyConnections'],
		['', '530 Sorry, the maximum number of clients (1) from your host are already connected.', 'tooManyConnections'],
		['', '550 Connections from your IP address are not allowed', 'auth'],
		['', '500 OOPS: could not read banner file', 'protocol'],
		['', '434 Host unavailable', 'connectionLost'],
		['USER', '530 Non-anonymous sessions must use encryption.', 'tlsRequired'],
		['USER', '550 SSL/TLS required on the control channel', 'tlsRequired'],
		['USER', '534 Policy requires SSL.', 'tlsRequired'],
		['USER', '503 Use AUTH first.', 'tlsRequired'],
		['USER', '530 This server does not allow plain FTP. You have to use FTP over TLS.', 'tlsRequired'],
		['USER', '530 SSL is required to connect to this account.  Please enable SSL, TLS, ftps://, or ftpes://.', 'tlsRequired'],
		['USER', '421-Sorry, cleartext sessions and weak ciphers are not accepted on this server.\n421 Please reconnect using TLS security mechanisms.', 'tlsRequired'],
		['USER', '421 Sorry, unverschlüsselte Sitzungen werden auf diesem Server nicht akzeptiert.', 'tlsRequired'],
		['USER', '530 Anonymous sessions may not use encryption.', 'auth'],
		['PASS', '530 Login incorrect.', 'auth'],
		['PASS', '530 Login authentication failed', 'auth'],
		['PASS', '530 Too many failed login attempts', 'auth'],
		['PASS', '530 Maximum login attempts exceeded', 'auth'],
		['PASS', '430 Invalid username or password', 'auth'],
		['PASS', '332 Need account for login.', 'auth'],
		['PASS', '331 Please specify the password.', 'auth'],
		['PASS', '500 OOPS: cannot change directory:/home/x', 'auth'],
		['PASS', '421 Home directory not available - aborting', 'auth'],
		['PASS', '421 Timeout.', 'connectionLost'],
		['PASS', '503 Login with USER first.', 'protocol'],
		['PASS', '530 Sorry, the maximum number of allowed clients (2) are already connected.', 'tooManyConnections'],
		['PASS', '530 Sorry, the maximum number of clients (3) for this user are already connected.', 'tooManyConnections'],
		['PASS', '530 Sorry, you have exceeded the number of connections.', 'tooManyConnections'],
		['PASS', '530 Not logged in, only one session from same IP allowed at a time.', 'tooManyConnections'],
		['PASS', '530 User session limit reached', 'tooManyConnections'],
		['PASS', "421 I can't accept more than 2 connections as the same user", 'tooManyConnections'],
		['PASS', '421 Mehr als 2 Verbindungen vom selben Benutzer sind nicht erlaubt', 'tooManyConnections'],
		['PASS', '421 2 users (the maximum) are already logged in, sorry', 'tooManyConnections'],
		['USER', '421 Too many users - please try again later.', 'tooManyConnections'],
		['USER', '421 Zuviele Verbindungen (5) von dieser IP-Adresse.', 'tooManyConnections'],
	])('%s ← %s means %s', (verb, line, expected) => expect(category(verb, line)).toBe(expected));

	it('takes a bare refusal for a limit while another connection of the same login is in', () => {
		expect(category('PASS', '530 Not logged in.', { ours: 2 })).toBe('tooManyConnections');
		expect(category('PASS', '530 Not logged in.', { ours: 0 })).toBe('auth');
	});

	it('still asks for TLS while other connections are in', () => {
		expect(category('USER', '530 Must use encryption.', { ours: 2 })).toBe('tlsRequired');
	});

	it('does not read a limit out of a user name', () => {
		const line = '530 User too many users cannot log in.';
		expect(category('USER', line, { argument: 'too many users' })).toBe('auth');
	});
});

describe('replies to TLS commands', () => {
	// prettier-ignore
	it.each([
		['AUTH', '500 Unknown command.', 'tlsUnsupported'],
		['AUTH', '502 SSL/TLS authentication not allowed', 'tlsUnsupported'],
		['AUTH', '504 Unknown AUTH type', 'tlsUnsupported'],
		['AUTH', '534 Local policy on server does not allow TLS secure connections.', 'tlsUnsupported'],
		['AUTH', '431 Failed to setup secure session.', 'tlsUnsupported'],
		['AUTH', '421 Timeout.', 'connectionLost'],
		['PROT', '534 Unwilling to accept security parameters', 'tlsUnsupported'],
		['PROT', '536 Requested PROT level is not supported', 'tlsUnsupported'],
		['PBSZ', '503 Bad sequence of commands', 'protocol'],
	])('%s ← %s means %s', (verb, line, expected) => expect(category(verb, line)).toBe(expected));
});

describe('replies about data connections', () => {
	// prettier-ignore
	it.each([
		['LIST', '425 Failed to establish connection.', 'dataChannel'],
		['STOR', '452 Error.', 'quota'],
		['STOR', '552 Error.', 'quota'],
		['CWD', '430 Invalid username or password', 'auth'],
		['LIST', '535 Failed security check', 'tlsHandshake'],
		['RETR', '426 Failure writing network stream.', 'dataChannel'],
		['LIST', '425 Unable to build data connection: Operation not permitted', 'dataChannel'],
		['RETR', '522 SSL connection failed: session reuse required', 'dataChannel'],
		['LIST', '450 TLS session of data connection has not resumed or the session does not match the control connection', 'dataChannel'],
		['LIST', '522 Data connections must be encrypted.', 'tlsRequired'],
		['RETR', '521 Data connection cannot be opened with this PROT setting.', 'tlsRequired'],
		['EPRT', '522 Network protocol not supported, use (1)', 'unsupported'],
		['EPSV', '500 Unknown command.', 'unsupported'],
		['PASV', '425 Can not open passive connection', 'dataChannel'],
		['PORT', '500 Illegal PORT command.', 'dataChannel'],
		['PORT', "500 I won't open a connection to 192.168.18.11 (only to 203.0.113.9)", 'dataChannel'],
		['PORT', '501 Active mode is disabled', 'unsupported'],
		['STOR', '421 Timeout (no new data for 60 seconds)', 'connectionLost'],
		['NOOP', '421 Idle timeout (2 seconds): closing control connection', 'connectionLost'],
	])('%s ← %s means %s', (verb, line, expected) => expect(category(verb, line)).toBe(expected));

	it('tells a TLS refusal from a blocked port', () => {
		expect(dataFailureOf(522, 'SSL connection failed: session reuse required')).toBe('tlsRefused');
		expect(dataFailureOf(425, 'Unable to build data connection: Operation not permitted')).toBe(
			'tlsRefused',
		);
		expect(dataFailureOf(425, 'Failed to establish connection.')).toBe('replied');
	});
});

describe('replies about paths', () => {
	// prettier-ignore
	it.each([
		['STOR', '552 Quota exceeded: [a.bin] won\'t be saved', 'quota'],
		['STOR', '452 Insufficient storage space', 'quota'],
		['STOR', '451 a.bin: No space left on device', 'quota'],
		['STOR', '426 Transfer aborted. Disc quota exceeded', 'quota'],
		['STOR', '553 Disk full - please upload later', 'quota'],
		['MLSD', '500 Unknown command.', 'unsupported'],
		['MLST', '550 Unable to handle command', 'unsupported'],
		['MFMT', '502 Command not implemented.', 'unsupported'],
		['MODE', '504 Not supported', 'unsupported'],
		['RETR', '530 Please login with USER and PASS.', 'auth'],
		['STOR', '532 Need account for storing files.', 'permission'],
		['RNTO', '503 RNFR required first', 'protocol'],
		['RETR', '250 Fine', 'protocol'],
		['RETR', '450 File busy', 'dataChannel'],
		['MKD', '550 Create directory operation failed.', 'ask'],
		['DELE', '450 File in use', 'ask'],
		['CWD', '501 No such directory', 'ask'],
	])('%s ← %s means %s', (verb, line, expected) => expect(category(verb, line)).toBe(expected));

	it('calls 4xx temporary and keeps a fallback for when asking shows nothing', () => {
		const meaning = (verb: string, code: number) =>
			classifyReply({ verb, code, text: 'failed', stage: 'command' });
		expect(meaning('LIST', 450)).toMatchObject({
			category: 'ask',
			fallback: 'dataChannel',
			transient: true,
		});
		expect(meaning('DELE', 451)).toMatchObject({
			category: 'ask',
			fallback: 'connectionLost',
			transient: true,
		});
		expect(meaning('DELE', 550)).toMatchObject({
			category: 'ask',
			fallback: 'permission',
			transient: false,
		});
		expect(meaning('STOR', 552)).toMatchObject({ category: 'quota', transient: false });
	});

	it('takes 521 for MKD as "is there already"', () => {
		expect(
			classifyReply({ verb: 'MKD', code: 521, text: '"/in" directory exists', stage: 'command' }),
		).toMatchObject({
			category: 'ask',
			likely: 'alreadyExists',
		});
	});

	it.each(['/in/No such file', '/in/quota exceeded.csv', '/TLS required/must.txt'])(
		'is not misled by a path that reads like a reason: %s',
		(argument) => {
			const reply = {
				verb: 'RETR',
				argument,
				code: 550,
				text: `${argument}: failed`,
				stage: 'command' as const,
			};
			expect(classifyReply(reply)).toMatchObject({ category: 'ask', likely: null });
		},
	);
});
