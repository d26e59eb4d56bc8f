import type { Abilities } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import type { Change } from './Change';
import type { JournalLine } from './journal';
import type { Pair } from './Pair';
import { planSync } from './planSync';
import { recordUnchanged } from './recordUnchanged';
import { settle } from './settle';
import { forBoth, type Both, type Side } from './Side';
import type { SyncOperation, SyncOptions } from './SyncOptions';
import type { SyncState } from './SyncState';
import { clocksOf, compareRules, planRules } from './syncRules';
import type { SyncSide } from './SyncSide';

export interface Replanned {
	readonly changes: readonly Change[];
	readonly unchanged: number;
	/** What the state has to learn of files that turned out to be the same. */
	readonly learned: readonly JournalLine[];
}

/** The operation that a path to be read was planned by: only one-way plans know the side that would be changed. */
function operationOf(side: Side | null): SyncOperation {
	if (side === null) return 'twoWay';
	return side === 'remote' ? 'push' : 'pull';
}

/** Reads what a preview has left to be read, and decides about it as a direct run would have. */
export async function replan(
	open: readonly Change[],
	options: SyncOptions,
	sides: Both<SyncSide>,
	abilities: Both<Abilities>,
	state: SyncState,
	run: RunContext,
): Promise<Replanned> {
	let changes: readonly Change[] = [];
	let learned: readonly JournalLine[] = [];
	let unchanged = 0;
	for (const side of [null, 'local', 'remote'] as const) {
		const children = open.filter((one) => one.side === side).map((one) => pairOf(one, state));
		if (children.length === 0) continue;
		const request = { operation: operationOf(side), options };
		const compare = compareRules(request, state, true, abilities, { local: 0, remote: 0 });
		const root: Pair = { ...emptyPair, children };
		const scannedAt = forBoth(() => run.now());
		const answers = await settle(root, compare, { sides, abilities, reads: true }, run);
		const rules = planRules(request, compare, answers, { scans: null, abilities }, run);
		const plan = planSync({ root, vanished: [], unseen: [] }, rules);
		changes = changes.concat(plan.changes);
		unchanged += plan.unchanged.length;
		const seen = { answers, clocks: clocksOf(abilities), scannedAt };
		learned = learned.concat(recordUnchanged(plan, seen));
	}
	return { changes, unchanged, learned };
}

const emptyPair: Pair = {
	paths: { local: '', remote: '' },
	local: null,
	remote: null,
	record: null,
	recordKey: '',
	held: null,
	wanted: true,
	unread: [],
	mayHold: [],
	children: [],
};

function pairOf({ paths, recordKey, local, remote }: Change, state: SyncState): Pair {
	const record = state.records.get(recordKey) ?? null;
	return { ...emptyPair, paths, recordKey, local, remote, record };
}
