import { precisionMs } from '../model/Entry';
import { sizesDiffer } from './compareSide';
import { momentOf } from './moments';
import { eachPair, type Pair } from './Pair';
import type { Side } from './Side';

/** Time zones lie multiples of this apart. */
const zoneStepMs = 15 * 60_000;
/** How many of the moved files are read before a jump is believed. */
const sampleSize = 3;

export interface ClockJump {
	/** Milliseconds that the times of the side have moved by. */
	readonly shiftMs: number;
	/** The latest of the files that moved: if somebody edited them, these are no jump. */
	readonly samples: readonly Pair[];
}

/**
 * Finds out whether the clock or zone of a side has jumped since the last run: more than half of its files of unchanged
 * size have moved by the same multiple of 15 minutes. A job that rewrites its files every hour looks just like that, so
 * the samples must be read before it is believed.
 */
export function findClockJump(root: Pair, side: Side): ClockJump | null {
	const moved = new Map<number, Pair[]>();
	let known = 0;
	for (const pair of eachPair(root)) {
		const delta = movedBy(pair, side);
		if (delta === null) continue;
		known++;
		if (delta === 0 || delta % zoneStepMs !== 0) continue;
		const group = moved.get(delta);
		if (group) group.push(pair);
		else moved.set(delta, [pair]);
	}
	for (const [shiftMs, pairs] of moved) {
		if (pairs.length * 2 <= known) continue;
		const time = (pair: Pair) => pair[side]?.modifiedAt ?? '';
		const latest = [...pairs].sort((a, b) => (time(a) > time(b) ? -1 : 1));
		return { shiftMs, samples: latest.slice(0, sampleSize) };
	}
	return null;
}

/** How far the time of a file of unchanged size has moved, as far as the listing tells; null where nothing can be said. */
function movedBy(pair: Pair, side: Side): number | null {
	const entry = pair[side];
	const record = pair.record?.type === 'file' ? pair.record[side] : null;
	if (pair.held !== null || entry?.type !== 'file' || record === null) return null;
	if (entry.size === null || sizesDiffer(entry.size, record.size)) return null;
	const { at, precision } = momentOf(entry);
	if (at === null || record.modified === null) return null;
	// Days begin at a midnight that depends on the zone, so a day and a time cannot be subtracted.
	if (precision !== record.precision && (precision === 'day' || record.precision === 'day'))
		return null;
	const unit = Math.max(precisionMs[precision], precisionMs[record.precision]);
	const floor = (ms: number) => (unit === precisionMs.minute ? ms - (ms % unit) : ms);
	return floor(at) - floor(record.modified);
}
