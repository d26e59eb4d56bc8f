import type { RunContext } from '../model/RunContext';
import type { Answer } from './Comparison';
import type { CompareRules } from './compareFiles';
import { measureShifts } from './measureShifts';
import type { Pair } from './Pair';
import { settle } from './settle';
import { forBoth, type Both } from './Side';
import type { SideScan } from './SideScan';
import type { StateSession } from './StateSession';
import type { SyncRequest } from './SyncOptions';
import { compareRules } from './syncRules';
import type { SyncSide } from './SyncSide';

/** How files are compared in this run, and all that had to be asked and read for it. */
export interface Compared {
	readonly rules: CompareRules;
	readonly answers: ReadonlyMap<Pair, Answer>;
}

/** Finds out whether clocks have jumped, and answers every question that comparing raises. A preview reads only for checksums. */
export async function compareAll(
	root: Pair,
	scans: Both<SideScan>,
	session: StateSession,
	request: SyncRequest,
	sides: Both<SyncSide>,
	run: RunContext,
): Promise<Compared> {
	const abilities = forBoth((side) => scans[side].abilities);
	const shifts = await measureShifts(root, sides, abilities, run);
	const rules = compareRules(request, session.before, session.kept, abilities, shifts);
	const reads = !request.preview || rules.mode === 'checksum';
	const answers = await settle(root, rules, { sides, abilities, reads }, run);
	return { rules, answers };
}
