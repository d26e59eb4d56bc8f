import { toError } from '../explain/explain';
import type { Receipt } from '../model/Receipt';
import { findPaths, questions, readLook, sizeIn } from './findPaths';
import { finishingLines, readFinishing } from './finishing';
import { askHash } from './hashes';
import {
	isLostAnswer,
	lostRename,
	publishLines,
	readPublishing,
	type Publication,
	type Published,
} from './publish';
import type { Remote } from './Remote';
import type { Reply } from './Reply';
import { noHash, type ServerDigest } from './serverDigest';
import type { Session } from './Session';
import { isStale, staleError } from './stale';
import { withConversation } from './withConversation';
import { listFolder } from './listFolder';
import { isCategory } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';

/** An upload whose bytes the server has taken. */
export interface Upload extends Publication {
	readonly mode: 'atomic' | 'direct' | 'append';
	/** For verification by hash. */
	readonly digest: ServerDigest | null;
}

/** How it was proven, and whether it has its final name. */
export interface Outcome {
	readonly verified: Receipt['verified'];
	readonly published: Published;
}

/** An upload that is being proven and published, perhaps beside the next task of its connection. */
export interface Finishing {
	/** null where the server has to be asked in other ways, for which the connection must not have a next task. */
	readonly outcome: Promise<Outcome | null>;
	/** Ends the connection that the outcome is awaited on. */
	readonly giveUp: (reason: Error) => void;
}

const at = (path: string) => ({ stage: 'verify', path, verb: 'SIZE' }) as const;

/**
 * Proves and publishes an upload, to the end: what could not be told beside other work gets a turn of its own.
 * @param begun what `finishUpload` gave for it
 * @throws RemoteError as `finishUpload`
 */
export async function completed(
	remote: Remote,
	upload: Upload,
	{ outcome, giveUp }: Finishing,
): Promise<Outcome> {
	const told = await remote.settled(outcome, giveUp);
	return told ?? (await remote.use(async (session) => await finishInTurn(session, upload)));
}

/**
 * Proves and publishes an upload. Where the server bears it, the connection is free for the next task at once: the
 * SIZE answer rides beside the next data connection, and RNFR and RNTO leave before the next STOR. Never in one flight
 * with SIZE, since RNTO would run whatever SIZE says.
 * @returns a promise of the outcome that may settle after the connection was given back
 * @throws RemoteError `integrity`, `dataChannel` (nothing arrived), `guard` (stale)
 */
export async function finishUpload(session: Session, upload: Upload): Promise<Finishing> {
	const { profile } = session;
	const short = profile.pipelines && upload.digest === null && !profile.unknown.has('SIZE');
	if (!short) {
		const outcome = await finishInTurn(session, upload);
		return { outcome: Promise.resolve(outcome), giveUp: () => undefined };
	}
	const open = session.gate.hold();
	const outcome = finishBeside(session, upload, open)
		.catch((error: unknown) => {
			throw withConversation(error, session.protocol, session.settings);
		})
		.finally(open);
	outcome.catch(() => undefined);
	return { outcome, giveUp: (reason) => session.kill(reason) };
}

async function finishBeside(
	session: Session,
	upload: Upload,
	open: () => void,
): Promise<Outcome | null> {
	const { temporary, path } = upload;
	const looks = upload.options.expected !== undefined && upload.mode === 'atomic';
	const asked = looks ? questions(session, path) : [];
	const [sized, ...rest] = await session.send(
		[`SIZE ${session.wire(temporary)}`, ...asked],
		at(path),
	);
	const size = sizeIn(sized);
	const look = looks ? readLook(session, path, asked, rest) : null;
	// FEAT names MLST, and the server does not take it: there are other ways to look.
	const blind = isCategory(look, 'unsupported');
	if (looks && !blind) refuseStale(upload, look);
	if (size === null || blind) {
		if (sized && [500, 502].includes(sized.code)) session.profile.unknown.add('SIZE');
		return null;
	}
	compare(upload, size);
	const lines =
		upload.mode === 'atomic'
			? publishLines(session, upload)
			: finishingLines(session, path, upload.options);
	const replies = session.send(lines, { stage: 'command', path, verb: 'RNTO' });
	open();
	const verified = upload.options.verify === 'off' ? 'none' : 'size';
	return { verified, published: await read(session, upload, lines, replies) };
}

