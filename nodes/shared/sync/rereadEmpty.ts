import { mapConcurrently } from '../concurrency/mapConcurrently';
import type { Endpoint } from '../model/Endpoint';
import { isCategory, RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { folderOf, relativeTo } from '../model/RemotePath';
import { across, type Both, type Side } from './Side';
import type { SideScan } from './SideScan';
import type { PairRecord } from './SyncState';
import { absolute } from './SyncSide';

/**
 * Folders of a side that were listed as empty although the other side or the state has something in them, as paths of
 * the endpoint. Servers answer so now and then (measured: tools that believe it delete the whole other side).
 */
export function suspectFolders(
	scans: Both<SideScan>,
	records: ReadonlyMap<string, PairRecord>,
	side: Side,
): string[] {
	const { tree, missing } = scans[side];
	if (missing) return [];
	const expected = filledFolders(scans[across(side)]);
	for (const [key, record] of records) {
		const path = side === 'remote' ? (record.remotePath ?? key) : key;
		for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
			expected.add(path.slice(0, end));
		expected.add('');
	}
	const filled = filledFolders(scans[side]);
	return [...expected]
		.filter((folder) => !filled.has(folder))
		.map((folder) => absolute(tree.folder, folder))
		.filter((path) => path === tree.folder || tree.entries.get(path)?.type === 'folder')
		.filter((path) => !tree.incomplete.has(path));
}

function filledFolders({ tree }: SideScan): Set<string> {
	const folders = new Set<string>();
	for (const { path } of tree.entries.values())
		folders.add(relativeTo(tree.folder, folderOf(path)));
	return folders;
}

/** Lists suspect folders once more; what differs from the first, empty reading makes the folder incomplete. */
export async function rereadEmpty(
	scan: SideScan,
	suspects: readonly string[],
	endpoint: Endpoint,
	run: Pick<RunContext, 'signal'>,
): Promise<SideScan> {
	if (suspects.length === 0) return scan;
	const empty = await mapConcurrently(suspects, endpoint.parallel, run.signal, async (folder) => {
		try {
			const listing = await endpoint.list(folder);
			return listing.complete && listing.entries.length === 0;
		} catch (error) {
			if (!(error instanceof RemoteError) || isCategory(error, 'cancelled')) throw error;
			return false;
		}
	});
	const doubtful = suspects.filter((_, i) => !empty[i]);
	if (doubtful.length === 0) return scan;
	const incomplete = new Map(scan.tree.incomplete);
	for (const folder of doubtful) incomplete.set(folder, 'It was listed as empty, then not');
	return { ...scan, tree: { ...scan.tree, incomplete } };
}
