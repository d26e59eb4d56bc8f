import { mapConcurrently } from '../concurrency/mapConcurrently';
import { isCategory } from '../model/RemoteError';
import type { Change } from './Change';
import type { Execution } from './Execution';
import { attempt, type Outcome } from './Outcome';
import { across, type Side } from './Side';
import { transferFile } from './transferFile';
import { transferProgress } from './transferProgress';

/**
 * Copies files to a side, side by side. A large file that does not fit fills the disk until it is given up, and whatever
 * was written meanwhile found no room either: that is tried once more, the small ones first.
 * @returns one outcome a change, in the order of the changes
 */
export async function transferAll(
	changes: readonly Change[],
	to: Side,
	execution: Execution,
): Promise<Outcome[]> {
	const { sides, run } = execution;
	const width = Math.min(sides.local.endpoint.parallel, sides.remote.endpoint.parallel);
	const progress = transferProgress(changes, run);
	const transfer = async (one: Change) =>
		await attempt(one, async () => progress(await transferFile(one, to, execution)));
	const outcomes = await mapConcurrently(changes, width, run.signal, transfer);
	for (const index of crowdedOut(outcomes, across(to))) {
		run.signal.throwIfAborted();
		const change = changes[index];
		if (change === undefined) continue;
		const again = await transfer(change);
		outcomes[index] = again;
		// Where this one does not fit no larger one does.
		if (foundNoRoom(again)) break;
	}
	return outcomes;
}

/** Which of those that found no room may find some now, the smallest first; the largest had all the room that there was. */
function crowdedOut(outcomes: readonly Outcome[], from: Side): number[] {
	const sizeOf = (index: number) => outcomes[index]?.change[from]?.size ?? Infinity;
	return outcomes
		.flatMap((outcome, index) => (foundNoRoom(outcome) ? [index] : []))
		.sort((a, b) => sizeOf(a) - sizeOf(b))
		.slice(0, -1);
}

/** To an upload vsftpd, Pure-FTPd and at times ProFTPD say 451 where the disk is full. */
function foundNoRoom({ problem, change }: Outcome): boolean {
	return isCategory(problem, 'quota') || (change.side === 'remote' && problem?.ftpCode === 451);
}
