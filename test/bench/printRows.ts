import Table from 'cli-table3';
import type { Row } from './Row';

/** The rows as a table for a terminal. A ratio above 1 means that ours is faster. */
export function printRows(rows: readonly Row[]): string {
	const table = new Table({
		head: [
			...['task', 'server', 'conn.', 'ours s', 'lftp s', 'rclone s', 'built-in s'],
			...['lftp ÷ ours', 'rclone ÷ ours', 'built-in ÷ ours'],
			...['peak MiB', 'CPU s: ours', 'lftp', 'rclone', 'built-in'],
		],
		colAligns: ['left', 'left', ...Array.from({ length: 13 }, () => 'right' as const)],
		style: { head: [], border: [], compact: true },
	});
	for (const row of rows) {
		const { oursSeconds, lftpSeconds, rcloneSeconds, builtInSeconds } = row;
		table.push([
			...[row.task, serverOf(row), String(row.connections)],
			...[oursSeconds, lftpSeconds, rcloneSeconds, builtInSeconds].map(number),
			...[lftpSeconds, rcloneSeconds, builtInSeconds].map((one) => ratio(one, oursSeconds)),
			number(row.oursPeakMiB),
			...[row.oursCpuSeconds, row.lftpCpuSeconds].map(number),
			...[row.rcloneCpuSeconds, row.builtInCpuSeconds].map(number),
		]);
	}
	return table.toString();
}

function serverOf({ server, rttMs, tls }: Row): string {
	return `${server}${tls ? ', TLS' : ''}${rttMs > 0 ? `, ${rttMs} ms` : ''}`;
}

const number = (value: number | null) =>
	value === null ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(2);

const ratio = (other: number | null, ours: number | null) =>
	other === null || ours === null ? '–' : (other / ours).toFixed(2);
