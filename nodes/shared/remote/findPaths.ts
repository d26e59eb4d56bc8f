import { classifyReply } from '../explain/classifyReply';
import { parseMlsd } from '../listing/parseListing';
import { parseMdtm } from '../listing/timestamp';
import { bareEntry, type Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf, nameOf } from '../model/RemotePath';
import type { About } from './classifyError';
import { listFolder } from './listFolder';
import { isDone, type Reply } from './Reply';
import { offers } from './ServerProfile';
import type { Session } from './Session';

/** What asking for one path gave. */
export type Look = Entry | null | RemoteError;

/** ProFTPD and Pure-FTPd stop answering over TLS when more than 4,095 bytes of commands are outstanding. */
const outstandingBytes = 3500;
const outstandingCommands = 60;

/**
 * Asks for paths one by one, in as few round trips as the server bears: MLST where it is offered, else SIZE, MDTM and
 * CWD, and where those are not known either a listing of the folder. null is a clear "not there"; a refusal for another
 * reason is an error in its place.
 * @throws RemoteError when the connection breaks
 */
export async function findPaths(session: Session, paths: readonly string[]): Promise<Look[]> {
	const looks = await askPaths(session, paths);
	for (const [index, look] of looks.entries()) {
		const path = paths[index];
		// Some servers refuse SIZE and MDTM as such with the words of a refused file (550 Permission denied).
		if (path === undefined || path === '/' || !isCategory(look, 'unsupported', 'permission'))
			continue;
		const listed = await lookInListing(session, path);
		// The refusal of the path itself says more than that of its folder.
		if (!(listed instanceof Error)) looks[index] = listed;
	}
	return looks;
}

/** As `findPaths`, but opens no data connection: `unsupported` where no command tells. */
export async function askPaths(session: Session, paths: readonly string[]): Promise<Look[]> {
	const byMlst = hasMlst(session);
	const looks = await askAtOnce(session, paths);
	if (!byMlst || hasMlst(session)) return looks;
	const open = paths.filter((_path, index) => isCategory(looks[index], 'unsupported'));
	const again = await askInFlights(session, open);
	for (const [index, look] of looks.entries())
		if (isCategory(look, 'unsupported')) looks[index] = again.shift() ?? null;
	return looks;
}

/** As `askPaths`, but in one way only: what a transfer follows at once must not go on asking into it. */
export async function askAtOnce(session: Session, paths: readonly string[]): Promise<Look[]> {
	const byMlst = hasMlst(session);
	const looks = await askInFlights(session, paths);
	// FEAT named MLST all the same.
	if (byMlst && looks.some((look) => isCategory(look, 'unsupported')))
		session.profile.unknown.add('MLST');
	return looks;
}

/** What a listing of its folder says of a path. */
export async function lookInListing(session: Session, path: string): Promise<Look> {
	try {
		const { entries, complete } = await listFolder(session, folderOf(path));
		const entry = entries.find((one) => one.path === path);
		if (entry ?? complete) return entry ?? null;
		return session.error({
			category: 'unsupported',
			stage: 'command',
			command: 'SIZE',
			neededFor: 'see whether a file exists',
			path,
		});
	} catch (error) {
		if (!session.usable || !(error instanceof RemoteError)) throw error;
		return error.category === 'notFound' ? null : error;
	}
}

async function askInFlights(session: Session, paths: readonly string[]): Promise<Look[]> {
	const looks: Look[] = [];
	let batch: Array<{ path: string; lines: readonly string[] }> = [];
	let bytes = 0;
	const flush = async () => {
		const replies = await session.flight(
			batch.flatMap(({ lines }) => lines),
			{ stage: 'command', verb: 'MLST' },
		);
		for (const { path, lines } of batch)
			looks.push(readLook(session, path, lines, replies.splice(0, lines.length)));
		batch = [];
		bytes = 0;
	};
	for (const path of paths) {
		const lines = questions(session, path);
		const size = lines.reduce((sum, line) => sum + line.length + 2, 0);
		const commands = (batch.length + 1) * lines.length;
		if (batch.length > 0 && (bytes + size > outstandingBytes || commands > outstandingCommands))
			await flush();
		batch.push({ path, lines });
		bytes += size;
	}
	if (batch.length > 0) await flush();
	return looks;
}

/** How many paths fit into one flight, so that callers can spread them over connections. */
export const pathsAFlight = 25;

/** `find` for one path. @throws RemoteError */
export async function findPath(session: Session, path: string): Promise<Entry | null> {
	const [look] = await findPaths(session, [path]);
	if (look instanceof Error) throw look;
	return look ?? null;
}

