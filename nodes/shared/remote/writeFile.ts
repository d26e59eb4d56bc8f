import type { ByteSource, WriteOptions } from '../model/Endpoint';
import { partName } from '../model/ownNames';
import { rate, type Receipt } from '../model/Receipt';
import { isCategory } from '../model/RemoteError';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { discardAll } from './discardAll';
import { findPath } from './findPaths';
import { completed, finishUpload, type Upload } from './finishUpload';
import { newDigest, type Digest } from './hashes';
import { afterPublishing, isLostAnswer, publishSlowly } from './publish';
import { proveRename } from './proveRename';
import { readAgain } from './readAgain';
import type { Remote } from './Remote';
import type { Session } from './Session';
import { withSecondLook } from './secondLook';
import { isStale, staleError } from './stale';
import { serverDigestOf, type ServerDigest } from './serverDigest';
import { storeFile } from './storeFile';
import { UploadTarget } from './UploadTarget';

type WholeWrite = WriteOptions & { readonly mode: 'atomic' | 'direct' };

/** What the bytes of one try are held against. */
interface Sums {
	readonly sha256: Digest;
	readonly digest: ServerDigest | null;
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
	options: WholeWrite,
): Promise<Receipt> {
	const began = performance.now();
	const inPlace = options.mode === 'direct';
	let target: UploadTarget | null = null;
	const left: UploadTarget[] = [];
	try {
		const receipt = await remote.attempts(
			'STOR',
			path,
			async (attempts) => {
				let offset = (await target?.resumePoint(remote, source.size)) ?? 0;
				if (target && offset === 0) {
					const gone = await target.discard(remote);
					if (!inPlace) {
						if (!gone) left.push(target);
						target = null;
					}
				}
				for (;;) {
					target ??= new UploadTarget(await chooseName(remote, path, options), inPlace);
					try {
						const verified = await tryOnce(remote, path, target, source, options, offset);
						return { ...verified, ...timing(verified.bytes, began), attempts };
					} catch (error) {
						target.cut =
							isCategory(error, 'connectionLost', 'timeout', 'dataChannel') &&
							!target.isLocked(offset, error);
						target.inDoubt &&= isLostAnswer(error);
						if (offset === 0 || !isCategory(error, 'unsupported')) throw error;
						// REST is refused after all: from the beginning, in the same try.
						await target.discard(remote);
						offset = 0;
					}
				}
			},
			(error) => target?.refused !== true || isCategory(error, 'integrity'),
		);
		await discardAll(remote, left);
		return receipt;
	} catch (error) {
		// The cast tells the compiler that the closure above may have set it.
		const last = target as UploadTarget | null;
		await discardAll(remote, last ? [last, ...left] : left);
		throw error;
	}
}

/** What the server has confirmed to have. */
interface Stored {
	readonly size: number;
	readonly sums: Sums;
	readonly upload: Upload;
}

async function tryOnce(
	remote: Remote,
	path: string,
	target: UploadTarget,
	source: ByteSource,
	options: WholeWrite,
	offset: number,
): Promise<Pick<Receipt, 'bytes' | 'sha256' | 'verified' | 'resumedFrom'>> {
	const known: Sums = {
		sha256: newDigest('sha256'),
		digest: options.verify === 'hash' ? await serverDigestOf(remote, path) : null,
	};
	await readAgain(source, offset, (chunk) => add(known, chunk), path);
	let stored = null as Stored | null;
	const store = async (session: Session) => {
		stored = null;
		// A connection found dead at its first use is replaced, and this runs again.
		const sums = copyOf(known);
		target.used = true;
		const seen = await target.look(session);
		if (options.mode === 'direct' && options.expected !== undefined) {
			const look = seen === undefined ? await findPath(session, path) : seen;
			if (!target.begun && isStale(options.expected, look)) throw staleError(path, look);
		}
		let at = offset;
		await storeFile(session, {
			path: target.path,
			about: path,
			verb: 'STOR',
			offset,
			source,
			onChunk: (chunk) => {
				add(sums, chunk);
				at += chunk.length;
				target.sent = Math.max(target.sent, at);
			},
			onSent: () => {
				target.inDoubt = true;
				target.answered = false;
			},
			onBegun: () => (target.begun = target.answered = true),
		});
		target.inDoubt = false;
		// A server that says 350 to REST and writes from the first byte leaves a hole: only the size shows it.
		const verify = offset > 0 && options.verify === 'off' ? 'size' : options.verify;
		const upload = {
			temporary: target.path,
			path,
			size: at,
			options: { ...options, verify },
			mode: options.mode,
			digest: sums.digest,
		};
		stored = { size: at, sums, upload };
		return await finish(session, stored);
	};
	const { size, sums, verified, published } = await withSecondLook(
		async () => await settled(remote, await remote.use(store)),
		() => !target.begun,
	).catch(async (error: unknown) => {
		// Some servers close the connection after each transfer: what the server has confirmed is not sent again.
		const whole = stored;
		if (whole === null || !isLostAnswer(error)) throw error;
		return await settled(remote, await remote.use(async (session) => finish(session, whole)));
	});
	const publication = { temporary: target.path, path, size, options };
	const finished = published.done
		? published.finished
		: await publishSlowly(remote, publication, published).catch((error: unknown) => {
				target.refused = true;
				throw error;
			});
	if (options.mode === 'atomic' && verified !== 'none' && !remote.profile.renames)
		await remote
			.use(async (session) => await proveRename(session, target.path, path))
			// The next upload looks: sending this one again would meet the file that it has just written.
			.catch((error: unknown) => {
				if (!isLostAnswer(error)) throw error;
			});
	await afterPublishing(remote, path, options, finished);
	return {
		bytes: size,
		sha256: sums.sha256.hex(),
		verified,
		resumedFrom: offset > 0 ? offset : null,
	};
}

async function finish(session: Session, stored: Stored) {
	return { ...stored, ...(await finishUpload(session, stored.upload)) };
}

async function settled(remote: Remote, finishing: Awaited<ReturnType<typeof finish>>) {
	const { size, sums, upload } = finishing;
	return { size, sums, ...(await completed(remote, upload, finishing)) };
}

async function chooseName(remote: Remote, path: string, options: WholeWrite): Promise<string> {
	if (options.mode === 'direct') return path;
	const temporary = joinPath(folderOf(path), partName(nameOf(path), remote.run.random));
	await options.onTemporary?.(temporary);
	return temporary;
}

function copyOf({ sha256, digest }: Sums): Sums {
	return { sha256: sha256.copy(), digest: digest && { ...digest, own: digest.own.copy() } };
}

function add({ sha256, digest }: Sums, chunk: Buffer): void {
	sha256.update(chunk);
	digest?.own.update(chunk);
}

function timing(bytes: number, began: number) {
	const durationMs = Math.round(performance.now() - began);
	return { durationMs, bytesPerSecond: rate(bytes, durationMs) };
}
