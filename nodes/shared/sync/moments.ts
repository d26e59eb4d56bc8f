import { precisionMs, type Entry, type Precision } from '../model/Entry';

/** A time as something showed it: anywhere in the second, minute or day that begins at `at`. */
export interface Moment {
	/** Milliseconds since 1970, null when unknown. */
	readonly at: number | null;
	readonly precision: Precision;
}

export function momentOf(entry: Pick<Entry, 'modifiedAt' | 'modifiedPrecision'>): Moment {
	const at = entry.modifiedAt === null ? NaN : Date.parse(entry.modifiedAt);
	return Number.isNaN(at)
		? { at: null, precision: 'none' }
		: { at, precision: entry.modifiedPrecision };
}

/**
 * Whether two looks at the same file of the same side can have seen the same time. With one precision they must be equal;
 * with two (listings show the minute of young files and only the day of old ones) they must overlap.
 */
export function sameMoment(one: Moment, other: Moment): boolean {
	if (one.at === null || other.at === null) return one.at === other.at;
	if (one.precision === other.precision) return one.at === other.at;
	return (
		one.at < other.at + precisionMs[other.precision] &&
		other.at < one.at + precisionMs[one.precision]
	);
}

/** Whether times of two sides agree, as far as the coarser one tells. Unknown times agree with nothing. */
export function agree(one: Moment, other: Moment, windowMs: number): boolean {
	if (one.at === null || other.at === null) return false;
	return Math.abs(one.at - other.at) <= coarser(one, other) + windowMs;
}

/** Milliseconds of the coarser of two precisions. */
export function coarser(one: Moment, other: Moment): number {
	return Math.max(precisionMs[one.precision], precisionMs[other.precision]);
}
