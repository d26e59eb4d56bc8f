import type { Listing } from '../model/Listing';
import { RemoteError } from '../model/RemoteError';
import { explainMissing } from './explainMissing';
import { extendedTarget, mayAskAhead } from './passive';
import { listingOf, readWhole } from './readListing';
import { isDone } from './Reply';
import type { Session } from './Session';
import { understood } from './understandListing';

/**
 * Lists a folder: CWD, then MLSD or LIST without an argument, because servers glob, split or ignore arguments
 * (vsftpd globs `[ ] * ?`, Pure-FTPd 1.0.50 takes a leading dash for options and finds nothing behind a blank).
 * A listing that was cut short is read once more.
 * @throws RemoteError `notFound`, `permission`, `dataChannel`
 */
export async function listFolder(session: Session, path: string): Promise<Listing> {
	await enter(session, path);
	if (usesMlsd(session)) {
		const listing = await readMlsd(session, path);
		if (listing) return listing;
	}
	return await readList(session, path);
}

/**
 * CWD is asked because servers list a missing folder as an empty one (vsftpd, Pure-FTPd: 226 with 0 bytes). The data port
 * is asked for in the same flight where the server bears it.
 * @throws RemoteError `notFound`, `permission`
 */
export async function enter(session: Session, path: string): Promise<void> {
	const about = listingOf(path, 'CWD');
	const lines = [`CWD ${session.wire(path)}`, ...(mayAskAhead(session) ? ['EPSV'] : [])];
	const [entered, port] = await session.flight(lines, about);
	if (!entered) throw session.failure(new Error('no reply'), about);
	if (!isDone(entered)) throw await explainMissing(session, path, 'list', entered);
	const target = port && extendedTarget(port, session.remoteAddress);
	if (target) session.prepare(target);
}

async function readMlsd(session: Session, path: string): Promise<Listing | null> {
	const text = await readWhole(session, 'MLSD', '', path);
	if (text === null) {
		session.profile.unknown.add('MLSD');
		return null;
	}
	return await understood(session, { verb: 'MLSD', text, folder: path });
}

/** Whether folders are listed by MLSD; RFC 3659 section 7.8: FEAT names MLST for both. */
export function usesMlsd({ profile: { features, unknown } }: Session): boolean {
	return (features?.has('MLST') === true || features?.has('MLSD') === true) && !unknown.has('MLSD');
}

/** What LIST shows of the folder that the session has entered. @throws RemoteError `unsupported` without LIST */
export async function readList(session: Session, path: string): Promise<Listing> {
	const { profile } = session;
	if (profile.listsAll === null) return await compareLists(session, path);
	return await plainOrAll(session, path, profile.listsAll);
}

/** `LIST -a` is used once it has shown at least what plain LIST shows; some servers take `-a` for a name. */
async function compareLists(session: Session, path: string): Promise<Listing> {
	const plain = await plainOrAll(session, path, false, 'certain');
	if (!plain.complete) return plain;
	const text = await everything(session, path);
	if (text === null) return plain;
	const all = await understood(session, { verb: 'LIST', text, folder: path });
	if (plain.entries.length === 0) {
		// Hidden files only; whether -a is right in general, a folder with others will show.
		const onlyHidden = all.complete && all.entries.every(({ name }) => name.startsWith('.'));
		return onlyHidden ? all : plain;
	}
	const names = new Set(all.entries.map(({ name }) => name));
	const seen = plain.entries.filter(({ name }) => names.has(name)).length;
	const shows = all.complete && seen === plain.entries.length;
	// Some names only: the folder has changed meanwhile, and the next one will tell.
	if (shows || seen === 0) session.profile.listsAll = shows;
	return shows ? all : plain;
}

/** `LIST -a`, which is an extra: where it is refused or breaks, plain LIST has told enough. */
async function everything(session: Session, path: string): Promise<string | null> {
	try {
		const text = await readWhole(session, 'LIST', '-a', path);
		if (text === null) session.profile.listsAll = false;
		return text;
	} catch (error) {
		if (!session.usable || !(error instanceof RemoteError)) throw error;
		return null;
	}
}

async function plainOrAll(
	session: Session,
	path: string,
	all: boolean,
	another: 'no' | 'certain' = 'no',
): Promise<Listing> {
	const text = await readWhole(session, 'LIST', all ? '-a' : '', path, another);
	if (text !== null) return await understood(session, { verb: 'LIST', text, folder: path });
	throw session.error({
		category: 'unsupported',
		stage: 'listing',
		command: 'LIST',
		neededFor: 'list folders',
		path,
	});
}
