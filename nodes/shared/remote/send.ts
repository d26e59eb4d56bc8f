import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { cutOff } from './cutOff';
import { isRefusal, type Reply } from './Reply';
import type { Session } from './Session';
import { within, type Transfer } from './Transfer';
import { watchUnconfirmed } from './unconfirmed';

/** What became of an upload's bytes. */
export interface Sent {
	/** Bytes handed to the data connection. */
	readonly bytes: number;
	/** Whether the source was read to its end and the data connection took it all. */
	readonly complete: boolean;
	/** null when no final answer came in time. */
	readonly reply: Reply | null;
}

type Piece = IteratorResult<Buffer, unknown>;

/** How long a server may take to say why it closed a data connection. */
const reasonMs = 5000;

/** How often it is looked at, while a timeout passes, whether bytes that wait in the system move on. */
const looksInSilence = 8;

/**
 * So much may wait for the system while the next piece is read and hashed. With Node's own 16 KiB each piece waited for the
 * one before to have left: 1 GiB took a third longer.
 */
const bufferBytes = 1024 * 1024;

/**
 * Writes a stream to a data connection, ends it, and takes the server's final answer.
 * @param onChunk sees each piece before it is sent (hash)
 * @throws what the source throws; RemoteError when the control connection breaks
 */
export async function send(
	session: Session,
	transfer: Transfer,
	source: Readable,
	onChunk: (chunk: Buffer) => void,
): Promise<Sent> {
	const { socket, raw, finished } = transfer;
	const { silence } = session;
	let bytes = 0;
	let closed = socket.destroyed;
	let waiting = () => undefined as void;
	const stop = () => {
		closed = true;
		// It may be slow, or stand still: nobody waits for it any more, nor for it to let go.
		source.destroy();
		waiting();
	};
	socket.once('close', stop);
	socket.on('error', stop);
	// Nothing is expected to come, but an unread socket never tells of its end.
	socket.resume();
	const forget = session.onceBroken(() => cutOff(transfer));
	void finished.then(
		(reply) => isRefusal(reply) && socket.destroy(),
		() => socket.destroy(),
	);
	const everyMs = session.settings.timeoutMs / looksInSilence;
	const unwatch = watchUnconfirmed(
		raw,
		() => bytes,
		everyMs,
		() => silence.touch(),
	);
	silence.enter();
	try {
		const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
		for (;;) {
			// A slow source is no silence of the server's.
			silence.pause();
			const next = await new Promise<Piece>((resolve, reject) => {
				waiting = () => resolve({ done: true, value: undefined });
				if (closed) waiting();
				else pieces.next().then(resolve, reject);
			}).finally(() => silence.resume());
			if (next.done || closed) break;
			onChunk(next.value);
			bytes += next.value.length;
			if (!socket.write(next.value) && socket.writableLength >= bufferBytes) await drained(socket);
			silence.touch();
			if (closed) break;
		}
		if (!closed) {
			socket.end();
			return { bytes, complete: true, reply: await finished };
		}
		source.destroy();
		return { bytes, complete: false, reply: await within(finished, reasonMs) };
	} finally {
		silence.leave();
		unwatch();
		forget();
		source.destroy();
	}
}

/** Resolves when the socket takes more, or has closed. */
async function drained(socket: Socket): Promise<void> {
	const watch = new AbortController();
	try {
		await Promise.race([
			once(socket, 'drain', { signal: watch.signal }),
			once(socket, 'close', { signal: watch.signal }),
		]).catch(() => undefined);
	} finally {
		watch.abort();
	}
}
