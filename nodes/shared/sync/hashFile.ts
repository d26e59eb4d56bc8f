import { isSettled } from '../files/isSettled';
import { readHash } from '../files/readHash';
import type { Abilities, Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { RunContext } from '../model/RunContext';

/** Algorithms that both we and servers know, the best first. CRC-32 proves too little. */
const algorithms = ['sha256', 'sha512', 'sha1', 'md5'] as const;
export type Algorithm = (typeof algorithms)[number];

/** The best algorithm that a side computes by itself; null where its files must be read. */
export function offeredAlgorithm(abilities: Pick<Abilities, 'hashes'>): Algorithm | null {
	return algorithms.find((algorithm) => abilities.hashes.includes(algorithm)) ?? null;
}

/**
 * The hash of a file with its algorithm in front: `sha256:…`. The side computes it if it can and is sure to look at the
 * file for it, else the file is read.
 * @throws `integrity` when the file is not what was seen
 */
export async function hashFile(
	endpoint: Endpoint,
	entry: Entry,
	algorithm: Algorithm,
	abilities: Pick<Abilities, 'hashes' | 'clockOffsetMs'>,
	run: Pick<RunContext, 'now'>,
): Promise<string> {
	const computed =
		abilities.hashes.includes(algorithm) && isSettled(entry, abilities, run.now())
			? await endpoint.hash(entry.path, algorithm)
			: null;
	const hash = computed?.toLowerCase() ?? (await readHash(endpoint, entry, algorithm));
	return `${algorithm}:${hash}`;
}
