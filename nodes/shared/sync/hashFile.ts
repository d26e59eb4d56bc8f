import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Abilities, Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';

/** Algorithms that both we and servers know, the best first. CRC-32 proves too little. */
const algorithms = ['sha256', 'sha512', 'sha1', 'md5'] as const;
export type Algorithm = (typeof algorithms)[number];

/** The best algorithm that a side computes by itself; null where its files must be read. */
export function offeredAlgorithm(abilities: Pick<Abilities, 'hashes'>): Algorithm | null {
	return algorithms.find((algorithm) => abilities.hashes.includes(algorithm)) ?? null;
}

/** The hash of a file with its algorithm in front: `sha256:…`. The side computes it if it can, else the file is read. @throws `integrity` when the file is not what was seen */
export async function hashFile(
	endpoint: Endpoint,
	entry: Entry,
	algorithm: Algorithm,
	abilities: Pick<Abilities, 'hashes'>,
): Promise<string> {
	const computed = abilities.hashes.includes(algorithm)
		? await endpoint.hash(entry.path, algorithm)
		: null;
	if (computed !== null) return `${algorithm}:${computed.toLowerCase()}`;
	const consume = async (body: Readable) => {
		const hash = createHash(algorithm);
		await pipeline(body, hash);
		return hash.digest('hex');
	};
	const { result } = await endpoint.read(entry.path, consume, { verify: 'size', expected: entry });
	return `${algorithm}:${result}`;
}