/** The commands that ask for one path. */
export function questions(session: Session, path: string): string[] {
	const wire = session.wire(path);
	if (path === '/') return [`CWD ${wire}`];
	if (hasMlst(session)) return [`MLST ${wire}`];
	return [`SIZE ${wire}`, `MDTM ${wire}`, `CWD ${wire}`];
}

function hasMlst({ profile }: Session): boolean {
	return profile.features?.has('MLST') === true && !profile.unknown.has('MLST');
}

/** Reads the replies to `questions`. */
export function readLook(
	session: Session,
	path: string,
	lines: readonly string[],
	replies: readonly Reply[],
): Look {
	const [first, second, third] = replies;
	if (path === '/')
		return first && isDone(first)
			? bareEntry(path, 'folder')
			: refused(session, path, 'CWD', first);
	if (lines.length === 1) {
		if (first && isDone(first))
			return readMlst(session, path, first) ?? refused(session, path, 'MLST', first);
		return refused(session, path, 'MLST', first);
	}
	if (first && [500, 502].includes(first.code)) session.profile.unknown.add('SIZE');
	if (third && isDone(third)) return bareEntry(path, 'folder');
	if (first && isDone(first)) return fileEntry(path, first, second);
	// A server without SIZE may tell a file by its time.
	if (second && isDone(second)) return fileEntry(path, undefined, second);
	const look = refused(session, path, 'SIZE', first);
	// nodeftpd 0.2.16 puts SIZE off (450) where nothing is, and says 550 to MDTM.
	const putOff = isCategory(look, 'connectionLost');
	return putOff && refused(session, path, 'MDTM', second) === null ? null : look;
}

/** null when the refusal means "not there"; otherwise the reason. */
function refused(session: Session, path: string, verb: string, reply: Reply | undefined): Look {
	const about: About = { stage: 'command', path, verb };
	if (!reply) return session.failure(new Error('no reply'), about);
	const text = session.readable(reply.text);
	const meaning = classifyReply({
		verb,
		argument: session.readable(session.wire(path)),
		code: reply.code,
		text: text.slice(4),
		stage: 'command',
	});
	const { category, likely, transient } = meaning;
	// wu-ftpd says 450 No such file or directory.
	const absent = likely === 'notFound' || (likely === null && !transient);
	if (category === 'ask' && absent) return null;
	return session.refusal(reply, about);
}

/** The middle line of a 250 reply to MLST (RFC 3659 section 7.2), its name put in place of the path that it shows. */
function readMlst(session: Session, path: string, reply: Reply): Entry | null {
	const line = reply.text.split('\n').find((text, index) => index > 0 && text.includes('='));
	const facts = /^\s*(?:250-)?\s*([^ ]*)/.exec(line ?? '')?.[1];
	if (!facts) return null;
	const { codec } = session;
	const text = `${facts.replace(/type=[cp]dir/i, 'type=dir')} ${codec.encode(nameOf(path))}\r\n`;
	const { entries } = parseMlsd(text, {
		folder: folderOf(path),
		now: Date.now(),
		clock: session.profile.clock,
		decode: (bytes) => codec.decode(bytes),
	});
	return entries[0] ?? null;
}

function fileEntry(path: string, size: Reply | undefined, mdtm: Reply | undefined): Entry {
	const bytes = Number(/^213[ -](\d+)/.exec(size?.text ?? '')?.[1] ?? NaN);
	const modified = mdtm && isDone(mdtm) ? parseMdtm(mdtm.text) : null;
	return {
		...bareEntry(path, 'file'),
		size: Number.isSafeInteger(bytes) ? bytes : null,
		modifiedAt: modified === null ? null : new Date(modified).toISOString(),
		modifiedPrecision: modified === null ? 'none' : 'second',
	};
}

/** Size of a file, null where the server does not tell. @throws RemoteError when the connection breaks */
export async function sizeOf(session: Session, path: string): Promise<number | null> {
	if (!offers(session.profile, 'SIZE')) return null;
	const reply = await session.ask(`SIZE ${session.wire(path)}`, {
		stage: 'verify',
		path,
		verb: 'SIZE',
	});
	return sizeIn(reply);
}

/** The number of a 213 reply to SIZE (RFC 3659 section 4); null for any other. */
export function sizeIn(reply: Reply | undefined): number | null {
	const match = /^213[ -]\s*(\d+)/.exec(reply?.text ?? '');
	const size = Number(match?.[1] ?? NaN);
	return Number.isSafeInteger(size) ? size : null;
}
