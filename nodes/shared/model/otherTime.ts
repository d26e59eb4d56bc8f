import { precisionMs, type Entry } from './Entry';

type Timed = Pick<Entry, 'modifiedAt' | 'modifiedPrecision'>;

/** A listing may be read by a wrong zone, and zones lie multiples of this apart. */
const zoneStepMs = 15 * 60_000;
/** From the furthest zone of the west to that of the east. */
const zonesMs = 26 * 3_600_000;
/** A server may round where another cuts. */
const roundingMs = 60_000;
/** Listings of young files show no year: a clock that is a day ahead makes us take the year before. */
const yearsMs = [0, 365, -365, 366, -366].map((days) => days * precisionMs.day);

/**
 * Whether a file carries another time than the one that was seen. A minute or day of a listing is compared with the second
 * that the server tells now, as far as it goes: off by a zone is no other time.
 */
export function otherTime(seen: Timed, now: Timed): boolean {
	if (now.modifiedPrecision !== 'second') return false;
	if (seen.modifiedPrecision === 'second') return !sameSecond(seen.modifiedAt, now.modifiedAt);
	if (seen.modifiedAt === null || now.modifiedAt === null) return false;
	const later = Date.parse(now.modifiedAt) - Date.parse(seen.modifiedAt);
	if (seen.modifiedPrecision === 'minute')
		return !yearsMs.some((year) => withinMinute(later - year));
	return later < -zonesMs || later > precisionMs.day + zonesMs;
}

/** Whether two times (ISO 8601 or null) are the same second: MDTM of IIS has fractions that its listings lack. */
export function sameSecond(a: string | null, b: string | null): boolean {
	if (a === null || b === null) return a === b;
	return Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);
}

function withinMinute(later: number): boolean {
	if (Math.abs(later) > zonesMs + precisionMs.minute) return false;
	const zones = Math.round((later - precisionMs.minute / 2) / zoneStepMs);
	const rest = later - zones * zoneStepMs;
	return rest >= -roundingMs && rest < precisionMs.minute + roundingMs;
}
