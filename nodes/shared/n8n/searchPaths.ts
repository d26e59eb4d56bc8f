import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { folderOf, parsePath } from '../model/RemotePath';
import { openRemote } from '../remote/openRemote';
import { singleTry } from '../remote/changedSettings';
import { listError } from './nodeError';
import { settingsOf } from './remoteAccess';
import { asideContext } from './runContext';

/** A person waits in front of the list. */
const silenceMs = 15_000;
const pageSize = 100;

/** What a folder browser offers. */
export type Browsed = 'folders' | 'filesAndFolders';

/** What n8n hands to a browser: the text in the search box, and where the last page ended. */
export interface BrowseRequest {
	readonly current: unknown;
	readonly search: string;
	readonly page: string | undefined;
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** A `listSearch` method for the path field called `parameter`, browsing the live server. */
export function searchPaths(parameter: string, browsed: Browsed): ListSearch {
	return async function (filter = '', page) {
		const { name } = this.getNode();
		try {
			const settings = singleTry(await settingsOf(this), silenceMs);
			const endpoint = openRemote(settings, asideContext(this, `${name} (folder browser)`));
			const current = this.getCurrentNodeParameter(parameter);
			return await browse(endpoint, browsed, { current, search: filter, page });
		} catch (error) {
			throw listError(this.getNode(), error);
		}
	};
}

/**
 * Lists one folder: what stands before the last `/` of the search text, else the folder of the current value. The rest
 * of the search text filters by name. Folders come first and end in `/`.
 */
export async function browse(
	endpoint: Pick<Endpoint, 'list'>,
	browsed: Browsed,
	{ current, search, page }: BrowseRequest,
): Promise<INodeListSearchResult> {
	const slash = search.lastIndexOf('/');
	const folder = slash < 0 ? folderOfValue(current) : parsePath(`/${search.slice(0, slash)}`);
	const wanted = search
		.slice(slash + 1)
		.trim()
		.toLowerCase();
	const { entries } = await endpoint.list(folder);
	const found = entries
		.filter((entry) => browsed === 'filesAndFolders' || entry.type !== 'file')
		.filter((entry) => entry.name.toLowerCase().includes(wanted))
		.sort(foldersFirst);
	const from = Number(page ?? 0);
	const next = from + pageSize;
	return {
		results: found.slice(from, next).map(offered),
		...(next < found.length ? { paginationToken: String(next) } : {}),
	};
}

/** The folder that holds the value of the field; `/` for expressions and anything that is no path. */
function folderOfValue(current: unknown): string {
	const value: unknown =
		typeof current === 'object' && current !== null && 'value' in current ? current.value : current;
	if (typeof value !== 'string' || value.trim() === '' || value.startsWith('=')) return '/';
	try {
		return value.endsWith('/') ? parsePath(value) : folderOf(parsePath(value));
	} catch {
		// A path that cannot be right is what the person came to change.
		return '/';
	}
}

function foldersFirst(one: Entry, other: Entry): number {
	const byType = Number(other.type === 'folder') - Number(one.type === 'folder');
	return byType || one.name.localeCompare(other.name, 'en', { numeric: true });
}

function offered({ path, type }: Entry): { name: string; value: string } {
	const shown = type === 'folder' ? `${path}/` : path;
	return { name: shown, value: shown };
}
