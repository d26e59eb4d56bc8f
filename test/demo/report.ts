import Table from 'cli-table3';
import type { IDataObject } from 'n8n-workflow';
import type { FinishedRun } from '../support/engine/FinishedRun';

/** What the demo shows of a run: each step with its files, and what it cost in connections. */
export function report(run: FinishedRun, steps: readonly string[]): string {
	const table = new Table({
		head: ['Step', 'Path', 'Bytes', 'Speed', 'SHA-256', 'Result'],
		colAligns: ['left', 'left', 'right', 'right', 'left', 'left'],
		style: { head: [], border: [], compact: true },
	});
	for (const step of steps) {
		for (const [index, item] of run.json(step).entries())
			table.push([index === 0 ? step : '', ...row(item)]);
	}
	return table.toString();
}

function row(item: IDataObject): string[] {
	const bytes = numberOf(item.bytes) ?? numberOf(item.size);
	const speed = numberOf(item.bytesPerSecond);
	return [
		text(item.path),
		bytes === null ? '' : bytes.toLocaleString('en-US'),
		speed === null ? '' : shownSpeed(speed),
		text(item.sha256).slice(0, 16),
		item.deleted === true
			? 'deleted'
			: item.verified === 'size'
				? 'size verified'
				: text(item.verified),
	];
}

function shownSpeed(bytesPerSecond: number): string {
	const kibibytes = bytesPerSecond / 1024;
	return kibibytes < 1024
		? `${kibibytes.toFixed(0)} KiB/s`
		: `${(kibibytes / 1024).toFixed(0)} MiB/s`;
}

function numberOf(value: unknown): number | null {
	return typeof value === 'number' ? value : null;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
