import { mkdirSync, rmdirSync } from 'node:fs';
import { posix } from 'node:path';
import type { Session } from '../Session';
import type { Commands } from './Command';

/** Where the session is, and folders that come and go. */
export const folders: Commands = {
	PWD: (session) => session.reply(`257 "${quoted(session.cwd)}" is the working folder`),
	CWD: (session, argument) => enter(session, session.resolve(argument)),
	CDUP: (session) => enter(session, posix.dirname(session.cwd)),

	MKD(session, argument) {
		const path = session.resolve(argument);
		mkdirSync(session.server.files.entry(path));
		session.reply(`257 "${quoted(path)}" created`);
	},

	RMD(session, argument) {
		const path = session.resolve(argument);
		if (path === '/') return session.reply('550 Permission denied');
		rmdirSync(session.server.files.entry(path));
		session.reply('250 Folder removed');
	},
};

function enter(session: Session, path: string): void {
	if (!session.server.files.stat(path).isDirectory()) return session.reply('550 Not a folder');
	session.cwd = path;
	session.reply('250 Folder changed');
}

/** RFC 959 appendix II: a quote within the name is doubled. */
function quoted(path: string): string {
	return path.replaceAll('"', '""');
}
