import type { Session } from '../Session';
import type { Commands } from './Command';
import { access } from './access';
import { dataPorts } from './dataPorts';
import { files } from './files';
import { folders } from './folders';
import { hashes } from './hashes';
import { listings } from './listings';
import { parameters } from './parameters';
import { site } from './site';
import { transfers } from './transfers';

const commands: Commands = {
	...access,
	...parameters,
	...folders,
	...files,
	...dataPorts,
	...transfers,
	...listings,
	...hashes,
	...site,
};
const aliases: Readonly<Record<string, string>> = {
	XPWD: 'PWD',
	XCWD: 'CWD',
	XCUP: 'CDUP',
	XMKD: 'MKD',
	XRMD: 'RMD',
};
const beforeLogin = new Set(
	'USER PASS ACCT QUIT NOOP SYST FEAT OPTS HELP HOST CLNT AUTH PBSZ PROT CCC'.split(' '),
);
const changing = new Set('STOR APPE DELE MKD RMD RNFR RNTO MFMT SITE'.split(' '));

/** Runs one command of a session, or says why not. */
export async function runCommand(session: Session, verb: string, argument: string): Promise<void> {
	const { off, hashes: hashVerbs, readOnlyUsers } = session.settings;
	const name = aliases[verb] ?? verb;
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command || off.includes(verb) || (name in hashes && !hashVerbs.includes(name))) {
		return session.reply('500 Unknown command');
	}
	if (!session.loggedIn && !beforeLogin.has(name)) return session.reply('530 Please log in');
	if (changing.has(name) && readOnlyUsers.includes(session.user)) {
		return session.reply('550 Permission denied');
	}
	await command(session, argument);
}
