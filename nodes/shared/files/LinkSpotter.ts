import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import { isCategory } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';
import { asLink } from './Place';
import { liesElsewhere } from './spotLoop';

/**
 * Finds what is at a path, a link as a link: asked for one path, vsftpd and ProFTPD answer for what a link leads to, so
 * the folder that holds it is listed, once a run.
 */
export class LinkSpotter {
	private readonly listings = new Map<string, Promise<Listing | null>>();

	constructor(private readonly endpoint: Endpoint) {}

	/** As `Endpoint.find`, but never the folder behind a link. */
	async find(path: string): Promise<Entry | null> {
		const entry = await this.endpoint.find(path);
		if (entry?.type !== 'folder' || path === '/') return entry;
		const listing = await this.listingOf(folderOf(path));
		const link = listing?.entries.find((one) => one.path === path && one.type === 'link');
		if (link) return link;
		return listing && (await this.isHidden(entry, listing)) ? asLink(entry) : entry;
	}

	/** ProFTPD with `ShowSymlinks off` shows no link in any listing, but says what it is known by, and the folder above it. */
	private async isHidden({ name, path }: Entry, { ids }: Listing): Promise<boolean> {
		if (!ids?.odd.has(name)) return false;
		const id = ids.inside.get(name);
		const twice = [...ids.inside].some(([other, known]) => other !== name && known === id);
		return twice || liesElsewhere({ id: ids.self }, await this.endpoint.list(path));
	}

	private listingOf(folder: string): Promise<Listing | null> {
		const known = this.listings.get(folder);
		if (known) return known;
		const asking = this.ask(folder).catch((error: unknown) => {
			// The next who asks shall try again.
			this.listings.delete(folder);
			throw error;
		});
		this.listings.set(folder, asking);
		return asking;
	}

	private async ask(folder: string): Promise<Listing | null> {
		try {
			const listing = await this.endpoint.list(folder, { tellLinks: true });
			// Files do not matter here, and there may be very many.
			return { ...listing, entries: listing.entries.filter(({ type }) => type === 'link') };
		} catch (error) {
			// A folder may be open for passing through only.
			if (isCategory(error, 'permission')) return null;
			throw error;
		}
	}
}
