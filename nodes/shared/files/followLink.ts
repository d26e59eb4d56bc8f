import type { Entry } from '../model/Entry';
import { isWithin } from '../model/RemotePath';
import { isSamePlace, wayTo, type Place } from './Place';

/** Links that lead through further links more often than this stay links: meshes of links grow without bound. */
const mostHops = 8;

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
	return real === null || wayTo(place).some((above) => isWithin(above.real, real)) ? null : real;
}

/** True when the folder that a link led to is one on the way: the link leads back. */
export function leadsBack(place: Place, from: Place): boolean {
	return wayTo(from).some((above) => isSamePlace(place, above));
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