/** One command after the other, with listing and hashing as needed. */
async function finishInTurn(session: Session, upload: Upload): Promise<Outcome> {
	const { temporary, path, options, digest } = upload;
	const verified = options.verify === 'off' ? 'none' : await prove(session, upload);
	if (upload.mode === 'atomic' && options.expected !== undefined) {
		const [look] = await findPaths(session, [path]);
		refuseStale(upload, look ?? null);
	}
	if (digest) {
		const expected = await askHash(session, temporary, digest.algorithm);
		if (expected === null) throw noHash(path);
		const actual = digest.own.hex();
		if (expected !== actual) {
			throw toError({
				category: 'integrity',
				stage: 'verify',
				how: 'hashDiffers',
				direction: 'upload',
				path,
				expected: actual,
				actual: expected,
				algorithm: digest.algorithm,
			});
		}
	}
	const lines =
		upload.mode === 'atomic'
			? publishLines(session, upload)
			: finishingLines(session, path, options);
	const replies = session.flight(lines, { stage: 'command', path, verb: 'RNTO' });
	return {
		verified: digest ? 'hash' : verified,
		published: await read(session, upload, lines, replies),
	};
}

/** SIZE, or a listing where SIZE is not known; a drop box that shows neither proves nothing. */
async function prove(session: Session, upload: Upload): Promise<'size' | 'none'> {
	const { temporary } = upload;
	let size: number | null = null;
	if (!session.profile.unknown.has('SIZE')) {
		const reply = await session.ask(`SIZE ${session.wire(temporary)}`, at(upload.path));
		size = sizeIn(reply);
		if ([500, 502].includes(reply.code)) session.profile.unknown.add('SIZE');
	}
	size ??= await listedSize(session, temporary);
	if (size === null) return 'none';
	compare(upload, size);
	return 'size';
}

async function listedSize(session: Session, path: string): Promise<number | null> {
	try {
		const { entries } = await listFolder(session, folderOf(path));
		return entries.find((entry) => entry.path === path)?.size ?? null;
	} catch (error) {
		if (!session.usable) throw error;
		return null;
	}
}

function compare(upload: Upload, actual: number): void {
	const { size, path, options } = upload;
	if (options.verify === 'off' || actual === size) return;
	throw toError(
		actual === 0
			? {
					category: 'dataChannel',
					stage: 'verify',
					how: 'cut',
					mode: 'passive',
					direction: 'upload',
					path,
					bytesSoFar: 0,
				}
			: {
					category: 'integrity',
					stage: 'verify',
					how: 'sizeDiffers',
					direction: 'upload',
					path,
					expected: size,
					actual,
				},
	);
}

function refuseStale({ path, options }: Upload, look: ReturnType<typeof readLook>): void {
	if (look instanceof Error) throw look;
	if (options.expected !== undefined && isStale(options.expected, look))
		throw staleError(path, look);
}

async function read(
	session: Session,
	upload: Upload,
	lines: readonly string[],
	replies: Promise<Reply[]>,
): Promise<Published> {
	try {
		const got = await replies;
		if (upload.mode === 'atomic') return readPublishing(session, upload, got);
		return { done: true, finished: readFinishing(session, upload.path, lines, got) };
	} catch (error) {
		// In place the file is there and proven already; a lost answer to RNTO is asked for.
		if (!isLostAnswer(error)) throw error;
		if (upload.mode === 'atomic') return lostRename;
		return { done: true, finished: { hints: [], timed: false } };
	}
}
