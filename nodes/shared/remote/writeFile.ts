import { toError } from '../explain/explain';
import type { ByteSource, WriteOptions } from '../model/Endpoint';
import { partName } from '../model/ownNames';
import { rate, type Receipt } from '../model/Receipt';
import { isCategory } from '../model/RemoteError';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { findPaths, sizeOf } from './findPaths';
import { finishUpload, type Outcome } from './finishUpload';
import { afterPublishing, publishSlowly } from './publish';
import { newServerDigest } from './readFile';
import { isDone } from './Reply';
import type { Remote } from './Remote';
import { isStale, staleError } from './stale';
import { storeFile, type Stored } from './storeFile';

/** An upload that was cut goes on only where at least this much of it is there (a new start costs less otherwise). */
const worthResuming = 1024 * 1024;
/** Two SIZE answers this far apart must agree: the server may still be writing what it had received. */
const settleMs = 1000;

/** What one try leaves for the next. */
interface Attempted {
	temporary: string;
	/** Cut, not proven wrong. */
	cut: boolean;
}

/** What the server has of a file after one try. */
interface Written {
	readonly stored: Stored;
	readonly size: number;
	readonly offset: number;
	readonly outcome: Promise<Outcome>;
}

/**
 * Writes a file so that its name never stands for half a file: under a temporary name, proven, then renamed (`atomic`).
 * `direct` writes in place, for drop boxes without rename, and removes what it could not complete.
 * @throws RemoteError
 */
export async function writeFile(
	remote: Remote,
	path: string,
	source: ByteSource,
	options: WriteOptions & { readonly mode: 'atomic' | 'direct' },
): Promise<Receipt> {
	const began = performance.now();
	let last: Attempted | null = null;
	try {
		return await remote.attempts('STOR', path, async (attempts) => {
			const offset = last?.cut ? await resumePoint(remote, last.temporary, source.size) : 0;
			if (offset === 0) {
				if (last) await discard(remote, last.temporary);
				last = { temporary: await chooseName(remote, path, options), cut: false };
			}
			const current: Attempted = last ?? { temporary: path, cut: false };
			try {
				const written = await store(remote, path, current.temporary, source, options, offset);
				const outcome = await written.outcome;
				if (!outcome.published.done) {
					const publication = { temporary: current.temporary, path, size: written.size, options };
					const finished = await publishSlowly(remote, publication, outcome.published.refusal);
					await afterPublishing(remote, path, options, finished);
				} else await afterPublishing(remote, path, options, outcome.published.finished);
				last = null;
				return receipt(written, outcome.verified, attempts, began);
			} catch (error) {
				current.cut = isCategory(error, 'connectionLost', 'timeout', 'dataChannel');
				throw error;
			}
		});
	} catch (error) {
		// The cast tells the compiler that the closure above may have set it.
		const left = last as Attempted | null;
		if (left && !isCategory(error, 'guard')) await discard(remote, left.temporary);
		else if (left && options.mode === 'atomic') await discard(remote, left.temporary);
		throw error;
	}
}

async function chooseName(remote: Remote, path: string, options: WriteOptions): Promise<string> {
	if (options.mode === 'direct') return path;
	const temporary = joinPath(folderOf(path), partName(nameOf(path), remote.run.random));
	await options.onTemporary?.(temporary);
	return temporary;
}

async function store(
	remote: Remote,
	path: string,
	target: string,
	source: ByteSource,
	options: WriteOptions & { readonly mode: 'atomic' | 'direct' },
	offset: number,
): Promise<Written> {
	return await remote.use(async (session) => {
		if (options.mode === 'direct' && options.expected !== undefined) {
			const [look] = await findPaths(session, [path]);
			if (look instanceof Error) throw look;
			if (isStale(options.expected, look ?? null)) throw staleError(path, look ?? null);
		}
		const digest = options.verify === 'hash' ? newServerDigest(remote, path) : null;
		const stored = await storeFile(session, {
			path: target,
			about: path,
			verb: 'STOR',
			offset,
			source,
			onChunk: (chunk) => digest?.own.update(chunk),
		});
		const size = offset + stored.bytes;
		const upload = { temporary: target, path, size, options, mode: options.mode, digest };
		return { stored, size, offset, ...(await finishUpload(session, upload)) };
	});
}

