import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import { isCategory } from '../model/RemoteError';
import { listFolder, readList, usesMlsd } from './listFolder';
import type { Session } from './Session';

/**
 * Lists a folder with its links as links. MLSD of some servers shows a link as the folder that it leads to, and ProFTPD
 * leaves out links that lead nowhere: whoever deletes a tree would delete what is behind the one, and be stopped by the
 * other. LIST shows both.
 * @throws as `listFolder`
 */
export async function listWithLinks(session: Session, path: string): Promise<Listing> {
	const listing = await listFolder(session, path);
	if (!usesMlsd(session)) return listing;
	const links = new Map((await linksOf(session, path)).map((link) => [link.name, link]));
	if (links.size === 0) return listing;
	const entries = listing.entries.map((entry): Entry => {
		const link = links.get(entry.name);
		return link ? { ...entry, type: 'link', size: null, linkTarget: link.linkTarget } : entry;
	});
	const shown = new Set(entries.map(({ name }) => name));
	const hidden = [...links.values()].filter(({ name }) => !shown.has(name));
	return { ...listing, entries: [...entries, ...hidden] };
}

async function linksOf(session: Session, path: string): Promise<readonly Entry[]> {
	try {
		const { entries } = await readList(session, path);
		return entries.filter(({ type }) => type === 'link');
	} catch (error) {
		// Without LIST there is only MLSD to go by.
		if (isCategory(error, 'unsupported')) return [];
		throw error;
	}
}
