import { toError } from '../explain/explain';
import type { WriteOptions } from '../model/Endpoint';
import { oldName } from '../model/ownNames';
import { RemoteError } from '../model/RemoteError';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { explainMissing } from './explainMissing';
import { findPaths } from './findPaths';
import { finishingLines, readFinishing, setTime, type Finished } from './finishing';
import { isDone, isRefusal, type Reply } from './Reply';
import type { Remote } from './Remote';
import type { Session } from './Session';

/** A proven temporary file that is to take its final name. */
export interface Publication {
	readonly temporary: string;
	readonly path: string;
	/** Bytes of the temporary file; tells it from an older file after a lost answer. */
	readonly size: number;
	readonly options: WriteOptions;
}

/** What came of a publishing flight: done, or the reply that refused it (null = the answer was lost). */
export type Published =
	| { readonly done: true; readonly finished: Finished }
	| { readonly done: false; readonly refusal: Reply | null };

const at = (path: string, verb: string) => ({ stage: 'command', path, verb }) as const;

/** RNFR, RNTO and what follows a rename, in one flight. */
export function publishLines(
	session: Session,
	{ temporary, path, options }: Publication,
): string[] {
	return [
		`RNFR ${session.wire(temporary)}`,
		`RNTO ${session.wire(path)}`,
		...finishingLines(session, path, options),
	];
}

/** Reads the replies to `publishLines`. */
export function readPublishing(
	session: Session,
	{ path, options }: Publication,
	[from, to, ...rest]: readonly Reply[],
): Published {
	if (to && isDone(to)) {
		const lines = finishingLines(session, path, options);
		return { done: true, finished: readFinishing(session, path, lines, rest) };
	}
	return { done: false, refusal: from && isRefusal(from) ? from : (to ?? null) };
}

/**
 * Gives the temporary file its final name after the short way was refused or its answer lost: asks what is there
 * first; where the server does not rename over an existing file, the old one is set aside and removed last, so that
 * one of the two always exists.
 * @throws RemoteError
 */
export async function publishSlowly(
	remote: Remote,
	publication: Publication,
	refusal: Reply | null,
): Promise<Finished> {
	return await remote.attempts('RNTO', publication.path, async () => {
		return await remote.use(async (session) => await settle(session, remote, publication, refusal));
	});
}

async function settle(
	session: Session,
	remote: Remote,
	publication: Publication,
	refusal: Reply | null,
): Promise<Finished> {
	const { temporary, path, size, options } = publication;
	const [left, there] = await findPaths(session, [temporary, path]);
	if (left instanceof Error) throw left;
	if (there instanceof Error) throw there;
	if (!left) {
		const lines = finishingLines(session, path, options);
		// The answer was lost, the rename was not.
		if (there?.size === size) {
			return readFinishing(session, path, lines, await session.flight(lines, at(path, 'SITE')));
		}
		throw toError({
			category: 'integrity',
			stage: 'verify',
			how: 'nothingArrived',
			direction: 'upload',
			path,
			ftpCode: refusal?.code,
			ftpReply: refusal ? session.readable(refusal.text) : null,
		});
	}
	if (!there) return await rename(session, publication);
	if (there.type === 'folder') {
		throw toError({
			category: 'alreadyExists',
			stage: 'command',
			path,
			action: 'upload',
			type: 'folder',
		});
	}
	return await replace(session, remote, publication);
}

async function replace(
	session: Session,
	remote: Remote,
	publication: Publication,
): Promise<Finished> {
	const { path } = publication;
	const aside = joinPath(folderOf(path), oldName(nameOf(path), remote.run.random));
	const [from, to] = await session.flight(
		[`RNFR ${session.wire(path)}`, `RNTO ${session.wire(aside)}`],
		at(path, 'RNTO'),
	);
	const refused = from && isRefusal(from) ? from : to;
	if (refused && !isDone(refused)) throw await explainMissing(session, path, 'upload', refused);
	let finished: Finished;
	try {
		finished = await rename(session, publication);
	} catch (error) {
		await putBack(remote, aside, path);
		throw error;
	}
	const gone = await session.ask(`DELE ${session.wire(aside)}`, at(path, 'DELE'));
	if (!isDone(gone))
		remote.run.hint(
			`The old version of ${path} could not be deleted: it stays beside it as ${nameOf(aside)}.`,
		);
	return finished;
}

async function rename(session: Session, publication: Publication): Promise<Finished> {
	const { path } = publication;
	const replies = await session.flight(publishLines(session, publication), at(path, 'RNTO'));
	const published = readPublishing(session, publication, replies);
	if (published.done) return published.finished;
	const { refusal } = published;
	throw refusal
		? await explainMissing(session, path, 'upload', refusal)
		: session.failure(new Error('no answer to RNTO'), at(path, 'RNTO'));
}

/** The old file takes its name again, unless the new one has it: asked and done on a connection that works. */
export async function putBack(remote: Remote, aside: string, path: string): Promise<void> {
	try {
		await remote.tidy(async (session) => {
			const [old, there] = await findPaths(session, [aside, path]);
			if (!old || old instanceof Error || there) return;
			await session.flight(
				[`RNFR ${session.wire(aside)}`, `RNTO ${session.wire(path)}`],
				at(path, 'RNTO'),
			);
		});
	} catch {
		remote.run.hint(
			`The old version of ${path} was set aside as ${nameOf(aside)} and could not be given its name back.`,
		);
	}
}

/** What remains to be done once a file has its final name, and what is worth a hint. */
export async function afterPublishing(
	remote: Remote,
	path: string,
	options: WriteOptions,
	{ hints, timed }: Finished,
): Promise<void> {
	for (const hint of hints) remote.run.hint(hint);
	const { modifiedAt } = options;
	if (modifiedAt === undefined || timed) return;
	const set = await remote
		.use(async (session) => await setTime(session, path, modifiedAt))
		.catch(() => false);
	if (!set)
		remote.run.hint(
			`The server does not let clients set the modified time of files: ${path} carries the time of its upload.`,
		);
}

/** True for an error after which it is not known whether the last command was carried out. */
export function isLostAnswer(error: unknown): boolean {
	return (
		error instanceof RemoteError &&
		(error.category === 'connectionLost' || error.category === 'timeout')
	);
}
