import { precisionMs, type Precision } from '../model/Entry';
import { type Moment } from './moments';
import type { SideRecord, Unsure } from './SyncState';

/** When a file was looked at, by our own clock. */
export interface Looked {
	readonly at: number;
	/** When we finished writing it ourselves; null if somebody else did. */
	readonly writtenAt: number | null;
}

/** What makes times of a side more or less trustworthy. */
export interface SideClock {
	/** Milliseconds ahead of ours. */
	readonly offsetMs: number;
	readonly listedPrecision: Precision;
}

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
	const sinceEdit = Math.abs(looked.at + clock.offsetMs - at);
	// What we wrote ourselves cannot be younger than the end of our writing, whatever the clock of the side says.
	const sinceWrite = looked.writtenAt === null ? 0 : looked.at - looked.writtenAt;
	const since = Math.max(sinceEdit, sinceWrite);
	if (since < precisionMs[precision]) return 'read';
	return since < precisionMs[clock.listedPrecision] ? 'ask' : null;
}

/** What is remembered of a file that we have written and not looked at since: only reading it tells more. */
export function writtenRecord(size: number): SideRecord {
	return { size, modified: null, precision: 'none', unsure: 'read' };
}
