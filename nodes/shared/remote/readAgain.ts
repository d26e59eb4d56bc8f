import type { ByteSource } from '../model/Endpoint';
import { localFailure } from './localFailure';

/**
 * The hash of all that was sent needs the bytes that the server has already: they are read once more, and not sent.
 * @param upTo how many bytes of the source the server has
 * @param path for the message if the source fails
 * @throws RemoteError with stage `local`
 */
export async function readAgain(
	source: ByteSource,
	upTo: number,
	onChunk: (chunk: Buffer) => void,
	path: string,
): Promise<void> {
	if (upTo === 0) return;
	let left = upTo;
	try {
		const stream = await source.open(0);
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			const known = chunk.subarray(0, left);
			onChunk(known);
			left -= known.length;
			if (left === 0) break;
		}
	} catch (error) {
		throw localFailure(error, path);
	}
}
