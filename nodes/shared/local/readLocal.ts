import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadOptions, ReadResult } from '../model/Endpoint';
import { rate } from '../model/Receipt';
import { RemoteError } from '../model/RemoteError';
import { printable } from '../model/RemotePath';
import { assertRunning } from './assertRunning';
import { diskError } from './diskError';
import { localEntry } from './localEntry';
import type { LocalRoot } from './LocalRoot';
import { isStale } from './stale';

/** Large enough that a disk is asked rarely, small enough that fifty files at once fit into memory. */
const chunkBytes = 256 * 1024;

/**
 * Reads a file of the disk. The stream ends only when as many bytes came as the file has, and the file did not change
 * meanwhile.
 */
export async function readLocal<T>(
	root: LocalRoot,
	path: string,
	consume: (body: Readable) => Promise<T>,
	options: ReadOptions,
	signal: AbortSignal,
): Promise<ReadResult<T>> {
	const begun = performance.now();
	const handle = await root.at(path, 'read', async (pathIn, name) => {
		// Without O_NONBLOCK, opening a named pipe would wait for somebody who writes into it.
		const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
		return await open(pathIn(name), flags);
	});
	try {
		const stats = await handle.stat();
		if (!stats.isFile()) throw notAFile(path);
		const seen = localEntry(path, stats, null);
		const { expected } = options;
		if (expected && isStale({ ...expected, type: 'file' }, seen)) throw changed(path);
		const reading = new Reading(handle, stats, path, options, signal);
		const result = await reading.lend(consume);
		const durationMs = Math.round(performance.now() - begun);
		const { bytes } = reading;
		return {
			result,
			entry: seen,
			receipt: {
				bytes,
				durationMs,
				bytesPerSecond: rate(bytes, durationMs),
				sha256: reading.sha256,
				verified: reading.proven && options.verify !== 'off' ? 'size' : 'none',
				attempts: 1,
				resumedFrom: null,
			},
		};
	} catch (error) {
		throw diskError(error, 'read', path);
	} finally {
		await handle.close();
	}
}

/** One reading of an open file. */
class Reading {
	bytes = 0;
	proven = false;
	sha256: string | null = null;
	private failure: RemoteError | null = null;

	constructor(
		private readonly handle: FileHandle,
		private readonly stats: Stats,
		private readonly path: string,
		private readonly options: ReadOptions,
		private readonly signal: AbortSignal,
	) {}

	/** Lends the body; afterwards nothing of it is under way any more, so that the file can be closed. */
	async lend<T>(consume: (body: Readable) => Promise<T>): Promise<T> {
		const body = Readable.from(this.pieces(), { objectMode: false, highWaterMark: chunkBytes });
		// A consumer that gives up without listening must not end the process.
		body.on('error', () => undefined);
		const closed = new Promise<void>((resolve) => body.once('close', resolve));
		try {
			const result = await consume(body);
			if (this.failure !== null) throw this.failure;
			return result;
		} catch (error) {
			throw this.failure ?? error;
		} finally {
			body.destroy();
			await closed;
		}
	}

	private async *pieces(): AsyncGenerator<Buffer> {
		try {
			const { offset = 0, maxBytes = Infinity } = this.options;
			const hash = offset === 0 && maxBytes === Infinity ? createHash('sha256') : null;
			while (this.bytes < maxBytes) {
				assertRunning(this.signal);
				const at = offset + this.bytes;
				// Small files get small buffers; one byte more is asked for to see the end.
				const due = Math.max(1, this.stats.size - at);
				const length = Math.min(chunkBytes, maxBytes - this.bytes, due);
				const piece = await this.handle.read(Buffer.allocUnsafe(length), 0, length, at);
				if (piece.bytesRead === 0) break;
				const filled = piece.buffer.subarray(0, piece.bytesRead);
				hash?.update(filled);
				this.bytes += filled.length;
				yield filled;
			}
			if (maxBytes === Infinity) await this.prove(offset);
			if (hash !== null) this.sha256 = hash.digest('hex');
		} catch (error) {
			this.failure = diskError(error, 'read', this.path);
			throw this.failure;
		}
	}

	private async prove(offset: number): Promise<void> {
		const now = await this.handle.stat();
		const { size, mtimeMs } = this.stats;
		if (now.size !== size || now.mtimeMs !== mtimeMs || offset + this.bytes !== size)
			throw changed(this.path);
		this.proven = true;
	}
}

function changed(path: string): RemoteError {
	return new RemoteError({
		category: 'integrity',
		stage: 'local',
		message: `"${printable(path)}" in the local folder has changed while it was read`,
		description: 'Run it again when nobody writes the file any more.',
		path,
	});
}

function notAFile(path: string): RemoteError {
	return new RemoteError({
		category: 'permission',
		stage: 'local',
		message: `Cannot read "${printable(path)}" in the local folder: it is no file`,
		description: 'Only files can be read, no folders, pipes or devices.',
		path,
	});
}
