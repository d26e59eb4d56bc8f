import type { Abilities } from '../model/Endpoint';
import type { RunContext } from '../model/RunContext';
import { measureClock } from './measureClock';
import type { Plan } from './Plan';
import { forBoth, type Both } from './Side';
import type { SideScan } from './SideScan';
import type { StateSession } from './StateSession';
import type { SyncOptions } from './SyncOptions';
import type { SyncSide } from './SyncSide';

/** What measuring a clock needs. */
interface Measuring {
	readonly options: Pick<SyncOptions, 'conflict'>;
	readonly sides: Both<SyncSide>;
	readonly session: StateSession;
	readonly run: RunContext;
}

/** A plan to carry out, and what is known of the clocks that it went by. */
interface ClockedPlan {
	readonly final: Plan;
	readonly abilities: Both<Abilities>;
}

/**
 * Plans once more by the clock of the server: where the times of two edits decide about a conflict and nobody knows how far
 * that clock is off, it is measured. A preview writes nothing, so it goes by the times as they are shown.
 */
export async function planByClock(
	plan: Plan,
	scans: Both<SideScan>,
	planAgain: (scans: Both<SideScan>) => Plan,
	{ options, sides, session, run }: Measuring,
): Promise<ClockedPlan> {
	const abilities = forBoth((side) => scans[side].abilities);
	const asTheyAre = { final: plan, abilities };
	if (abilities.remote.clockOffsetMs !== null || !goesByTime(plan, options)) return asTheyAre;
	const clockOffsetMs = await measureClock('remote', sides.remote, session, run);
	if (clockOffsetMs === null) return asTheyAre;
	const { local, remote } = abilities;
	const known = { local, remote: { ...remote, clockOffsetMs } };
	const clocked = forBoth((side) => ({ ...scans[side], abilities: known[side] }));
	return { final: planAgain(clocked), abilities: known };
}

function goesByTime({ changes }: Plan, { conflict }: Pick<SyncOptions, 'conflict'>): boolean {
	if (conflict !== 'newer' && conflict !== 'keepBoth') return false;
	return changes.some(
		({ action, status, reason, local, remote }) =>
			action === 'conflict' &&
			status === 'planned' &&
			reason !== 'toBeRead' &&
			local?.type === 'file' &&
			remote?.type === 'file',
	);
}
