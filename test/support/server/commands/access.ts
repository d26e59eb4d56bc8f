import { testCertificates } from '../../certificates';
import type { Session } from '../Session';
import type { Commands } from './Command';

/** Who the client is, and how the connection is protected (RFC 959, RFC 4217). */
export const access: Commands = {
	USER(session, argument) {
		if (session.settings.tls === 'required' && !session.encrypted) {
			return session.reply('530 TLS is required: send AUTH TLS first');
		}
		logout(session);
		session.user = argument;
		session.reply('331 Password required');
	},

	PASS(session, argument) {
		if (session.user === '') return session.reply('503 Send USER first');
		if (session.loggedIn) return session.reply('230 Already logged in');
		const { users, account } = session.settings;
		const password = Object.hasOwn(users, session.user) ? users[session.user] : undefined;
		if (password === undefined || (password !== '' && password !== argument)) {
			return session.reply('530 Login incorrect');
		}
		if (account !== null) return session.reply('332 Account required');
		login(session);
	},

	ACCT(session, argument) {
		if (session.settings.account === null) return session.reply('202 No account needed');
		if (argument !== session.settings.account) return session.reply('530 Wrong account');
		login(session);
	},

	QUIT(session) {
		session.reply('221 Goodbye');
		session.end();
	},

	async AUTH(session, argument) {
		if (session.settings.tls === 'none') return session.reply('500 AUTH not understood');
		if (session.encrypted) return session.reply('503 Encrypted already');
		if (!/^(TLS|TLS-C|SSL)$/i.test(argument)) return session.reply('504 Unknown mechanism');
		// Making them takes a while once a process; a ClientHello that came meanwhile would be read as a command.
		await testCertificates();
		session.reply('234 Go on with the handshake');
		await session.encrypt();
	},

	PBSZ(session) {
		session.reply(session.encrypted ? '200 PBSZ=0' : '503 Not encrypted');
	},

	PROT(session, argument) {
		if (!session.encrypted) return session.reply('503 Not encrypted');
		const level = argument.toUpperCase();
		if (level !== 'C' && level !== 'P') return session.reply('536 Unknown level');
		session.protectData = level === 'P';
		session.reply(`200 Protection set to ${level}`);
	},

	CCC: (session) => session.reply('534 Not allowed'),
};

function login(session: Session): void {
	const { tooMany, maxConnections, tooManyReply, home } = session.settings;
	if (tooMany === 'login' && session.server.stats.loggedIn >= maxConnections) {
		return session.reply(tooManyReply ?? '530 Too many connections for this user');
	}
	session.loggedIn = true;
	session.cwd = home;
	session.server.record.loggedIn();
	session.reply('230 Logged in');
}

function logout(session: Session): void {
	if (session.loggedIn) session.server.record.loggedOut();
	session.loggedIn = false;
}
