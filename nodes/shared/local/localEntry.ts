import type { Stats } from 'node:fs';
import { bareEntry, type Entry, type EntryType } from '../model/Entry';

/** What was looked at on the disk; its time is exact to the millisecond. */
export function localEntry(path: string, stats: Stats, linkTarget: string | null): Entry {
	const type = typeOf(stats);
	return {
		...bareEntry(path, type),
		size: type === 'file' ? stats.size : null,
		// Within one file system the same time always gives the same milliseconds.
		modifiedAt: new Date(Math.floor(stats.mtimeMs)).toISOString(),
		modifiedPrecision: 'second',
		permissions: (stats.mode & 0o7777).toString(8),
		linkTarget,
	};
}

/** Sockets, pipes and devices are neither read nor written: like links they are shown and left alone. */
export function typeOf(kind: { isFile(): boolean; isDirectory(): boolean }): EntryType {
	if (kind.isFile()) return 'file';
	return kind.isDirectory() ? 'folder' : 'link';
}
