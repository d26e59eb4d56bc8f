import type { AuthSeen, TooManyConnectionsSeen } from './Evidence';
import { loginRefusal, type LoginRefusal } from './loginRefusal';
import { shownHost, type Explanation } from './shown';
import { printable } from '../model/RemotePath';

/** Why a login was refused. */
export function explainAuth(seen: AuthSeen): Explanation {
	const refusal = seen.refusal ?? loginRefusal(seen.ftpCode ?? null, seen.ftpReply ?? '');
	const who = seen.user ? `the user "${printable(seen.user).slice(0, 60)}"` : 'anonymous users';
	return {
		message: `${shownHost(seen)} ${refused(refusal, who)}`,
		description: advice(refusal, seen),
	};
}

function refused(refusal: LoginRefusal, who: string): string {
	switch (refusal) {
		case 'accountDisabled':
			return `refused the login of ${who}: the account is disabled`;
		case 'passwordChange':
			return `refused the login of ${who}: the password must be changed first`;
		case 'twoFactor':
			return `refused the login of ${who}: a second factor is required`;
		case 'anonymousNotAllowed':
			return 'does not allow anonymous logins';
		case 'anonymousOnly':
			return 'allows anonymous logins only';
		case 'accountNeeded':
			return `asks for an account (ACCT) to log in ${who}`;
		case 'addressNotAllowed':
			return `does not admit logins from the address of this n8n`;
		case 'homeFolder':
			return `refused the login of ${who}: its home folder cannot be opened`;
		case 'tooManyFailures':
			return `refused the login of ${who}: too many wrong passwords before`;
		case 'generic':
			return `refused the login of ${who}`;
	}
}

function advice(refusal: LoginRefusal, seen: AuthSeen): string {
	const from = seen.localAddress
		? `n8n connected from ${seen.localAddress}; behind NAT the server sees another, public address.`
		: 'Behind NAT the server sees the public address of the network.';
	switch (refusal) {
		case 'accountDisabled':
			return "Ask the server's administrator to enable the account, and its right to use FTP.";
		case 'passwordChange':
			return 'FTP cannot change a password. Log in on the web page of the server, set a new password there and write it into Password.';
		case 'twoFactor':
			return 'Check which second factors the server accepts over FTP, and in which form (often added to Password). A code holds for one connection only: set Max Connections to 1. Better ask for an account without a second factor for n8n.';
		case 'anonymousNotAllowed':
			return 'Fill in Username and Password.';
		case 'anonymousOnly':
			return 'Leave Username and Password empty.';
		case 'accountNeeded':
			return "Turn on Use Advanced Settings and fill in Account with what the server's administrator gave for ACCT.";
		case 'addressNotAllowed':
			return `Ask the server's administrator to allow every address that n8n connects from. ${from} Where the machine has several addresses, Local Address chooses one.`;
		case 'homeFolder':
			return "Username and Password may be right. Ask the server's administrator to create the home folder of the account, or to correct its rights.";
		case 'tooManyFailures':
			return 'Correct Username and Password, then wait: servers block an account or an address for some minutes after wrong passwords.';
		case 'generic':
			return `Check Username and Password; both are case-sensitive. FTP cannot log in with SSH keys. If they are right, ask the server's administrator whether the account is enabled, may use FTP, needs no new password or second factor, and whether only known addresses are admitted. ${from} If the same login fails on the server's web page, FTP is not the cause.`;
	}
}

/** The server holds enough connections. */
export function explainTooManyConnections(seen: TooManyConnectionsSeen): Explanation {
	const ours = seen.openOfOurs ?? 0;
	const count =
		ours > 0
			? `This n8n holds ${ours} connection${ours === 1 ? '' : 's'} to this login.`
			: 'This n8n holds no other connection to this login: other programs, other workers of n8n or earlier, broken connections count too.';
	return {
		message: `${shownHost(seen)} accepts no further connection`,
		description: `${count} Lower Max Connections${seen.maxConnections ? ` (now ${seen.maxConnections})` : ''} to what the server's administrator allows; 1 for accounts that allow a single login. Fewer connections are slower, because tasks wait for each other. Or ask the administrator to allow more.`,
	};
}
