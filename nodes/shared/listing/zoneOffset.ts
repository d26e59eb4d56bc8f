import { IANAZone } from 'luxon';

const dayMs = 86_400_000;
/** Two weeks: no zone has changed and changed back within less (Morocco's Ramadan pause is the shortest, a month). */
const stepMs = 14 * dayMs;

interface Span {
	readonly from: number;
	readonly minutes: number;
}

const zones = new Map<string, IANAZone>();
const yearsByZone = new Map<string, Map<number, readonly Span[]>>();

/** True for an IANA time zone that this Node knows. */
export function isZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}

/**
 * Minutes that the zone is ahead of UTC at `utcMs`; 0 for a zone that does not exist.
 * The changes of a year are found once and kept, because asking luxon takes some 5 µs and a listing has 20,000 lines.
 */
export function zoneOffset(name: string, utcMs: number): number {
	const year = new Date(utcMs).getUTCFullYear();
	let years = yearsByZone.get(name);
	if (!years) yearsByZone.set(name, (years = new Map<number, readonly Span[]>()));
	let spans = years.get(year);
	if (!spans) years.set(year, (spans = spansOf(zoneOf(name), year)));
	let minutes = 0;
	for (const span of spans) {
		if (span.from > utcMs) break;
		minutes = span.minutes;
	}
	return minutes;
}

function zoneOf(name: string): IANAZone {
	let zone = zones.get(name);
	if (!zone) zones.set(name, (zone = IANAZone.create(name)));
	return zone;
}

function spansOf(zone: IANAZone, year: number): readonly Span[] {
	const end = Date.UTC(year + 1, 0, 1);
	let from = Date.UTC(year, 0, 1);
	if (!zone.isValid || Number.isNaN(end)) return [{ from: -Infinity, minutes: 0 }];
	const spans: Span[] = [{ from, minutes: zone.offset(from) }];
	for (; from < end; from += stepMs) {
		const to = Math.min(from + stepMs, end);
		const before = zone.offset(from);
		const after = zone.offset(to);
		if (before !== after)
			spans.push({ from: changeBetween(zone, from, to, before), minutes: after });
	}
	return spans;
}

/** The first minute that no longer has the offset `before`. */
function changeBetween(zone: IANAZone, from: number, to: number, before: number): number {
	let low = from;
	let high = to;
	while (high - low > 60_000) {
		const middle = low + Math.floor((high - low) / 120_000) * 60_000;
		if (zone.offset(middle) === before) low = middle;
		else high = middle;
	}
	return high;
}
