import type { RunContext } from '../model/RunContext';
import type { Compared } from './compareAll';
import type { Matched } from './match';
import type { Plan } from './Plan';
import { planMissingFolders, planUnsafeNames } from './planFromScans';
import { planSync } from './planSync';
import { forBoth, type Both } from './Side';
import type { SideScan } from './SideScan';
import { receiversOf, type SyncRequest } from './SyncOptions';
import { planRules } from './syncRules';

/** The plan of a run: what follows from the pairs, after the folders themselves and before what cannot be a path. */
export function planRun(
	matched: Matched,
	{ rules, answers }: Compared,
	scans: Both<SideScan>,
	request: SyncRequest,
	run: Pick<RunContext, 'now'>,
): Plan {
	const abilities = forBoth((side) => scans[side].abilities);
	const plan = planSync(matched, planRules(request, rules, answers, { scans, abilities }, run));
	const first = planMissingFolders(scans, receiversOf(request.operation));
	const last = planUnsafeNames(forBoth((side) => scans[side].tree));
	return { ...plan, changes: [...first, ...plan.changes, ...last] };
}
