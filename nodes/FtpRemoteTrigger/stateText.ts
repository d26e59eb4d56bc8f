import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Precision } from '../shared/model/Entry';
import type { Version } from './Version';
import type { Known, WatchState } from './WatchState';

type VersionRow = readonly [size: number | null, at: number | null, precision: number];

/** One file; `done` is 0 while it is still to come, 1 when it is what was seen, else a version of its own. */
type FileRow = readonly [
	path: string,
	seen: VersionRow,
	since: number,
	sure: 0 | 1,
	done: 0 | 1 | VersionRow,
];

interface StateRows {
	/** The shape's version. */
	readonly shape: 1;
	readonly files: readonly FileRow[];
	readonly unread: readonly string[];
	readonly deletions: ReadonlyArray<readonly [string, VersionRow]>;
}

const precisions: readonly Precision[] = ['second', 'minute', 'day', 'none'];

/** A state as a text that n8n can save: packed, since a folder of 100,000 files makes 7 MB of plain JSON. */
export function writeState({ files, unread, deletions }: WatchState): string {
	const rows: StateRows = {
		shape: 1,
		files: [...files].map(([path, known]) => fileRow(path, known)),
		unread,
		deletions: deletions.map(({ path, read }) => [path, versionRow(read)]),
	};
	return deflateRawSync(JSON.stringify(rows)).toString('base64');
}

/** The state in a text, null for anything that `writeState` did not make. */
export function readState(text: unknown): WatchState | null {
	if (typeof text !== 'string') return null;
	try {
		const json = inflateRawSync(Buffer.from(text, 'base64')).toString();
		const { shape, files, unread, deletions } = JSON.parse(json) as StateRows;
		if (shape !== 1) return null;
		return {
			files: new Map(files.map((row) => [row[0], knownOf(row)])),
			unread,
			deletions: deletions.map(([path, read]) => ({ path, read: versionOfRow(read) })),
		};
	} catch {
		return null;
	}
}

function fileRow(path: string, { seen, since, sure, done }: Known): FileRow {
	const same = done !== null && JSON.stringify(done) === JSON.stringify(seen);
	return [
		path,
		versionRow(seen),
		since,
		sure ? 1 : 0,
		done === null ? 0 : same ? 1 : versionRow(done),
	];
}

function knownOf([, seenRow, since, sure, done]: FileRow): Known {
	const seen = versionOfRow(seenRow);
	return {
		seen,
		since,
		sure: sure === 1,
		done: done === 0 ? null : done === 1 ? seen : versionOfRow(done),
	};
}

function versionRow({ size, at, precision }: Version): VersionRow {
	return [size, at, precisions.indexOf(precision)];
}

function versionOfRow([size, at, precision]: VersionRow): Version {
	return { size, at, precision: precisions[precision] ?? 'none' };
}
