import type { Abilities } from '../model/Endpoint';
import { isCategory, RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { findClockJump } from './findClockJump';
import { hashFile } from './hashFile';
import type { Pair } from './Pair';
import { across, type Both, type Side } from './Side';
import type { SyncSide } from './SyncSide';

/**
 * Milliseconds that the clock or zone of each side has jumped since the last run; 0 where it has not, or where a file
 * that seems to have moved turns out to hold something else than before.
 */
export async function measureShifts(
	root: Pair,
	sides: Both<SyncSide>,
	abilities: Both<Abilities>,
	run: Pick<RunContext, 'now'>,
): Promise<Both<number>> {
	const measure = async (side: Side): Promise<number> => {
		const jump = findClockJump(root, side);
		if (jump === null) return 0;
		for (const pair of jump.samples)
			if (!(await isUnedited(pair, side, sides, abilities, run))) return 0;
		return jump.shiftMs;
	};
	return { local: await measure('local'), remote: await measure('remote') };
}

/** Whether a file holds what was recorded of it or, where nothing was, what the other side holds. */
async function isUnedited(
	pair: Pair,
	side: Side,
	sides: Both<SyncSide>,
	abilities: Both<Abilities>,
	run: Pick<RunContext, 'now'>,
): Promise<boolean> {
	const hash = async (which: Side): Promise<string | null> => {
		const entry = pair[which];
		if (entry?.type !== 'file') return null;
		return await hashFile(sides[which].endpoint, entry, 'sha256', abilities[which], run);
	};
	const recorded = pair.record?.type === 'file' ? pair.record.sha256 : null;
	try {
		const known = recorded === null ? await hash(across(side)) : `sha256:${recorded}`;
		return known !== null && (await hash(side)) === known;
	} catch (error) {
		if (!(error instanceof RemoteError) || isCategory(error, 'cancelled')) throw error;
		return false;
	}
}
