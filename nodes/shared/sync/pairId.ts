import { createHash } from 'node:crypto';
import type { FilterRules } from '../model/EntryFilter';

/** What makes two runs a run of the same pair of folders. */
export interface PairIdentity {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	/** Seen from the server's own root, so that another Root Folder is no other pair. */
	readonly remoteFolder: string;
	/** Absolute path of the disk. */
	readonly localFolder: string;
	readonly filters: FilterRules;
	readonly encoding: string;
}

/** A short text that is the same for the same pair only: 32 hexadecimal digits. */
export function pairIdOf(pair: PairIdentity): string {
	const { filters } = pair;
	const parts = [
		...[pair.host.toLowerCase(), pair.port, pair.user, pair.remoteFolder, pair.localFolder],
		...[filters.include, filters.exclude, filters.includeHidden, filters.minSize, filters.maxSize],
		...[filters.modifiedAfter, filters.modifiedBefore, pair.encoding],
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
