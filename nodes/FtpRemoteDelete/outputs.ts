import type { Deleted } from '../shared/files/deleteEntry';
import type { Output } from '../shared/n8n/items';

/** One item for each path that was deleted, skipped or shown. */
export function outputs(deleted: readonly Deleted[]): readonly Output[] {
	return deleted.map((one) => ({ json: { ...one } }));
}
