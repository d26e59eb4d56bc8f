import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Endpoint, ReadOptions, ReadResult } from '../model/Endpoint';

/** A body that is being read, and how that ended. */
export interface OpenBody {
	readonly stream: Readable;
	/** Never rejects: null when the reading failed or was given up. */
	readonly done: Promise<ReadResult<void> | null>;
}

/**
 * Turns a read that lends its body into a stream that can be handed on. The stream ends only when the file is proven
 * whole, so whoever writes it away may trust its end. Whoever gives up destroys it.
 * @throws what `read` throws before there is a body
 */
export async function openBody(
	endpoint: Endpoint,
	path: string,
	options: ReadOptions,
): Promise<OpenBody> {
	let lend: (stream: Readable) => void = () => undefined;
	const lent = new Promise<Readable>((resolve) => {
		lend = resolve;
	});
	const consume = async (stream: Readable): Promise<void> => {
		lend(stream);
		await finished(stream, { writable: false });
	};
	const reading = endpoint.read(path, consume, options);
	// Once the body is out, its own error tells the same.
	const done = reading.catch(() => null);
	const stream = await Promise.race([lent, reading.then(() => lent)]);
	return { stream, done };
}
