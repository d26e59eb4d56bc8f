import { open } from 'node:fs/promises';

const pieceBytes = 16_384;

/** A file piece by piece, each read only when it is wanted: what changes further on during the transfer is seen. */
export async function* readOnDemand(place: Buffer, offset: number): AsyncGenerator<Buffer> {
	const file = await open(place);
	try {
		for (let at = offset; ;) {
			const { bytesRead, buffer } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, at);
			if (bytesRead === 0) return;
			at += bytesRead;
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}
