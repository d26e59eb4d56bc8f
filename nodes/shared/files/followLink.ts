import type { Entry, EntryType } from '../model/Entry';
import { isWithin } from '../model/RemotePath';

/** Links that lead through further links more often than this stay links: meshes of links grow without bound. */
const mostHops = 8;

/** A folder on the way from the start of a walk, and where it really is as far as links tell. */
export interface Place {
	readonly real: string;
	/** How many links led here. */
	readonly hops: number;
	/** What the folder was seen to hold, to know it again. */
	readonly fingerprint: string;
	readonly parent: Place | null;
}

/**
 * Where the link `name` in `place` leads, or null where following it would come back to a folder on the way or lead too deep.
 * An absolute target is of the server's own tree, whose place below the Root Folder nobody knows: it is marked by a second `/`.
 */
export function followLink(
	{ name, linkTarget: target }: Pick<Entry, 'name' | 'linkTarget'>,
	place: Place,
): string | null {
	if (place.hops >= mostHops) return null;
	// MLSD of ProFTPD and Pure-FTPd tells no target: only what the folder shows will tell whether it leads back.
	if (target === null) return `${place.real === '/' ? '' : place.real}/${name}`;
	const real = resolve(place.real, target);
	return real === null || ancestors(place).some((above) => isWithin(above.real, real))
		? null
		: real;
}

/** True when a folder that a link led to shows exactly what a folder on the way shows: the link leads back. */
export function leadsBack(fingerprint: string, place: Place): boolean {
	return ancestors(place).some((above) => above.fingerprint === fingerprint);
}

/** A text that two listings share only if they show the same entries. */
export function fingerprintOf(entries: readonly Entry[]): string {
	const mark: Record<EntryType, string> = { file: 'f', folder: 'd', link: 'l' };
	return entries
		.map((entry) =>
			[mark[entry.type], entry.name, entry.size, entry.modifiedAt, entry.linkTarget].join('/'),
		)
		.sort()
		.join('//');
}

function ancestors(place: Place): Place[] {
	const way: Place[] = [];
	for (let above: Place | null = place; above !== null; above = above.parent) way.push(above);
	return way;
}

function resolve(folder: string, target: string): string | null {
	const absolute = target.startsWith('/');
	const outside = absolute || folder.startsWith('//');
	const parts: string[] = [];
	for (const part of (absolute ? target : `${folder}/${target}`).split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		// A link that climbs over the Root Folder cannot be judged by its text, and the folder cannot be left anyway.
		else if (parts.pop() === undefined) return null;
	}
	return `${outside ? '//' : '/'}${parts.join('/')}`;
}
