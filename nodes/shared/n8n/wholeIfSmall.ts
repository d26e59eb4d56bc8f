import type { Readable } from 'node:stream';

/**
 * All bytes of a stream of at most `most` bytes. A longer one gives null, and still gives all its bytes to whoever reads it
 * next.
 * @throws what the stream breaks with
 */
export async function wholeIfSmall(body: Readable, most: number): Promise<Buffer | null> {
	return await new Promise((resolve, reject) => {
		const pieces: Buffer[] = [];
		let bytes = 0;
		const look = () => {
			for (let piece = next(body); piece !== null; piece = next(body)) {
				pieces.push(piece);
				bytes += piece.length;
				if (bytes <= most) continue;
				settle();
				body.unshift(joined(pieces));
				resolve(null);
				return;
			}
		};
		const ended = () => {
			settle();
			resolve(joined(pieces));
		};
		const broken = (error: Error) => {
			settle();
			reject(error);
		};
		const closed = () => broken(new Error('The stream was closed before its end'));
		const settle = () => {
			body.off('readable', look).off('end', ended).off('error', broken).off('close', closed);
		};
		body.on('readable', look).on('end', ended).on('error', broken).on('close', closed);
	});
}

function next(body: Readable): Buffer | null {
	return body.read() as Buffer | null;
}

function joined(pieces: readonly Buffer[]): Buffer {
	const [only] = pieces;
	return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}
