import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf, joinPath } from '../model/RemotePath';
import { parseOwnName } from '../model/ownNames';
import type { SideScan } from './SideScan';

/** An old file that was set aside for a new one that never came. */
export interface SetAside {
	readonly entry: Entry;
	/** Where it belongs. */
	readonly path: string;
}

/** Finds files that a killed run has set aside and whose place is empty. */
export function findSetAside({ tree }: SideScan): SetAside[] {
	const found: SetAside[] = [];
	for (const entry of tree.entries.values()) {
		const own = parseOwnName(entry.name);
		// A name that fills the 255 bytes may have been shortened: its place is not known for sure.
		if (own?.kind !== 'old' || own.name === '' || Buffer.byteLength(entry.name) >= 255) continue;
		const path = joinPath(folderOf(entry.path), own.name);
		if (!tree.entries.has(path)) found.push({ entry, path });
	}
	return found;
}

/** The scan as it is once the files are back in their places. */
export function withRestored(scan: SideScan, restored: readonly SetAside[]): SideScan {
	if (restored.length === 0) return scan;
	const entries = new Map(scan.tree.entries);
	for (const { entry, path } of restored) {
		entries.delete(entry.path);
		entries.set(path, { ...entry, path, name: path.slice(path.lastIndexOf('/') + 1) });
	}
	return { ...scan, tree: { ...scan.tree, entries } };
}

/** Gives set-aside files their names back. Whatever cannot be moved makes its folder incomplete, so that nothing rests on the lack. */
export async function restoreSetAside(
	scan: SideScan,
	found: readonly SetAside[],
	endpoint: Endpoint,
): Promise<SideScan> {
	const restored: SetAside[] = [];
	const incomplete = new Map(scan.tree.incomplete);
	for (const one of found) {
		try {
			await endpoint.move(one.entry.path, one.path, { overwrite: false, expected: one.entry });
			restored.push(one);
		} catch (error) {
			if (!(error instanceof RemoteError) || isCategory(error, 'cancelled')) throw error;
			incomplete.set(folderOf(one.path), `${one.path} was set aside: ${error.message}`);
		}
	}
	return withRestored({ ...scan, tree: { ...scan.tree, incomplete } }, restored);
}
