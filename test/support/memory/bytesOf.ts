import { Readable } from 'node:stream';
import type { ByteSource } from '../../../nodes/shared/model/Endpoint';

/** A source for `write` of a text or of bytes. */
export function bytesOf(content: string | Buffer): ByteSource {
	const bytes = Buffer.from(content);
	return {
		size: bytes.length,
		open: async (offset) => Readable.from([bytes.subarray(offset)], { objectMode: false }),
	};
}

/** A consumer for `read` that gives the whole body as text. */
export async function textOf(body: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array));
	return Buffer.concat(chunks).toString();
}
