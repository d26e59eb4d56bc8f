import { folderOf, nameOf } from '../model/RemotePath';
import { across, type Both, type Side } from './Side';
import type { PairRecord } from './SyncState';

/** How exactly a name must be spelled to be known. Some disks keep names in a Unicode form of their own. */
export type Spelling = 'exact' | 'anyForm';

/** Tells the name across that the state has for a name in a folder, where it is another; null otherwise. */
export type KnownNames = (
	side: Side,
	folders: Both<string>,
	name: string,
	spelling: Spelling,
) => string | null;

export function knownNames(records: ReadonlyMap<string, PairRecord>): KnownNames {
	const exact: Both<Map<string, string>> = { local: new Map(), remote: new Map() };
	const anyForm: Both<Map<string, string>> = { local: new Map(), remote: new Map() };
	for (const [key, { remotePath }] of records) {
		if (remotePath === null || nameOf(remotePath) === nameOf(key)) continue;
		exact.local.set(key, remotePath);
		exact.remote.set(remotePath, key);
		anyForm.local.set(key.normalize('NFC'), remotePath);
		anyForm.remote.set(remotePath.normalize('NFC'), key);
	}
	if (exact.local.size === 0) return () => null;
	return (side, folders, name, spelling) => {
		const path = folders[side] === '' ? name : `${folders[side]}/${name}`;
		const partner =
			spelling === 'exact' ? exact[side].get(path) : anyForm[side].get(path.normalize('NFC'));
		if (partner === undefined) return null;
		const folder = folderOf(partner) === '/' ? '' : folderOf(partner);
		return folder === folders[across(side)] ? nameOf(partner) : null;
	};
}
