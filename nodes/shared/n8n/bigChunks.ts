/** Gathers small pieces of a stream into pieces of at least `size` bytes, so that a disk is written less often. */
export async function* bigChunks(
	pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
	size: number,
): AsyncGenerator<Buffer> {
	let gathered: Buffer[] = [];
	let bytes = 0;
	for await (const piece of pieces) {
		gathered.push(piece);
		bytes += piece.length;
		if (bytes < size) continue;
		yield joined(gathered);
		gathered = [];
		bytes = 0;
	}
	if (bytes > 0) yield joined(gathered);
}

function joined(pieces: readonly Buffer[]): Buffer {
	const [only] = pieces;
	return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}
