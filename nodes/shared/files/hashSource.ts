import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { ByteSource } from '../model/Endpoint';
import type { HashAlgorithm } from './ifExists';

/** The hash of all bytes of a source, lower-case hex, read once without holding them. */
export async function hashSource(
	source: ByteSource,
	algorithm: HashAlgorithm,
	signal: AbortSignal,
): Promise<string> {
	const hash = createHash(algorithm);
	await pipeline(await source.open(0), hash, { signal });
	return hash.digest('hex');
}
