import { precisionMs, type Entry, type Precision } from '../shared/model/Entry';

/** What tells one state of a file from another: its size and its time, as exactly as they are known. */
export interface Version {
	/** Bytes, null when unknown. */
	readonly size: number | null;
	/** Milliseconds since 1970, null when unknown. */
	readonly at: number | null;
	readonly precision: Precision;
}

/** What makes two sightings of one path the same file. */
export type Identity = 'pathSizeTime' | 'path' | 'pathSize';

/** The version that an entry shows. Fractions of a second do not count: MDTM of IIS has them, its listings do not. */
export function versionOf(
	entry: Pick<Entry, 'size' | 'modifiedAt' | 'modifiedPrecision'>,
): Version {
	const at = entry.modifiedAt === null ? NaN : Date.parse(entry.modifiedAt);
	return Number.isNaN(at)
		? { size: entry.size, at: null, precision: 'none' }
		: { size: entry.size, at: Math.floor(at / 1000) * 1000, precision: entry.modifiedPrecision };
}

/** Whether two looks can have seen the same: what one of them does not know, it does not contradict. */
export function sameVersion(one: Version, other: Version): boolean {
	return sameSize(one, other) && sameTime(one, other);
}

/** Whether two versions at one path are the same file, as far as the identity looks. */
export function sameFile(identity: Identity, one: Version, other: Version): boolean {
	switch (identity) {
		case 'path':
			return true;
		case 'pathSize':
			return sameSize(one, other);
		case 'pathSizeTime':
			return sameVersion(one, other);
	}
}

/** Of two looks at the same version, the one that knows more: listings show the minute of young files, the day of old ones. */
export function finer(one: Version, other: Version): Version {
	const time = precisionMs[other.precision] < precisionMs[one.precision] ? other : one;
	return { size: one.size ?? other.size, at: time.at, precision: time.precision };
}

function sameSize({ size: one }: Version, { size: other }: Version): boolean {
	return one === null || other === null || one === other;
}

/** With one precision they must be equal; with two, the second, minute or day that each of them means must overlap. */
function sameTime(one: Version, other: Version): boolean {
	if (one.at === null || other.at === null) return true;
	if (one.precision === other.precision) return one.at === other.at;
	return (
		one.at < other.at + precisionMs[other.precision] &&
		other.at < one.at + precisionMs[one.precision]
	);
}
