import type { Abilities } from '../model/Endpoint';
import { precisionMs, type Entry } from '../model/Entry';

/** Fifteen times as long as ProFTPD remembers a hash, for clocks that differ and administrators who set it longer. */
const rememberedMs = 15 * 60_000;

/**
 * Whether the hash that a server gives of a file is sure to be of what the file holds now. ProFTPD's mod_digest remembers
 * a hash for a minute (DigestCache) under the file's path, size and second: after an edit within that second it goes on
 * giving the hash of what was there before.
 * @param now milliseconds since 1970
 */
export function isSettled(
	{ modifiedAt, modifiedPrecision }: Pick<Entry, 'modifiedAt' | 'modifiedPrecision'>,
	{ clockOffsetMs }: Pick<Abilities, 'clockOffsetMs'>,
	now: number,
): boolean {
	if (modifiedAt === null) return false;
	const latest = Date.parse(modifiedAt) + precisionMs[modifiedPrecision] - (clockOffsetMs ?? 0);
	return now - latest > rememberedMs;
}
