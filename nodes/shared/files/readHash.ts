import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { HashAlgorithm } from './ifExists';

/** The hash of a file that is read for it, lower-case hex. @throws `integrity` when the file is not what was seen */
export async function readHash(
	endpoint: Endpoint,
	entry: Entry,
	algorithm: HashAlgorithm,
): Promise<string> {
	const consume = async (body: Readable) => {
		const hash = createHash(algorithm);
		await pipeline(body, hash);
		return hash.digest('hex');
	};
	const { result } = await endpoint.read(entry.path, consume, { verify: 'size', expected: entry });
	return result;
}
