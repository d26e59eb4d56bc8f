import { precisionMs, type Precision } from '../model/Entry';
import { type Moment } from './moments';
import type { SideRecord, Unsure } from './SyncState';

/** When a file was looked at, by our own clock. */
export interface Looked {
	readonly at: number;
	/** When we wrote it and the side stamped it with its own time; null if somebody else did, or the time was given. */
	readonly stampedAt: number | null;
}

/** What makes times of a side more or less trustworthy. */
export interface SideClock {
	/** Milliseconds ahead of ours. */
	readonly offsetMs: number;
	readonly listedPrecision: Precision;
}

const farAheadMs = 86_400_000;

/**
 * What is remembered of a file of one side. An edit right after the look may carry the very time that was seen: then
 * the record is unsure.
 */
export function sideRecord(
	size: number | null,
	moment: Moment,
	looked: Looked,
	clock: SideClock,
): SideRecord {
	const { at: modified, precision } = moment;
	return { size, modified, precision, unsure: doubt(moment, looked, clock) };
}

function doubt({ at, precision }: Moment, looked: Looked, clock: SideClock): Unsure {
	if (at === null) return null;
	// What a side has stamped itself needs no comparison of clocks, which may be wrong about each other.
	const age = looked.at - (looked.stampedAt ?? at - clock.offsetMs);
	// Clocks come to meet a time that lies ahead of them, but nobody waits for the far future.
	if (age < -farAheadMs) return null;
	const own = precisionMs[precision];
	const hidden = own === precisionMs.second ? Math.abs(age) < own : age < own;
	if (hidden) return 'read';
	return age < precisionMs[clock.listedPrecision] ? 'ask' : null;
}

/** What is remembered of a file that we have written and not looked at since: only reading it tells more. */
export function writtenRecord(size: number): SideRecord {
	return { size, modified: null, precision: 'none', unsure: 'read' };
}
