/** The files that a task is about. */
export interface Material {
	readonly folders: number;
	readonly files: number;
	readonly fileBytes: number;
}

/** What is measured. */
export interface Task {
	readonly name: string;
	readonly direction: 'download' | 'upload';
	/**
	 * `one` file, `many` files in folders, a `sync` of two folders of which one is empty, or a sync of two folders that are
	 * alike (`settled`).
	 */
	readonly work: 'one' | 'many' | 'sync' | 'settled';
	readonly material: Material;
	/** Numbers of connections when none are asked for: one file uses one. */
	readonly connections: readonly number[];
	/** Round trip in milliseconds when none is asked for. */
	readonly rttMs: number;
}

/** The name of the file of the tasks about one file. */
export const largeName = 'large.bin';

const small: Material = { folders: 40, files: 1000, fileBytes: 4096 };
const large: Material = { folders: 0, files: 1, fileBytes: 1024 ** 3 };
const wide: Material = { folders: 500, files: 10_000, fileBytes: 100 };

const each = { connections: [1, 8, 25], rttMs: 0 };
const alone = { connections: [1], rttMs: 0 };
const far = { connections: [25], rttMs: 50 };

export const tasks: readonly Task[] = [
	{ name: 'download-small', direction: 'download', work: 'many', material: small, ...each },
	{ name: 'upload-small', direction: 'upload', work: 'many', material: small, ...each },
	{ name: 'download-large', direction: 'download', work: 'one', material: large, ...alone },
	{ name: 'upload-large', direction: 'upload', work: 'one', material: large, ...alone },
	{ name: 'sync-push-small', direction: 'upload', work: 'sync', material: small, ...each },
	{ name: 'sync-pull-small', direction: 'download', work: 'sync', material: small, ...each },
	{ name: 'sync-nochange', direction: 'upload', work: 'settled', material: wide, ...far },
];
