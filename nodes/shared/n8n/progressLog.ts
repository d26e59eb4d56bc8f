import type { Progress } from '../model/RunContext';
import { shownSize } from './shownSize';

const quietMs = 5000;

/**
 * Turns progress reports into a log line every five seconds: files, bytes, rate, time left. The first line comes after
 * that time, so that short work logs nothing.
 */
export function progressLog(
	now: () => number,
	write: (line: string) => void,
): (progress: Progress) => void {
	const begun = new Map<string, { at: number; bytes: number; lastLine: number }>();
	return (progress) => {
		const at = now();
		const start = begun.get(progress.task);
		if (!start) {
			begun.set(progress.task, { at, bytes: progress.bytesDone, lastLine: at });
			return;
		}
		if (at - start.lastLine < quietMs) return;
		start.lastLine = at;
		const bytesPerSecond = ((progress.bytesDone - start.bytes) * 1000) / (at - start.at);
		write(progressLine(progress, bytesPerSecond));
	};
}

/** `Download /in: 12 of 40 files, 3.2 MB of 10 MB, 800 kB/s, 9 s left` */
export function progressLine(progress: Progress, bytesPerSecond: number): string {
	const { task, filesDone, filesTotal, bytesDone, bytesTotal } = progress;
	const left = bytesTotal === null ? NaN : (bytesTotal - bytesDone) / bytesPerSecond;
	return `${task}: ${[
		`${filesDone}${filesTotal === null ? '' : ` of ${filesTotal}`} files`,
		`${shownSize(bytesDone)}${bytesTotal === null ? '' : ` of ${shownSize(bytesTotal)}`}`,
		`${shownSize(Math.round(bytesPerSecond))}/s`,
		...(Number.isFinite(left) ? [`${shownSeconds(left)} left`] : []),
	].join(', ')}`;
}

function shownSeconds(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
