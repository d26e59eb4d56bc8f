import { createHash } from 'node:crypto';
import type { Entry, EntryType } from '../model/Entry';
import type { Listing } from '../model/Listing';

/** A folder on the way from the start of a walk, and where it really is as far as links tell. */
export interface Place {
	readonly path: string;
	readonly real: string;
	/** How many links led here. */
	readonly hops: number;
	/** What the folder was seen to hold, to know it again. */
	readonly fingerprint: string;
	/** What the server knows the folder by; null where it does not tell. */
	readonly id: string | null;
	/** Whether the server was seen to know different folders by different ids: some write the same for all. */
	readonly tellsApart: boolean;
	readonly parent: Place | null;
}

/** A place and all above it. */
export function wayTo(place: Place): Place[] {
	const way: Place[] = [];
	for (let above: Place | null = place; above !== null; above = above.parent) way.push(above);
	return way;
}

/**
 * A short text that two listings share only if they show the same entries; empty for a listing of files alone, from which
 * nothing leads on.
 */
export function fingerprintOf(entries: readonly Entry[]): string {
	if (entries.every(({ type }) => type === 'file')) return '';
	const mark: Record<EntryType, string> = { file: 'f', folder: 'd', link: 'l' };
	const lines = entries.map((entry) =>
		[mark[entry.type], entry.name, entry.size, entry.modifiedAt, entry.linkTarget].join('/'),
	);
	return createHash('sha256').update(lines.sort().join('//')).digest('base64');
}

/** Whether a listing knows different folders by different ids. */
export function tellsApart({ ids }: Listing): boolean {
	if (!ids) return false;
	const told = [ids.self, ids.parent, ...ids.inside.values()].filter((id) => id !== null);
	return told.some((id) => id !== told[0]);
}

/** Whether two places are one folder: by what the server knows them by, else by what they show. */
export function isSamePlace(place: Place, other: Place): boolean {
	if (place.fingerprint !== other.fingerprint) return false;
	return !areTold(place, other) || place.id === other.id;
}

/** Whether the server tells of two places if they are one folder. */
export function areTold(place: Place, other: Place): boolean {
	return place.id !== null && other.id !== null && (place.tellsApart || other.tellsApart);
}

/** What a server shows as the folder behind a link, as the link that it is. */
export function asLink(entry: Entry): Entry {
	return { ...entry, type: 'link', size: null };
}
