import { LinkSpotter } from '../files/LinkSpotter';
import type { Endpoint } from '../model/Endpoint';
import { folderOf, isWithin } from '../model/RemotePath';

/**
 * Tells which paths lie behind a link. Listings of some servers show a link as the folder that it leads to: what is deleted
 * in there is gone from another place, even from outside of the folder that is synced.
 */
export class LinkWatch {
	private readonly spotter: LinkSpotter;
	private readonly known = new Map<string, Promise<boolean>>();

	constructor(
		endpoint: Endpoint,
		/** The folder that is synced; it may be a link itself. */
		private readonly top: string,
	) {
		this.spotter = new LinkSpotter(endpoint);
	}

	/** Whether a folder between the one that is synced and this path is a link. @throws RemoteError where nobody can tell */
	async isBehindLink(path: string): Promise<boolean> {
		return await this.leadsAway(folderOf(path));
	}

	/** The same, the folder itself counted in. */
	async leadsAway(folder: string): Promise<boolean> {
		if (folder === this.top || !isWithin(folder, this.top)) return false;
		const known = this.known.get(folder);
		if (known) return await known;
		const asking = this.ask(folder);
		this.known.set(folder, asking);
		return await asking;
	}

	private async ask(folder: string): Promise<boolean> {
		if (await this.isBehindLink(folder)) return true;
		return (await this.spotter.find(folder))?.type === 'link';
	}
}
