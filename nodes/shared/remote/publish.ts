import type { WriteOptions } from '../model/Endpoint';
import { RemoteError } from '../model/RemoteError';
import { explainMissing } from './explainMissing';
import { findPaths } from './findPaths';
import { finishingLines, readFinishing, setTime, type Finished } from './finishing';
import { isDone, type Reply } from './Reply';
import type { Remote } from './Remote';
import type { Session } from './Session';
import { refusalOfRename, SetAside } from './SetAside';

/** A proven temporary file that is to take its final name. */
export interface Publication {
	readonly temporary: string;
	readonly path: string;
	/** Bytes of the temporary file; tells it from an older file after a lost answer. */
	readonly size: number;
	readonly options: WriteOptions;
}

/** What came of a publishing flight. */
export type Published =
	| { readonly done: true; readonly finished: Finished }
	| {
			readonly done: false;
			/** The reply that refused it, null when the answer was lost. */
			readonly refusal: Reply | null;
			/** Whether the file may have its name all the same: not where the server did not even find it (RNFR). */
			readonly perhaps: boolean;
	  };

/** What is known when the answer was lost. */
export const lostRename = { done: false, refusal: null, perhaps: true } as const;

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
	const refusal = to ? refusalOfRename(from, to) : (from ?? null);
	return { done: false, refusal, perhaps: refusal === null || refusal !== from };
}

/**
 * Gives the temporary file its final name after the short way was refused or its answer lost: asks what is there
 * first; where the server does not rename over an existing file, the old one is set aside and removed last.
 * @throws RemoteError
 */
export async function publishSlowly(
	remote: Remote,
	publication: Publication,
	{ refusal, perhaps }: Extract<Published, { done: false }>,
): Promise<Finished> {
	const old = new SetAside(remote, publication.path);
	const state = { refusal, perhaps };
	try {
		return await remote.attempts('RNTO', publication.path, async () => {
			return await remote.use(async (session) => {
				const finished = await settle(session, publication, old, state);
				await old.remove(session);
				return finished;
			});
		});
	} catch (error) {
		await old.putBack();
		throw error;
	}
}

async function settle(
	session: Session,
	publication: Publication,
	old: SetAside,
	state: { readonly refusal: Reply | null; perhaps: boolean },
): Promise<Finished> {
	const { temporary, path, size, options } = publication;
	const { refusal, perhaps } = state;
	const [left, there] = await findPaths(session, [temporary, path]);
	if (left instanceof Error) throw left;
	if (there instanceof Error) throw there;
	if (!left) {
		const lines = finishingLines(session, path, options);
		// The answer was lost, the rename was not. Of a rename that was refused an older file of that size tells nothing.
		if (perhaps && there?.size === size) {
			await old.remove(session);
			// A connection that breaks at what follows leaves a file that is whole and has its name.
			const replies = await session.flight(lines, at(path, 'SITE')).catch((error: unknown) => {
				if (isLostAnswer(error)) return [];
				throw error;
			});
			return readFinishing(session, path, lines, replies);
		}
		throw session.error({
			category: 'integrity',
			stage: 'verify',
			how: 'takenAway',
			direction: 'upload',
			path,
			ftpCode: refusal?.code,
			ftpReply: refusal ? session.readable(refusal.text) : null,
		});
	}
	if (there?.type === 'folder') {
		throw session.error({
			category: 'alreadyExists',
			stage: 'command',
			path,
			action: 'upload',
			type: 'folder',
		});
	}
	if (there) {
		const held = await old.hold(session);
		if (held) throw await whyRefused(session, path, held);
	}
	try {
		return await rename(session, publication);
	} catch (error) {
		state.perhaps ||= isLostAnswer(error);
		throw error;
	}
}

async function rename(session: Session, publication: Publication): Promise<Finished> {
	const { path } = publication;
	const replies = await session.flight(publishLines(session, publication), at(path, 'RNTO'));
	const published = readPublishing(session, publication, replies);
	if (published.done) return published.finished;
	const { refusal } = published;
	if (!refusal) throw session.failure(new Error('no answer to RNTO'), at(path, 'RNTO'));
	throw await whyRefused(session, path, refusal);
}

/** Why the server does not give the file its name. */
async function whyRefused(session: Session, path: string, refusal: Reply): Promise<RemoteError> {
	const { code, text } = refusal;
	if (![202, 500, 502, 504].includes(code))
		return await explainMissing(session, path, 'upload', refusal);
	return session.error({
		category: 'unsupported',
		stage: 'command',
		path,
		command: 'RNTO',
		neededFor: 'give a proven upload its name',
		instead: 'Set Write Mode to Direct, which writes in place.',
		ftpCode: code,
		ftpReply: session.readable(text),
	});
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
