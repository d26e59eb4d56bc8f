import { folderOf, nameOf } from '../model/RemotePath';
import type { Both, Side } from './Side';
import type { PairRecord } from './SyncState';

/** Tells the name across that the state has for a name in a folder, where it is another; null otherwise. */
export function knownNames(
	records: ReadonlyMap<string, PairRecord>,
): (side: Side, folders: Both<string>, name: string) => string | null {
	const across: Both<Map<string, string>> = { local: new Map(), remote: new Map() };
	for (const [key, { remotePath }] of records) {
		if (remotePath === null || nameOf(remotePath) === nameOf(key)) continue;
		across.local.set(key, remotePath);
		across.remote.set(remotePath, key);
	}
	if (across.local.size === 0) return () => null;
	return (side, folders, name) => {
		const other = side === 'local' ? 'remote' : 'local';
		const path = folders[side] === '' ? name : `${folders[side]}/${name}`;
		const partner = across[side].get(path);
		return partner !== undefined && parent(partner) === folders[other] ? nameOf(partner) : null;
	};
}

function parent(relativePath: string): string {
	const folder = folderOf(relativePath);
	return folder === '/' ? '' : folder;
}
