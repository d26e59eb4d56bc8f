import { classifyReply } from '../explain/classifyReply';
import { measureOffset, pickProbes } from '../listing/clockOffset';
import { detectEncoding } from '../listing/NameCodec';
import {
	parseListing,
	parseMlsd,
	type ParseContext,
	type ParsedListing,
} from '../listing/parseListing';
import { parseMdtm } from '../listing/timestamp';
import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import { RemoteError } from '../model/RemoteError';
import type { About } from './classifyError';
import { explainMissing } from './explainMissing';
import { isSuccess, receive, type Received, type Sink } from './receive';
import { isDone, type Reply } from './Reply';
import { offers } from './ServerProfile';
import type { Session } from './Session';
import { beginTransfer } from './Transfer';

const at = (path: string, verb = 'LIST'): About => ({
	stage: 'listing',
	path,
	verb,
	direction: 'listing',
});

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

/** CWD is asked because servers list a missing folder as an empty one (vsftpd, Pure-FTPd: 226 with 0 bytes). */
async function enter(session: Session, path: string): Promise<void> {
	const reply = await session.ask(`CWD ${session.wire(path)}`, at(path, 'CWD'));
	if (!isDone(reply)) throw await explainMissing(session, path, 'list', reply);
}

async function readMlsd(session: Session, path: string): Promise<Listing | null> {
	const text = await readWhole(session, 'MLSD', '', path);
	if (text === null) {
		session.profile.unknown.add('MLSD');
		return null;
	}
	return withEncoding(session, text, (context) => parseMlsd(text, context), path);
}

/** Whether folders are listed by MLSD; RFC 3659 section 7.8: FEAT names MLST for both. */
export function usesMlsd({ profile: { features, unknown } }: Session): boolean {
	return (features?.has('MLST') === true || features?.has('MLSD') === true) && !unknown.has('MLSD');
}

/** What LIST shows of the folder that the session has entered. @throws RemoteError `unsupported` without LIST */
export async function readList(session: Session, path: string): Promise<Listing> {
	const { profile } = session;
	if (profile.listsAll === null) return await compareLists(session, path);
	return await understood(session, path, await plainOrAll(session, path, profile.listsAll));
}

/** `LIST -a` is used once it has shown at least what plain LIST shows; some servers take `-a` for a name. */
async function compareLists(session: Session, path: string): Promise<Listing> {
	const plain = await understood(session, path, await plainOrAll(session, path, false));
	if (!plain.complete) return plain;
	const text = await everything(session, path);
	if (text === null) return plain;
	const all = await understood(session, path, text);
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

async function plainOrAll(session: Session, path: string, all: boolean): Promise<string> {
	const text = await readWhole(session, 'LIST', all ? '-a' : '', path);
	if (text !== null) return text;
	throw session.error({
		category: 'unsupported',
		stage: 'listing',
		command: 'LIST',
		neededFor: 'list folders',
		path,
	});
}

/** Parses with the server's clock, which the first dates are used to measure. */
async function understood(session: Session, path: string, text: string): Promise<Listing> {
	const { profile } = session;
	const parse = (context: ParseContext) => parseListing(text, context);
	const listing = withEncoding(session, text, parse, path);
	if (!profile.clockPairs || !offers(profile, 'MDTM')) return listing;
	const asUtc = withEncoding(session, text, parse, path, true);
	const probes = pickProbes(asUtc.entries, profile.clockPairs);
	if (probes.length === 0) return listing;
	await measureClock(session, probes);
	return withEncoding(session, text, parse, path);
}

async function measureClock(session: Session, probes: readonly Entry[]): Promise<void> {
	const { profile } = session;
	const lines = probes.map(({ path }) => `MDTM ${session.wire(path)}`);
	const replies = await session.flight(lines, { stage: 'listing', verb: 'MDTM' });
	for (const [index, reply] of replies.entries()) {
		const listedAsUtc = probes[index];
		const mdtm = isDone(reply) ? parseMdtm(reply.text) : null;
		if (listedAsUtc && mdtm !== null) profile.clockPairs?.push({ listedAsUtc, mdtm });
		if (reply.code === 500 || reply.code === 502) profile.unknown.add('MDTM');
	}
	const measured = measureOffset(profile.clockPairs ?? []);
	if (measured) profile.clock = measured.clock;
}

function withEncoding(
	session: Session,
	text: string,
	parse: (context: ParseContext) => ParsedListing,
	folder: string,
	asUtc = false,
): ParsedListing {
	const { profile } = session;
	if (profile.encoding === 'auto') profile.encoding = detectEncoding([text]) ?? 'auto';
	const { codec } = session;
	return parse({
		folder,
		now: Date.now(),
		clock: asUtc ? { kind: 'utc' } : profile.clock,
		decode: (bytes) => codec.decode(bytes),
	});
}

/**
 * The whole text of a listing, as bytes one character each; null when the server does not know the command.
 * @throws RemoteError `dataChannel` when it was cut short twice
 */
async function readWhole(
	session: Session,
	verb: 'LIST' | 'MLSD',
	argument: string,
	path: string,
): Promise<string | null> {
	for (let reading = 1; ; reading++) {
		const { text, received } = await readOnce(session, verb, argument, path);
		const { reply } = received;
		if (reply && [500, 501, 502, 504].includes(reply.code) && text === '') return null;
		if (reply && text === '' && isEmptyFolder(session, path, verb, reply)) return '';
		const whole = isSuccess(received) && received.orderly && (text === '' || text.endsWith('\n'));
		// Nothing at all is read twice: a data connection that was lost before its first byte looks like that too.
		if (whole && (text !== '' || reading > 1)) return text;
		if (reading < 2 && session.usable) continue;
		throw cutShort(session, path, verb, received);
	}
}

/**
 * An empty folder is refused by some servers: `550 No files found`, `450 No such file or directory` (wu-ftpd). That the
 * account may not read it, or that the server is busy, is something else.
 */
function isEmptyFolder(session: Session, path: string, verb: string, reply: Reply): boolean {
	if (reply.code !== 550 && reply.code !== 450) return false;
	const { likely } = classifyReply({
		verb,
		argument: path,
		code: reply.code,
		text: session.readable(reply.text).slice(4),
		stage: 'listing',
	});
	// Pure-FTPd 1.0.50 says this of a folder that may be entered but not read.
	if (/can't check for file existence/i.test(reply.text)) return false;
	return likely === 'notFound' || (likely === null && reply.code === 550);
}

async function readOnce(session: Session, verb: 'LIST' | 'MLSD', argument: string, path: string) {
	const about = at(path, verb);
	const command = { verb, argument, restart: 0, mayOverlap: false } as const;
	const transfer = await beginTransfer(session, command, about);
	const pieces: Buffer[] = [];
	const sink: Sink = {
		accept: (chunk) => pieces.push(chunk),
		attach: () => undefined,
		detach: () => undefined,
		satisfied: false,
	};
	const received = await receive(session, transfer, sink, about);
	return { text: Buffer.concat(pieces).toString('latin1'), received };
}

function cutShort(session: Session, path: string, verb: string, { reply, bytes }: Received) {
	const about = { ...at(path, verb), stage: 'data' as const, bytesSoFar: bytes };
	if (reply && !isDone(reply)) return session.refusal(reply, about);
	return session.error({
		category: 'dataChannel',
		stage: 'data',
		how: 'cut',
		mode: session.settings.mode,
		direction: 'listing',
		path,
		bytesSoFar: bytes,
		ftpCode: reply?.code ?? null,
		ftpReply: reply ? session.readable(reply.text) : null,
	});
}
