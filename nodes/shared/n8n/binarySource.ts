import { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { ByteSource } from '../model/Endpoint';

const chunkBytes = 256 * 1024;

/** A file of an input item, as an upload reads it. */
export interface BinarySource {
	/** Its name as n8n knows it; empty when it has none. */
	readonly fileName: string;
	readonly source: ByteSource;
}

/** What is needed of n8n to read the binary data of an item. */
export interface BinaryReader {
	readonly helpers: Pick<
		IExecuteFunctions['helpers'],
		'assertBinaryData' | 'getBinaryDataBuffer' | 'getBinaryMetadata' | 'getBinaryStream'
	>;
}

/**
 * The file in the binary field `field` of an item. Each try reads a fresh stream; in memory mode, where binary data has no
 * id and cannot be streamed, the bytes that n8n holds anyway.
 * @throws n8n's error for a field that is not there
 */
export async function binarySource(
	{ helpers }: BinaryReader,
	itemIndex: number,
	field: string,
): Promise<BinarySource> {
	const binary = helpers.assertBinaryData(itemIndex, field);
	const fileName = binary.fileName ?? '';
	const { id } = binary;
	if (id === undefined) {
		const bytes = await helpers.getBinaryDataBuffer(itemIndex, field);
		return { fileName, source: bufferSource(bytes) };
	}
	const size = await storedSize(helpers, binary, id);
	// Each read of a stream takes memory for a whole chunk, however small the file.
	const chunk = size === null ? chunkBytes : Math.min(chunkBytes, size + 1);
	return {
		fileName,
		source: {
			size,
			open: async (offset) => skip(await helpers.getBinaryStream(id, chunk), offset),
		},
	};
}

/** Bytes in memory as a source. */
export function bufferSource(bytes: Buffer): ByteSource {
	return {
		size: bytes.length,
		open: async (offset) => {
			const rest = bytes.subarray(offset);
			return Readable.from(rest.length === 0 ? [] : [rest], { objectMode: false });
		},
	};
}

async function storedSize(
	helpers: BinaryReader['helpers'],
	{ bytes }: IBinaryData,
	id: string,
): Promise<number | null> {
	if (typeof bytes === 'number') return bytes;
	// Binary data that an older n8n or another node made may lack `bytes`.
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return typeof fileSize === 'number' ? fileSize : null;
}

/** n8n's stores cannot begin in the middle: what comes before `offset` is read and dropped. */
function skip(body: Readable, offset: number): Readable {
	if (offset === 0) return body;
	const rest = Readable.from(after(body, offset), { objectMode: false });
	rest.once('close', () => body.destroy());
	return rest;
}

async function* after(body: AsyncIterable<Buffer>, offset: number): AsyncGenerator<Buffer> {
	let left = offset;
	for await (const piece of body) {
		if (left >= piece.length) left -= piece.length;
		else {
			yield left === 0 ? piece : piece.subarray(left);
			left = 0;
		}
	}
}
