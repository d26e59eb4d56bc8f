import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import { areTold, isSamePlace, wayTo, type Place } from './Place';

/**
 * What a folder turned out to be once it was listed: `folder` a folder · `link` one that is on the way already, or lies
 * elsewhere: the server shows links as what they lead to · `doubtful` it looks like that, and the server does not tell.
 */
export type Spotted =
	| { readonly kind: 'folder' }
	| { readonly kind: 'link'; readonly leadsBack: boolean }
	| { readonly kind: 'doubtful'; readonly reason: string };

/**
 * How many folders in one another may show exactly the same before that is taken for a link that leads back. With a file
 * among the entries, equal in size and time, one such pair is odd enough; folders alone are alike where a program made
 * them all at once (caches); a single folder in a folder costs one listing a level, and 200 levels are somebody's tree.
 */
const mostAlike = { withFiles: 1, foldersOnly: 2, oneFolder: 250 };

/** Links shown as folders that lead to further ones: a mesh of ten, four deep, is 6,000 listings. */
const mostHiddenHops = 4;

/**
 * Looks whether a folder that was just listed is a link. Every way without an end comes to a folder that is on the way
 * already, which shows there what it has shown before.
 * @param from the folder that it was found in
 */
export function spotLoop(place: Place, from: Place, listing: Listing): Spotted {
	const same = wayTo(from).filter((above) => isSamePlace(place, above));
	const [nearest] = same;
	if (nearest) {
		if (areTold(place, nearest)) return { kind: 'link', leadsBack: true };
		if (same.length > patienceFor(listing.entries)) {
			return {
				kind: 'doubtful',
				reason: `It shows exactly what ${nearest.path} shows: perhaps a link that leads back`,
			};
		}
	}
	if (liesElsewhere(from, listing)) {
		return place.hops > mostHiddenHops
			? { kind: 'doubtful', reason: `More than ${mostHiddenHops} links in a row lead there` }
			: { kind: 'link', leadsBack: false };
	}
	return { kind: 'folder' };
}

/** True when the folder above is another one than the one that it was found in. */
export function liesElsewhere(from: Pick<Place, 'id'>, { ids }: Listing): boolean {
	const above = ids?.parent ?? null;
	return above !== null && from.id !== null && above !== from.id;
}

function patienceFor(entries: readonly Entry[]): number {
	if (entries.some(({ type }) => type === 'file')) return mostAlike.withFiles;
	return entries.length > 1 ? mostAlike.foldersOnly : mostAlike.oneFolder;
}
