import type { Listing } from '../model/Listing';
import { isCategory, RemoteError } from '../model/RemoteError';
import { explainMissing } from './explainMissing';
import { extendedTarget, mayAskAhead } from './passive';
import { listingOf, readWhole } from './readListing';
import { isDone } from './Reply';
import type { Session } from './Session';
import { noteSelf, usuallyShowsSelf, type ListingCommand } from './showsSelf';
import { understood } from './understandListing';

/** What one way of listing showed of a folder. */
interface Look {
	readonly listing: Listing;
	/** Whether the folder is known to have been read: something is in it, or it shows itself. */
	readonly read: boolean;
	/** Nothing was shown, and the folder may be one that cannot be read. */
	readonly doubtful: boolean;
	/** The server called the folder empty by a refusal, which may be one of the way of listing. */
	readonly refused: boolean;
}

/**
 * Lists a folder: CWD, then MLSD or LIST without an argument, because servers glob, split or ignore arguments
 * (vsftpd globs `[ ] * ?`, Pure-FTPd 1.0.50 takes a leading dash for options and finds nothing behind a blank).
 * A listing that was cut short is read once more. Where a server leaves open whether a folder is empty or may not be
 * read, another way of listing decides, or the listing is incomplete: an empty one would be a reason to delete.
 * @throws RemoteError `notFound`, `permission`, `dataChannel`
 */
export async function listFolder(session: Session, path: string): Promise<Listing> {
	await enter(session, path);
	const look = usesMlsd(session) ? await lookByMlsd(session, path) : null;
	if (look === null) return await readList(session, path);
	const refused = look instanceof RemoteError;
	if (!refused && !look.doubtful && !look.refused && !isFruitless(look.listing))
		return look.listing;
	try {
		const other = await lookByList(session, path);
		if (other.read) return other.listing;
	} catch (error) {
		// Without LIST there is only MLSD to go by.
		if (!isCategory(error, 'unsupported', ...(refused ? (['permission'] as const) : [])))
			throw error;
	}
	if (refused) throw look;
	return look.listing;
}

/** As `lookBy`; a folder that may not be read is a result: some servers refuse MLSD as such by 550, and list by LIST. */
async function lookByMlsd(session: Session, path: string): Promise<Look | RemoteError | null> {
	try {
		return await lookBy(session, { verb: 'MLSD', argument: '' }, path);
	} catch (error) {
		if (error instanceof RemoteError && error.category === 'permission' && session.usable)
			return error;
		throw error;
	}
}

/** Whether not one line was understood: MLSD may tell names without one fact (RFC 3659 section 7.2). */
export function isFruitless({ entries, notes }: Listing): boolean {
	return entries.length === 0 && notes.some(({ kind }) => kind === 'unknownLine');
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

/** Lists in one way; null when the server does not know it. @param another whether another listing of the folder follows */
async function lookBy(
	session: Session,
	command: ListingCommand,
	path: string,
	another: 'no' | 'certain' = 'no',
): Promise<Look | null> {
	const { verb } = command;
	const whole = await readWhole(session, command, path, another);
	if (whole === null) {
		if (verb === 'MLSD') session.profile.unknown.add('MLSD');
		return null;
	}
	const { text, refused } = whole;
	const self = noteSelf(session, command, text);
	const silent = text === '' && usuallyShowsSelf(session, command);
	const doubt = whole.doubt ?? (silent ? `${verb} did not show the folder itself` : null);
	const listing = await understood(session, { verb, text, folder: path });
	if (doubt === null)
		return { listing, read: self || listing.entries.length > 0, doubtful: false, refused };
	const notes = [{ kind: 'doubtfulEmpty', folder: path, text: doubt }] as const;
	return { listing: { ...listing, complete: false, notes }, read: false, doubtful: true, refused };
}

/** Whether folders are listed by MLSD; RFC 3659 section 7.8: FEAT names MLST for both. */
export function usesMlsd({ profile: { features, unknown } }: Session): boolean {
	return (features?.has('MLST') === true || features?.has('MLSD') === true) && !unknown.has('MLSD');
}

/** What LIST shows of the folder that the session has entered. @throws RemoteError `unsupported` without LIST */
export async function readList(session: Session, path: string): Promise<Listing> {
	return (await lookByList(session, path)).listing;
}

async function lookByList(session: Session, path: string): Promise<Look> {
	const { listsAll } = session.profile;
	if (listsAll === null) return await compareLists(session, path);
	const look = await plainOrAll(session, path, listsAll);
	if (!look.doubtful) return look;
	const other = await extra(session, path, !listsAll);
	return other?.read === true ? other : look;
}

/** `LIST -a` is used once it has shown at least what plain LIST shows; some servers take `-a` for a name. */
async function compareLists(session: Session, path: string): Promise<Look> {
	const plain = await plainOrAll(session, path, false, 'certain');
	if (!plain.listing.complete && !plain.doubtful) return plain;
	const all = await extra(session, path, true);
	if (all === null) return plain;
	if (plain.listing.entries.length === 0) {
		// Hidden files only; whether -a is right in general, a folder with others will show.
		const onlyHidden =
			all.listing.complete && all.listing.entries.every(({ name }) => name.startsWith('.'));
		return all.read && (onlyHidden || plain.doubtful || plain.refused) ? all : plain;
	}
	const names = new Set(all.listing.entries.map(({ name }) => name));
	const seen = plain.listing.entries.filter(({ name }) => names.has(name)).length;
	const shows = all.listing.complete && seen === plain.listing.entries.length;
	// Some names only: the folder has changed meanwhile, and the next one will tell.
	if (shows || seen === 0) session.profile.listsAll = shows;
	return shows ? all : plain;
}

/** The other LIST, which is an extra: where it is refused or breaks, the first one has told enough. */
async function extra(session: Session, path: string, all: boolean): Promise<Look | null> {
	try {
		const look = await lookBy(session, { verb: 'LIST', argument: all ? '-a' : '' }, path);
		if (look === null && all) session.profile.listsAll = false;
		return look;
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
): Promise<Look> {
	const look = await lookBy(session, { verb: 'LIST', argument: all ? '-a' : '' }, path, another);
	if (look) return look;
	throw session.error({
		category: 'unsupported',
		stage: 'listing',
		command: 'LIST',
		neededFor: 'list folders',
		path,
	});
}
