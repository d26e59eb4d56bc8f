import { formatMdtm } from '../listing/timestamp';
import type { WriteOptions } from '../model/Endpoint';
import { isDone, type Reply } from './Reply';
import { offers } from './ServerProfile';
import type { Session } from './Session';

/** Commands that give a file a time, in the order in which they are tried; none of them is in RFC 959. */
const timeCommands = ['MFMT', 'MDTM', 'SITE UTIME'] as const;

/**
 * Gives a file this time with the first command that works here; false where none does.
 * MFMT: draft-somers-ftp-mfxx section 3.1; `MDTM time path`: vsftpd, Serv-U; `SITE UTIME time path`: Pure-FTPd.
 * @throws RemoteError when the connection breaks
 */
export async function setTime(
	session: Session,
	path: string,
	modifiedAt: string,
): Promise<boolean> {
	const { profile } = session;
	const candidates = profile.timeCommand ? [profile.timeCommand] : timeCommands;
	for (const name of candidates) {
		const mark = `set ${name}`;
		if (profile.unknown.has(mark) || (name === 'MFMT' && !offers(profile, 'MFMT'))) continue;
		const line = timeLine(session, name, path, modifiedAt);
		if (isDone(await session.ask(line, { stage: 'command', path, verb: name }))) {
			profile.timeCommand = name;
			return true;
		}
		// Refused for this file alone it may be, where it has worked before.
		if (profile.timeCommand === null) profile.unknown.add(mark);
	}
	return false;
}

/** What follows in the same flight when a file has its final name: its permissions, and its time once a command is known to work. */
export function finishingLines(session: Session, path: string, options: WriteOptions): string[] {
	const { timeCommand } = session.profile;
	const lines: string[] = [];
	if (options.permissions !== undefined)
		lines.push(`SITE CHMOD ${options.permissions} ${session.wire(path)}`);
	// Last, since CHMOD must not be what touched the file last.
	if (options.modifiedAt !== undefined && timeCommand)
		lines.push(timeLine(session, timeCommand, path, options.modifiedAt));
	return lines;
}

/** What could not be done of `finishingLines`, as hints; `timed` tells whether the file has its time. */
export interface Finished {
	readonly hints: readonly string[];
	readonly timed: boolean;
}

/** Reads the replies to `finishingLines`. */
export function readFinishing(
	session: Session,
	path: string,
	lines: readonly string[],
	replies: readonly Reply[],
): Finished {
	const hints: string[] = [];
	let timed = false;
	for (const [index, line] of lines.entries()) {
		const reply = replies[index];
		const done = reply !== undefined && isDone(reply);
		if (!line.startsWith('SITE CHMOD')) timed = done;
		else if (!done) {
			const said = reply ? session.readable(reply.text) : 'no answer';
			hints.push(
				`The server did not set the permissions of ${path} (${said}). The file itself is complete.`,
			);
		}
	}
	return { hints, timed };
}

function timeLine(session: Session, name: string, path: string, modifiedAt: string): string {
	return `${name} ${formatMdtm(Date.parse(modifiedAt))} ${session.wire(path)}`;
}
