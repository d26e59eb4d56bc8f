import { printable } from '../model/RemotePath';
import type { ServerProfile } from './ServerProfile';
import type { Session } from './Session';

/** What Pure-FTPd 1.0.50 puts `_` for in whatever it is to make: blanks at the end, and control characters. */
const changed = /[\u0001-\u001f\u007f]| $/;

/**
 * Refuses to make a name that the server would change without a word: Pure-FTPd answers `RNTO "a "` with 250 and writes
 * over `a_`, a file that nobody has named. It reads and deletes such names as they are, so only making them is refused.
 * @throws RemoteError `unsupported`
 */
export function assertKeepsName(session: Session, path: string): void {
	if (!isPureFtpd(session.profile) || !changed.test(path)) return;
	throw session.error({
		category: 'unsupported',
		stage: 'command',
		path,
		command: path.endsWith(' ')
			? 'names that end in a blank'
			: 'names with tabs or other control characters',
		neededFor: `make "${printable(path)}"`,
		instead:
			'Pure-FTPd would put "_" in their place, and could write over another file. Rename it on the other side.',
	});
}

/** Its greeting can be hidden; ESTP (what the data connection would be like) is a command of its own. */
function isPureFtpd({ greeting, features }: ServerProfile): boolean {
	return /pure-ftpd/i.test(greeting) || features?.has('ESTP') === true;
}
