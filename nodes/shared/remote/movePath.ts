import type { MoveOptions } from '../model/Endpoint';
import { bareEntry, entryAt, type Entry } from '../model/Entry';
import { assertKeepsName } from './assertKeepsName';
import { explainMissing } from './explainMissing';
import { findPaths } from './findPaths';
import { isOtherSpelling } from './isOtherSpelling';
import { isLostAnswer } from './publish';
import { proveRename } from './proveRename';
import type { Reply } from './Reply';
import type { Remote } from './Remote';
import { mayHavePassed } from './secondLook';
import type { Session } from './Session';
import { renameOnce, SetAside } from './SetAside';
import { isStale, staleError } from './stale';

/**
 * Renames or moves. Without `overwrite` something at `to` is `alreadyExists`, asked for first, since most servers
 * replace it without a word. With it, a server that refuses to rename over a file has it set aside, so that one of the
 * two always exists. Servers replace an empty folder by another one: so no folder is let near anything that is there.
 * @returns the entry at its new place, as it was seen right before
 * @throws RemoteError
 */
export async function movePath(
	remote: Remote,
	from: string,
	to: string,
	{ overwrite, expected }: MoveOptions,
): Promise<Entry> {
	const old = new SetAside(remote, to);
	let answerLost = false;
	const once = async (session: Session): Promise<Entry> => {
		assertKeepsName(session, to);
		const [source = null, found = null] = await findPaths(session, [from, to]);
		if (source instanceof Error) throw source;
		if (found instanceof Error) throw found;
		if (answerLost && !source && found) {
			await old.remove(session);
			return found;
		}
		if (expected !== undefined && isStale(expected, source)) throw staleError(from, source);
		const target = found && (await isOtherSpelling(session, from, to)) ? null : found;
		if (target) assertReplaceable(session, from, source, target, overwrite);
		try {
			// For a source that is not there nothing is set aside.
			await rename(session, old, from, to, source !== null && target !== null);
			await proveRename(session, from, to);
			await old.remove(session);
		} catch (error) {
			answerLost ||= isLostAnswer(error);
			throw error;
		}
		return source ? entryAt(source, to) : bareEntry(to, 'file');
	};
	try {
		return await remote.attempts('RNTO', from, async () => await remote.use(once));
	} catch (error) {
		await old.putBack();
		throw error;
	}
}

/** @throws RemoteError `alreadyExists` unless a file may take the place of a file */
function assertReplaceable(
	session: Session,
	from: string,
	source: Entry | null,
	target: Entry,
	overwrite: boolean,
): void {
	const [moved, there] = [source?.type, target.type].map((type) =>
		type === 'folder' ? 'folder' : 'file',
	);
	if (overwrite && moved === 'file' && there === 'file') return;
	throw session.error({
		category: 'alreadyExists',
		stage: 'command',
		path: from,
		toPath: target.path,
		action: 'rename',
		type: there,
		moved,
	});
}

async function rename(session: Session, old: SetAside, from: string, to: string, over: boolean) {
	const refused = await renameOnce(session, from, to);
	if (!refused) return;
	if (!over) return await renameAgain(session, from, to, refused);
	const held = await old.hold(session);
	// Where the old file cannot be moved either, the first refusal is the reason.
	if (held) throw await explainMissing(session, from, 'rename', held);
	const again = await renameOnce(session, from, to);
	if (again) throw await explainMissing(session, from, 'rename', again, to);
}

async function renameAgain(session: Session, from: string, to: string, refused: Reply) {
	const failure = await explainMissing(session, from, 'rename', refused, to);
	if (!mayHavePassed(failure) && !failure.retryable) throw failure;
	const again = await renameOnce(session, from, to);
	if (again) throw await explainMissing(session, from, 'rename', again, to);
}
