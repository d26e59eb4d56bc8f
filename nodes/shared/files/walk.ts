import type { RemoteError } from '../model/RemoteError';
import { isCategory } from '../model/RemoteError';
import { relativeTo } from '../model/RemotePath';
import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { Listing, ListingNote } from '../model/Listing';
import type { RunContext } from '../model/RunContext';
import type { Tree } from '../model/Tree';
import { followLink, leadsBack } from './followLink';
import { growingWork } from './growingWork';
import { asLink, fingerprintOf, tellsApart, type Place } from './Place';
import { liesElsewhere, spotLoop } from './spotLoop';

export interface WalkOptions {
	/** How many levels are listed; 1 = the folder's own entries, Infinity = all. */
	readonly maxDepth: number;
	/** Whether the content of a folder is asked for; relative path without a leading `/`. */
	readonly descends: (relativeFolder: string) => boolean;
	/** Entries that take no part at all: neither in the tree nor entered. */
	readonly leavesOut: (path: string) => boolean;
	/** Whether links that are folders are entered. Links that lead back never become paths. */
	readonly followLinks: boolean;
	/** Whether links are told from folders whatever it takes: needed before anything is deleted. */
	readonly tellLinks?: boolean;
	/** A folder below the start that cannot be listed: ends the walk, or is noted as incomplete. The start folder always ends it. */
	readonly onFolderError: 'throw' | 'incomplete';
	/** Told after each folder. */
	readonly onFolder?: (folder: string, entriesSoFar: number) => void;
}

/** Everything below a folder, nothing left out, links not followed. */
export const wholeTree: WalkOptions = {
	maxDepth: Infinity,
	descends: () => true,
	leavesOut: () => false,
	followLinks: false,
	onFolderError: 'throw',
};

/** A folder to list; `link` is the link that leads there. */
interface Visit {
	readonly folder: string;
	readonly depth: number;
	/** The folder that it was found in; null for the start. */
	readonly from: Place | null;
	readonly real: string;
	readonly link: boolean;
	/** What the listing that it was found in says that the server knows it by. */
	readonly id: string | null;
}

/**
 * Lists a folder and what is below it, folders side by side. Entries come in the order of their paths, whatever came first.
 * @throws what `list` throws for the start folder, and for others as `onFolderError` says
 */
export async function walk(
	endpoint: Endpoint,
	folder: string,
	options: WalkOptions,
	run: Pick<RunContext, 'signal'>,
): Promise<Tree> {
	const found: Entry[] = [];
	const incomplete = new Map<string, string>();
	const notes: ListingNote[] = [];
	const links = new Set<string>();
	const start: Visit = { folder, depth: 1, from: null, real: folder, link: false, id: null };

	const width = endpoint.parallelListings ?? endpoint.parallel;
	await growingWork([start], width, run.signal, async (visit, add) => {
		const listing = await listed(visit);
		if (listing === null) return;
		const place = placeOf(visit, listing);
		if (visit.from && !isOpen(visit, visit.from, place, listing)) return;
		if (!listing.complete) incomplete.set(visit.folder, reasonOf(listing));
		for (const note of listing.notes) notes.push(note);
		for (const entry of listing.entries) {
			if (options.leavesOut(entry.path)) continue;
			found.push(entry);
			if (visit.depth >= options.maxDepth) continue;
			const next = enter(entry, visit, place, listing);
			if (next) add(next);
		}
		options.onFolder?.(visit.folder, found.length);
	});

	async function listed(visit: Visit): Promise<Listing | null> {
		try {
			return await (options.tellLinks === true
				? endpoint.list(visit.folder, { tellLinks: true })
				: endpoint.list(visit.folder));
		} catch (error) {
			// A link to a file, or to nothing, is no folder.
			if (visit.link && isCategory(error, 'notFound')) return null;
			if (visit.depth === 1 || !mayBeLeftOut(error) || options.onFolderError === 'throw')
				throw error;
			incomplete.set(visit.folder, error.message);
			return null;
		}
	}

	/** Whether what a folder shows belongs to the tree: not where it is a link that leads back, or not to be followed. */
	function isOpen(visit: Visit, from: Place, place: Place, listing: Listing): boolean {
		if (visit.link) return !leadsBack(place, from);
		const spotted = spotLoop(place, from, listing);
		if (spotted.kind === 'folder') return true;
		if (spotted.kind === 'doubtful') {
			incomplete.set(visit.folder, spotted.reason);
			return false;
		}
		// What is shown as a folder is taken for one, unless it leads back or is to be deleted.
		if (!spotted.leadsBack && options.tellLinks !== true) return true;
		links.add(visit.folder);
		return false;
	}

	function enter(entry: Entry, visit: Visit, place: Place, listing: Listing): Visit | null {
		if (entry.type === 'file' || !options.descends(relativeTo(folder, entry.path))) return null;
		const next = { folder: entry.path, depth: visit.depth + 1, from: place };
		if (entry.type === 'folder') {
			const real = `${visit.real === '/' ? '' : visit.real}/${entry.name}`;
			return { ...next, real, link: false, id: listing.ids?.inside.get(entry.name) ?? null };
		}
		const real = options.followLinks ? followLink(entry, place) : null;
		return real === null ? null : { ...next, real, link: true, id: null };
	}

	found.sort((a, b) => (a.path < b.path ? -1 : 1));
	return {
		folder,
		entries: new Map(
			found.map((entry) => [entry.path, links.has(entry.path) ? asLink(entry) : entry]),
		),
		incomplete: new Map([...incomplete].sort(([a], [b]) => (a < b ? -1 : 1))),
		notes: notes.sort((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0)),
	};
}

function placeOf(visit: Visit, listing: Listing): Place {
	const { folder, real, from, link } = visit;
	const led = link || (from !== null && liesElsewhere(from, listing));
	return {
		path: folder,
		real,
		hops: (from?.hops ?? 0) + (led ? 1 : 0),
		fingerprint: fingerprintOf(listing.entries),
		id: listing.ids?.self ?? visit.id,
		tellsApart: from?.tellsApart === true || tellsApart(listing),
		parent: from,
	};
}

/** Trouble of one folder; everything else would meet the next folder as well. */
function mayBeLeftOut(error: unknown): error is RemoteError {
	return isCategory(
		error,
		...([
			'notFound',
			'permission',
			'dataChannel',
			'timeout',
			'connectionLost',
			'protocol',
		] as const),
	);
}

function reasonOf(listing: Listing): string {
	const unread = listing.notes.length;
	return unread === 0
		? `The listing of ${listing.folder} is not complete`
		: `${unread} ${unread === 1 ? 'line' : 'lines'} of the listing of ${listing.folder} could not be used`;
}
