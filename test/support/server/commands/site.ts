import { chmodSync } from 'node:fs';
import type { Commands } from './Command';
import { setModified } from './files';

/** SITE and what is behind it. */
export const site: Commands = {
	SITE(session, argument) {
		const [, name = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(argument) ?? [];
		switch (name.toUpperCase()) {
			case 'CHMOD': {
				const [, mode = '', path = ''] = /^([0-7]{3,4}) (.+)$/s.exec(rest) ?? [];
				if (path === '') return session.reply('501 Give a mode and a name');
				chmodSync(session.server.files.follow(session.resolve(path)), Number.parseInt(mode, 8));
				return session.reply('200 Permissions changed');
			}
			case 'UTIME': {
				// Two orders are in use: "time name" (Pure-FTPd) and "name atime mtime ctime UTC" (old wu-ftpd).
				const short = /^(\d{14}) (.+)$/s.exec(rest);
				const long = /^(.+) \d{14} (\d{14}) \d{14} UTC$/is.exec(rest);
				const time = short?.[1] ?? long?.[2] ?? '';
				const path = short?.[2] ?? long?.[1] ?? '';
				if (path === '') return session.reply('501 Give a time and a name');
				if (!setModified(session, session.resolve(path), time)) return;
				return session.reply('200 Time changed');
			}
			case 'HELP':
				return session.reply('214-Known are\r\n CHMOD HELP UTIME\r\n214 End');
			default:
				return session.reply('500 Unknown SITE command');
		}
	},
};
