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
	/** Whether it is about one file, and not a tree. */
	readonly single: boolean;
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

export const tasks: readonly Task[] = [
	{
		name: 'download-small',
		direction: 'download',
		single: false,
		material: small,
		connections: [1, 8, 25],
		rttMs: 0,
	},
	{
		name: 'upload-small',
		direction: 'upload',
		single: false,
		material: small,
		connections: [1, 8, 25],
		rttMs: 0,
	},
	{
		name: 'download-large',
		direction: 'download',
		single: true,
		material: large,
		connections: [1],
		rttMs: 0,
	},
	{
		name: 'upload-large',
		direction: 'upload',
		single: true,
		material: large,
		connections: [1],
		rttMs: 0,
	},
];
