import { RemoteError } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';
import { listFolder } from './listFolder';
import type { Session } from './Session';

/**
 * Whether what a server finds at `to` is what lies at `from`: one that does not tell "a.csv" from "A.csv" finds either, and
 * the way to spell the name may be changed there. Its listing shows which of the two names there really is.
 * @throws RemoteError when the connection breaks
 */
export async function isOtherSpelling(
	session: Session,
	from: string,
	to: string,
): Promise<boolean> {
	const folder = folderOf(from);
	if (folder !== folderOf(to) || unspelled(from) !== unspelled(to)) return false;
	try {
		const { entries, complete } = await listFolder(session, folder);
		return complete && entries.filter(({ path }) => path === from || path === to).length === 1;
	} catch (error) {
		// What cannot be seen is taken for another file: nothing is replaced then.
		if (!session.usable || !(error instanceof RemoteError)) throw error;
		return false;
	}
}

/** Only what is alike by this is looked at more closely. */
function unspelled(path: string): string {
	return path.normalize('NFC').toLowerCase();
}
