import type { Readable } from 'node:stream';
import type { ByteSource } from '../model/Endpoint';
import { assertKeepsName } from './assertKeepsName';
import type { About } from './classifyError';
import { explainMissing } from './explainMissing';
import { localFailure } from './localFailure';
import { isDone, isRefusal } from './Reply';
import { send, type Sent } from './send';
import type { Session } from './Session';
import { beginTransfer, breakOff } from './Transfer';

/** What is stored where. */
export interface StoreRequest {
	/** Path under which the bytes go to the server (a temporary name, mostly). */
	readonly path: string;
	/** The path that a person knows, for messages. */
	readonly about: string;
	readonly verb: 'STOR' | 'APPE';
	/** Byte of the source to begin at; with STOR also sent as REST. */
	readonly offset: number;
	readonly source: ByteSource;
	/** Sees each piece before it is sent. */
	readonly onChunk?: (chunk: Buffer) => void;
	/** Told when the command goes out. */
	readonly onSent?: () => void;
	/** Told at the end of a try, failed or not, in which the server had begun to take the bytes (150 or 125). */
	readonly onBegun?: () => void;
}

/**
 * Sends a source to the server; gives the bytes sent. They go out with the command, before the 150 (one round trip less).
 * @throws RemoteError; our own side's failures with stage `local`
 */
export async function storeFile(session: Session, request: StoreRequest): Promise<number> {
	const { path, about, verb, offset, source } = request;
	assertKeepsName(session, about);
	const place = { stage: 'data', path: about, verb, direction: 'upload' } as const;
	const transfer = await beginTransfer(
		session,
		{
			verb,
			argument: session.wire(path),
			restart: verb === 'STOR' ? offset : 0,
			another: 'perhaps',
			onSent: request.onSent,
		},
		place,
	);
	const forget = session.onInterrupt(() => void breakOff(session, transfer));
	let sent: Sent;
	try {
		const stream = await opened(session, source, offset, place);
		sent = await send(session, transfer, stream, (chunk) => request.onChunk?.(chunk));
	} catch (error) {
		await breakOff(session, transfer);
		// A broken control connection is a RemoteError already; what is left is the source's.
		throw localFailure(error, about);
	} finally {
		forget();
		if (transfer.begun()) request.onBegun?.();
	}
	const { reply } = sent;
	if (reply && isRefusal(reply)) {
		const early = reply.code !== 426 && reply.code !== 425 && !transfer.begun();
		const pathCause = early || [550, 551, 553].includes(reply.code);
		throw pathCause
			? await explainMissing(session, about, verb === 'STOR' ? 'upload' : 'append', reply)
			: session.refusal(reply, { ...place, bytesSoFar: sent.bytes });
	}
	if (!sent.complete || !reply || !isDone(reply)) {
		const trouble = session.control.trouble;
		if (trouble) {
			// What lies in our own buffers went nowhere.
			const bytesSoFar = transfer.begun() ? sent.bytes : 0;
			throw session.failure(trouble, { ...place, bytesSoFar });
		}
		throw session.error({
			category: 'dataChannel',
			stage: 'data',
			how: transfer.begun() ? 'cut' : 'noReply150',
			mode: transfer.mode,
			direction: 'upload',
			path: about,
			bytesSoFar: sent.bytes,
			ftpCode: reply?.code ?? null,
			ftpReply: reply ? session.readable(reply.text) : null,
		});
	}
	return sent.bytes;
}

/** The source's stream; our own side may take its time, and nobody waits for it once the connection is gone. */
async function opened(
	session: Session,
	source: ByteSource,
	offset: number,
	about: About,
): Promise<Readable> {
	return await new Promise<Readable>((resolve, reject) => {
		let gone = false;
		const forget = session.onceBroken(() => {
			gone = true;
			reject(session.failure(session.control.trouble ?? new Error('closed'), about));
		});
		const opening = (async () => await source.open(offset))();
		opening
			.then((stream) => (gone ? void stream.destroy() : resolve(stream)), reject)
			.finally(forget);
	});
}
