import type { PairRecord } from './SyncState';

const plain = /^[\x00-\x7f]*$/;

/**
 * Finds the key under which the state knows a local path: as it is spelled, as the other side spells it (the case of a
 * name has changed), or in another Unicode form (some disks keep names in a form of their own). A key that still is a
 * path of its own belongs to that path. The path itself where the state knows none.
 */
export function recordKeys(
	records: ReadonlyMap<string, PairRecord>,
	isLocal: (path: string) => boolean,
): (path: string, spelledAcross: string) => string {
	const forms = new Map<string, string>();
	for (const key of records.keys()) if (!plain.test(key)) forms.set(key.normalize('NFC'), key);
	return (path, spelledAcross) => {
		if (records.has(path)) return path;
		const others = [spelledAcross, forms.get(path.normalize('NFC'))];
		const key = others.find(
			(other) => other !== undefined && records.has(other) && !isLocal(other),
		);
		return key ?? path;
	};
}
