import type { Entry } from '../../../nodes/shared/model/Entry';
import type { Listing } from '../../../nodes/shared/model/Listing';
import type { MemoryEndpoint } from '../MemoryEndpoint';
import { SyncWorld } from './SyncWorld';

/*
 * Run by a test in a process of its own, whose heap has a limit: syncs 50,000 files of two sides twice, or previews their upload.
 * Listings are made when asked for, so that the heap holds what a sync holds and nothing else.
 */
const folders = 500;
const filesPerFolder = 100;

function listing(folder: string): Listing {
	const path = (name: string) => (folder === '/' ? `/${name}` : `${folder}/${name}`);
	const make = (name: string, type: Entry['type'], size: number | null, at: number): Entry => ({
		name,
		path: path(name),
		folder,
		type,
		size,
		modifiedAt: new Date(at).toISOString(),
		modifiedPrecision: 'second',
		permissions: 'rw-r--r--',
		owner: 'user',
		group: 'group',
		linkTarget: null,
	});
	const entries =
		folder === '/'
			? Array.from({ length: folders }, (_, i) => make(`folder-${i}`, 'folder', null, 1.7e12))
			: Array.from({ length: filesPerFolder }, (_, i) =>
					make(`some-report-of-the-day-${i}.csv`, 'file', i, 1.7e12 + i * 1000),
				);
	return { folder, entries, complete: true, notes: [] };
}

async function main(job: string): Promise<void> {
	const world = new SyncWorld({});
	const show = (side: MemoryEndpoint, list: (folder: string) => Listing) =>
		Object.assign(side, { list: async (folder: string) => list(folder) });
	const nothing = (folder: string): Listing => ({ folder, entries: [], complete: true, notes: [] });
	show(world.local, listing);
	show(world.remote, job === 'preview' ? nothing : listing);
	if (job === 'preview') {
		const { items } = await world.sync('push', { preview: true });
		console.log(items.length);
		return;
	}
	const first = await world.sync('twoWay');
	const second = await world.sync('twoWay');
	console.log(first.summary.unchanged + second.summary.unchanged);
}

void main(process.argv[2] ?? '');
