import type { About } from './classifyError';
import { isDone, isRefusal, type Reply } from './Reply';
import type { Session } from './Session';
import { within, type Transfer } from './Transfer';

/** Where the bytes of a data connection go. */
export interface Sink {
	/** Takes a piece; the connection is paused through `attach` while there is too much. */
	readonly accept: (chunk: Buffer) => void;
	readonly attach: (source: { pause(): void; resume(): void }) => void;
	readonly detach: () => void;
	/** True when nothing more is wanted. */
	readonly satisfied: boolean;
}

/** How a data connection ended and what the server said of it. */
export interface Received {
	/** null when no final answer came in time, although the connection is not known to be broken. */
	readonly reply: Reply | null;
	/** The data connection ended in order (FIN), not by a reset. */
	readonly orderly: boolean;
	readonly bytes: number;
}

/** After a refusal in the middle, or after the server has left, bytes that are still under way may take this long. */
const lastBytesMs = 1000;
/** How long a server may take to say why a data connection broke. */
const reasonMs = 5000;

/**
 * Reads a data connection to its end, then takes the server's final answer.
 * Neither a refusal nor a broken data connection is an error here: the caller knows what it needs.
 * @throws RemoteError when the control connection breaks before the data has ended
 */
export async function receive(
	session: Session,
	transfer: Transfer,
	sink: Sink,
	about: About,
): Promise<Received> {
	const data = await receiveData(session, transfer, sink);
	return await withAnswer(data, session, transfer, sink, about);
}

/** The server's final answer to data that have ended. @throws RemoteError when the control connection breaks before it comes */
export async function withAnswer(
	data: Omit<Received, 'reply'>,
	session: Session,
	transfer: Transfer,
	sink: Sink,
	about: About,
): Promise<Received> {
	const reply =
		data.orderly || sink.satisfied
			? await answer(session, transfer, sink)
			: await within(transfer.finished, reasonMs);
	const trouble = session.control.trouble;
	if (!reply && trouble)
		throw session.failure(trouble, { ...about, stage: 'data', bytesSoFar: data.bytes });
	return { reply, ...data };
}

/** Reads a data connection to its end, however that comes; the server's final answer is still under way. */
export async function receiveData(
	session: Session,
	{ socket, intake, finished, begun }: Transfer,
	sink: Sink,
): Promise<Omit<Received, 'reply'>> {
	const { silence } = session;
	let bytes = 0;
	let paused = false;
	sink.attach({
		pause: () => {
			if (paused) return;
			paused = true;
			silence.pause();
			socket.pause();
		},
		resume: () => {
			if (!paused) return;
			paused = false;
			silence.resume();
			socket.resume();
		},
	});
	silence.enter();
	try {
		const orderly = await new Promise<boolean>((resolve) => {
			// Without a byte the end may have come already.
			let ended = socket.readableEnded;
			let answered = false;
			// A server that has said 226 and leaves has sent all of it: it may still be on its way.
			const forget = session.onceBroken(() => {
				if (answered) setTimeout(() => socket.destroy(), lastBytesMs).unref();
				else socket.destroy();
			});
			const take = (chunk: Buffer) => {
				silence.touch();
				bytes += chunk.length;
				sink.accept(chunk);
				if (sink.satisfied) socket.destroy();
			};
			socket.once('end', () => {
				ended = true;
				// Nothing of ours is under way: the farewell that Node would send first is a system call and a turn for nothing.
				if (intake) socket.destroy();
			});
			if (intake) {
				intake.attach((chunk) => (take(chunk), !paused));
				if (!paused) socket.resume();
			} else socket.on('data', take);
			socket.on('error', () => undefined);
			const over = () => {
				forget();
				intake?.release();
				resolve(ended);
			};
			socket.once('close', over);
			if (socket.destroyed) over();
			void finished.then(
				(reply) => {
					answered = isDone(reply);
					if (!isRefusal(reply)) return;
					// Nothing comes of what was refused at once; aioftp 0.21 leaves its side open all the same.
					if (!begun() && bytes === 0) socket.destroy();
					else setTimeout(() => socket.destroy(), lastBytesMs).unref();
				},
				() => undefined,
			);
		});
		return { orderly, bytes };
	} finally {
		if (paused) silence.resume();
		silence.leave();
		sink.detach();
	}
}

async function answer(session: Session, transfer: Transfer, sink: Sink): Promise<Reply | null> {
	if (!sink.satisfied) return await transfer.finished;
	// We broke it off: Pure-FTPd never ends such a transfer, so its connection is given up.
	const reply = await within(transfer.finished, 500);
	if (!reply) session.kill(new Error('a transfer was broken off'));
	return reply;
}

/** True when the server calls the transfer a success. */
export function isSuccess({ reply }: Received): boolean {
	return reply !== null && isDone(reply);
}
