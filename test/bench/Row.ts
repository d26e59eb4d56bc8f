import type { Measured } from './Job';
import { median } from './median';

/** Medians of one task with one number of connections; null where not measured. */
export interface Row {
	readonly task: string;
	readonly server: string;
	readonly rttMs: number;
	readonly tls: boolean;
	readonly connections: number;
	readonly oursSeconds: number | null;
	readonly lftpSeconds: number | null;
	readonly rcloneSeconds: number | null;
	readonly builtInSeconds: number | null;
	readonly oursPeakMiB: number | null;
	readonly oursCpuSeconds: number | null;
	readonly lftpCpuSeconds: number | null;
	readonly rcloneCpuSeconds: number | null;
	readonly builtInCpuSeconds: number | null;
}

export const contenderNames = ['ours', 'lftp', 'rclone', 'builtIn'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** The runs of each contender. */
export type Runs = Readonly<Record<ContenderName, readonly Measured[]>>;

/** Makes a row of runs. */
export function rowOf(
	about: Pick<Row, 'task' | 'server' | 'rttMs' | 'tls' | 'connections'>,
	runs: Runs,
): Row {
	const seconds = (name: ContenderName) => middle(runs[name].map((run) => run.seconds));
	const cpu = (name: ContenderName) => middle(runs[name].map((run) => run.cpuSeconds));
	return {
		...about,
		oursSeconds: seconds('ours'),
		lftpSeconds: seconds('lftp'),
		rcloneSeconds: seconds('rclone'),
		builtInSeconds: seconds('builtIn'),
		oursPeakMiB: middle(runs.ours.map((run) => run.peakMiB ?? NaN)),
		oursCpuSeconds: cpu('ours'),
		lftpCpuSeconds: cpu('lftp'),
		rcloneCpuSeconds: cpu('rclone'),
		builtInCpuSeconds: cpu('builtIn'),
	};
}

function middle(values: readonly number[]): number | null {
	const value = median(values);
	return Number.isNaN(value) ? null : Math.round(value * 1000) / 1000;
}
