import type { IDataObject } from 'n8n-workflow';
import type { OutputOf } from '../shared/n8n/forAllItems';
import type { Output } from '../shared/n8n/items';
import type { SyncItem, SyncReport } from '../shared/sync/SyncReport';
import type { OutputKind } from './fields';

/** One item a change, or one with the numbers of the run. */
export function syncOutputs({ items, summary }: SyncReport, kind: OutputKind): readonly Output[] {
	if (kind === 'summary') return [{ json: { ...summary } }];
	return items.map((item) => ({ json: { ...item } }));
}

/** The same for a plan: each change follows from the item that asked for it. */
export function planOutputs(
	report: SyncReport,
	kind: OutputKind,
	plan: readonly IDataObject[],
): readonly OutputOf[] {
	const indexes = new Map<string, number>();
	plan.forEach((item, index) => {
		for (const key of keysOf(item)) if (!indexes.has(key)) indexes.set(key, index);
	});
	const indexOf = (item: SyncItem | undefined) =>
		item === undefined
			? undefined
			: keysOf(item)
					.map((key) => indexes.get(key))
					.find((index) => index !== undefined);
	return syncOutputs(report, kind).map((output, i) => ({
		output,
		itemIndex: (kind === 'changes' ? indexOf(report.items[i]) : undefined) ?? 0,
	}));
}

/** The change itself, else its path: what a plan left to be read can become another change. */
function keysOf(item: {
	readonly action?: unknown;
	readonly side?: unknown;
	readonly path?: unknown;
}) {
	const { action, side, path } = item;
	return [JSON.stringify([action, side, path]), JSON.stringify([path])];
}
