import type { SideScan } from './SideScan';
import { match, type Matched } from './match';
import { probeFolding } from './probeFolding';
import { forBoth, type Both } from './Side';
import { receiversOf, type SyncRequest } from './SyncOptions';
import type { SyncState } from './SyncState';
import { matchRules } from './syncRules';
import type { SyncSide } from './SyncSide';

/** Finds out which names are one for the receiving sides, and pairs what both sides hold. */
export async function pairUp(
	scans: Both<SideScan>,
	{ records }: SyncState,
	request: SyncRequest,
	sides: Both<SyncSide>,
): Promise<Matched> {
	const renamed = [...records.values()].some(({ remotePath }) => remotePath !== null);
	const folding = await probeFolding(scans, sides, receiversOf(request.operation), renamed);
	const trees = forBoth((side) => scans[side].tree);
	return match(trees, records, matchRules(request, sides, scans, folding));
}
