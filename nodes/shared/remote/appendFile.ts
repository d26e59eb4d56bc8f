import type { ByteSource, WriteOptions } from '../model/Endpoint';
import { rate, type Receipt } from '../model/Receipt';
import { findPath, sizeOf } from './findPaths';
import { completed, finishUpload } from './finishUpload';
import { newDigest } from './hashes';
import { afterPublishing } from './publish';
import { readAgain } from './readAgain';
import { serverDigest } from './serverDigest';
import type { Remote } from './Remote';
import type { Session } from './Session';
import { withSecondLook } from './secondLook';
import { storeFile } from './storeFile';

/** Two looks this far apart must agree after a cut: the server may still be adding what it had received. */
const settleMs = 1000;
/** So many looks are worth while. */
const mostLooks = 10;

/** What is known of the file before anything was added; `size` null where the server does not tell sizes. */
interface Before {
	readonly size: number | null;
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
	let before: Before | null = null;
	// Bytes may have been added that nobody can count, or others write to the file too.
	let onlyOnce = false;
	let begun = false;
	let sent = false;
	/** Bytes of the source, as far as known. */
	let whole = source.size;
	const once = async (session: Session) => {
		// As for other uploads: a hash that the server cannot give is no reason to prove less in silence.
		if (options.verify === 'hash') await serverDigest(session, path);
		const now = await (sent ? settledSize(remote, session, path) : currentSize(session, path));
		if (now === undefined) {
			onlyOnce = true;
			throw changedMeanwhile(session, path);
		}
		const first = (before ??= { size: now });
		// Where to go on is not known: beginning again would add twice what is there.
		if (first.size !== null && now === null) throw sizeNotTold(session, path);
		const done = first.size === null || now === null ? 0 : now - first.size;
		if (done < 0 || (source.size !== null && done > source.size)) {
			onlyOnce = true;
			throw changedMeanwhile(session, path);
		}
		onlyOnce = first.size === null;
		let added = done;
		const sha256 = newDigest('sha256');
		await readAgain(source, done, (chunk) => sha256.update(chunk), path);
		// Where all of it is there only the connection was lost, as with servers that close it after each transfer.
		if (!sent || done !== whole) {
			await storeFile(session, {
				path,
				about: path,
				verb: 'APPE',
				offset: done,
				source,
				onChunk: (chunk) => {
					added += chunk.length;
					sha256.update(chunk);
				},
				onSent: () => (sent = true),
				onBegun: () => (begun = true),
			});
			whole = added;
		}
		// The server can only hash the whole file, and what was there before is not known here.
		const verify = first.size === null || options.verify === 'off' ? 'off' : 'size';
		const upload = {
			temporary: path,
			path,
			size: (first.size ?? 0) + added,
			options: { ...options, verify },
			mode: 'append',
			digest: null,
		} as const;
		return { done, added, sha256, upload, finishing: await finishUpload(session, upload) };
	};
	return await remote.attempts(
		'APPE',
		path,
		async (attempts) => {
			const { done, added, sha256, upload, finishing } = await withSecondLook(
				async () => await remote.use(once),
				() => !begun,
			);
			const { verified, published } = await completed(remote, upload, finishing);
			if (published.done) await afterPublishing(remote, path, options, published.finished);
			const durationMs = Math.round(performance.now() - began);
			return {
				bytes: added,
				durationMs,
				bytesPerSecond: rate(added, durationMs),
				sha256: sha256.hex(),
				verified,
				attempts,
				resumedFrom: done > 0 ? done : null,
			};
		},
		() => !onlyOnce,
	);
}

/** A file that is not there yet has 0 bytes; null where the server does not tell sizes. */
async function currentSize(session: Session, path: string): Promise<number | null> {
	const size = await sizeOf(session, path);
	if (size !== null || session.profile.unknown.has('SIZE')) return size;
	try {
		const entry = await findPath(session, path);
		return entry === null ? 0 : entry.size;
	} catch (error) {
		if (!session.usable) throw error;
		return null;
	}
}

/** The size once two looks agree; undefined where it never comes to rest. */
async function settledSize(
	{ run }: Remote,
	session: Session,
	path: string,
): Promise<number | null | undefined> {
	let size = await currentSize(session, path);
	for (let look = 1; look < mostLooks; look++) {
		await run.sleep(settleMs);
		const again = await currentSize(session, path);
		if (again === size) return size;
		size = again;
	}
	return undefined;
}

function sizeNotTold(session: Session, path: string) {
	return session.error({
		category: 'dataChannel',
		stage: 'data',
		how: 'cut',
		mode: session.settings.mode,
		direction: 'upload',
		path,
	});
}

function changedMeanwhile(session: Session, path: string) {
	return session.error({
		category: 'integrity',
		stage: 'verify',
		how: 'changedMeanwhile',
		direction: 'upload',
		path,
	});
}
