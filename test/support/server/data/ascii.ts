/** TYPE A of a server whose disk has LF line ends: outwards every LF becomes CR LF. */
export async function* asciiOut(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	for await (const chunk of body) {
		yield Buffer.from(chunk.toString('latin1').replace(/\n/g, '\r\n'), 'latin1');
	}
}

/** Inwards every CR LF becomes LF, also where two chunks meet. */
export async function* asciiIn(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let held = '';
	for await (const chunk of body) {
		const text = held + chunk.toString('latin1');
		held = text.endsWith('\r') ? '\r' : '';
		yield Buffer.from(text.slice(0, text.length - held.length).replace(/\r\n/g, '\n'), 'latin1');
	}
	if (held !== '') yield Buffer.from(held, 'latin1');
}
