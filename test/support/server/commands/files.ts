import { existsSync, lstatSync, renameSync, unlinkSync, utimesSync } from 'node:fs';
import { readTimestamp, timestamp } from '../listing/timestamp';
import type { Session } from '../Session';
import type { Commands } from './Command';

/** Single files: their size, their time, their name. */
export const files: Commands = {
	DELE(session, argument) {
		const place = session.server.files.entry(session.resolve(argument));
		if (lstatSync(place).isDirectory()) return session.reply('550 Is a folder');
		unlinkSync(place);
		session.reply('250 File deleted');
	},

	RNFR(session, argument) {
		const path = session.resolve(argument);
		session.server.files.look(path);
		session.renameFrom = path;
		session.reply('350 Ready for RNTO');
	},

	RNTO(session, argument) {
		if (session.renameFrom === null) return session.reply('503 Send RNFR first');
		const from = session.server.files.entry(session.renameFrom);
		session.renameFrom = null;
		const to = session.server.files.entry(session.resolve(argument));
		if (session.settings.renameOver === 'refuse' && existsSync(to)) {
			return session.reply('550 File exists');
		}
		renameSync(from, to);
		session.reply('250 Renamed');
	},

	SIZE(session, argument) {
		if (!session.binary) return session.reply('550 SIZE is for TYPE I only');
		const stats = session.server.files.stat(session.resolve(argument));
		session.reply(stats.isFile() ? `213 ${stats.size}` : '550 Not a file');
	},

	MDTM(session, argument) {
		const written = /^(\d{14})(?:\.\d+)? (.+)$/s.exec(argument);
		if (session.settings.mdtmWrites && written) {
			const [, time = '', name = ''] = written;
			if (!setModified(session, session.resolve(name), time)) return;
			return session.reply('213 File modification time set');
		}
		const stats = session.server.files.stat(session.resolve(argument));
		if (!stats.isFile()) return session.reply('550 Not a file');
		session.reply(`213 ${timestamp(stats.mtimeMs + session.settings.clockOffsetMs)}`);
	},

	MFMT(session, argument) {
		const [, time = '', name = ''] = /^(\d{14})(?:\.\d+)? (.+)$/s.exec(argument) ?? [];
		if (name === '') return session.reply('501 Give a time and a name');
		if (!setModified(session, session.resolve(name), time)) return;
		session.reply(`213 Modify=${time}; ${name}`);
	},
};

/** Gives a file a time of the wire; answers 501 itself, and is false, for a time that is none. */
export function setModified(session: Session, path: string, time: string): boolean {
	const atMs = readTimestamp(time);
	if (atMs === null) {
		session.reply('501 Not a time');
		return false;
	}
	const seconds = (atMs - session.settings.clockOffsetMs) / 1000;
	utimesSync(session.server.files.follow(path), seconds, seconds);
	return true;
}