/** How much of a cut upload is safely there; 0 = begin anew. */
async function resumePoint(
	remote: Remote,
	temporary: string,
	size: number | null,
): Promise<number> {
	if (remote.profile.unknown.has('REST') || size === null || size <= worthResuming) return 0;
	const ask = async () => await remote.use(async (session) => await sizeOf(session, temporary));
	const first = await ask();
	if (first === null || first <= worthResuming || first > size) return 0;
	await remote.run.sleep(settleMs);
	return (await ask()) === first ? first : 0;
}

/** Removes what a failed try left on the server, also after the run was stopped. */
async function discard(remote: Remote, temporary: string): Promise<void> {
	try {
		const gone = await remote.tidy(
			async (session) =>
				await session.ask(`DELE ${session.wire(temporary)}`, {
					stage: 'command',
					path: temporary,
					verb: 'DELE',
				}),
		);
		if (isDone(gone) || gone.code === 550 || gone.code === 553) return;
	} catch {
		// Told below.
	}
	remote.run.hint(`An unfinished upload could not be removed from the server: ${temporary}`);
}

function receipt(
	{ stored, size, offset }: Written,
	verified: Receipt['verified'],
	attempts: number,
	began: number,
): Receipt {
	const durationMs = Math.round(performance.now() - began);
	return {
		bytes: size,
		durationMs,
		bytesPerSecond: rate(size, durationMs),
		sha256: stored.sha256,
		verified,
		attempts,
		resumedFrom: offset > 0 ? offset : null,
	};
}

/**
 * Adds to the end of a file. Its size is noted first, so that a broken transfer goes on where it stopped and adds
 * nothing twice; a server without SIZE gets one try only.
 * @throws RemoteError
 */
export async function appendFile(
	remote: Remote,
	path: string,
	source: ByteSource,
	options: WriteOptions,
): Promise<Receipt> {
	const began = performance.now();
	let before: number | null = null;
	let known = false;
	let done = 0;
	return await remote.attempts('APPE', path, async (attempts) => {
		const written = await remote
			.use(async (session): Promise<Written> => {
				const now = await sizeOf(session, path);
				if (!known) {
					before = now ?? (await absentSize(session, path));
					known = true;
				} else done = now === null || before === null ? 0 : now - before;
				if (done < 0 || (source.size !== null && done > source.size)) throw changedMeanwhile(path);
				const stored = await storeFile(session, {
					path,
					about: path,
					verb: 'APPE',
					offset: done,
					source,
				});
				const size = (before ?? 0) + done + stored.bytes;
				const verify =
					before === null
						? ('off' as const)
						: options.verify === 'hash'
							? ('size' as const)
							: options.verify;
				const upload = {
					temporary: path,
					path,
					size,
					options: { ...options, verify },
					mode: 'append' as const,
					digest: null,
				};
				return {
					stored,
					size: done + stored.bytes,
					offset: done,
					...(await finishUpload(session, upload)),
				};
			})
			.catch((error: unknown) => {
				// Without a size nobody knows how much arrived.
				if (before === null && known)
					throw remote.explained(error, path).with({ category: 'protocol' });
				throw error;
			});
		const outcome = await written.outcome;
		return receipt(written, outcome.verified, attempts, began);
	});
}

/** A file that is not there yet has 0 bytes; null where the server does not tell sizes. */
async function absentSize(
	session: Parameters<typeof sizeOf>[0],
	path: string,
): Promise<number | null> {
	if (session.profile.unknown.has('SIZE')) return null;
	const [look] = await findPaths(session, [path]);
	return look === null ? 0 : null;
}

function changedMeanwhile(path: string) {
	return toError({
		category: 'integrity',
		stage: 'verify',
		how: 'changedMeanwhile',
		direction: 'upload',
		path,
	}).with({ category: 'guard' });
}
