import { findPaths } from './findPaths';
import type { Session } from './Session';

/**
 * Looks at the first rename that a server calls done, since one that only says so would have every upload lost under its
 * temporary name. After that, and where renames were measured, its word is taken.
 * @throws RemoteError `unsupported` when the file still has its old name
 */
export async function proveRename(session: Session, from: string, to: string): Promise<void> {
	const { profile } = session;
	if (profile.renames) return;
	const [left] = await findPaths(session, [from]);
	// Where case is folded, the new name answers to the old one.
	const alike = from.normalize('NFC').toLowerCase() === to.normalize('NFC').toLowerCase();
	if (left instanceof Error || alike) return;
	if (left === null) {
		profile.renames = true;
		return;
	}
	throw session.error({
		category: 'unsupported',
		stage: 'verify',
		command: 'RNTO',
		neededFor: 'rename files: it says that it has done so, and has not',
		instead: 'For uploads set Write Mode to Direct, which writes under the final name.',
		path: from,
	});
}
