import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { isCategory } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';

/**
 * Finds what is at a path, a link as a link: asked for one path, vsftpd and ProFTPD answer for what a link leads to, so
 * the folder that holds it is listed, once a run.
 */
export class LinkSpotter {
	private readonly links = new Map<string, Promise<ReadonlyMap<string, Entry>>>();

	constructor(private readonly endpoint: Endpoint) {}

	/** As `Endpoint.find`, but never the folder behind a link. */
	async find(path: string): Promise<Entry | null> {
		const entry = await this.endpoint.find(path);
		if (entry?.type !== 'folder' || path === '/') return entry;
		return (await this.linksOf(folderOf(path))).get(path) ?? entry;
	}

	private linksOf(folder: string): Promise<ReadonlyMap<string, Entry>> {
		const known = this.links.get(folder);
		if (known) return known;
		const asking = this.ask(folder).catch((error: unknown) => {
			// The next who asks shall try again.
			this.links.delete(folder);
			throw error;
		});
		this.links.set(folder, asking);
		return asking;
	}

	private async ask(folder: string): Promise<ReadonlyMap<string, Entry>> {
		try {
			const { entries } = await this.endpoint.list(folder, { tellLinks: true });
			const links = entries.filter(({ type }) => type === 'link');
			return new Map(links.map((link) => [link.path, link]));
		} catch (error) {
			// A folder may be open for passing through only.
			if (isCategory(error, 'permission')) return new Map();
			throw error;
		}
	}
}
