import { zoneOffset } from './zoneOffset';

/** What the times of a LIST text mean: UTC, so many minutes ahead of UTC all year, or the local time of an IANA zone. */
export type ServerClock =
	| { readonly kind: 'utc' }
	| { readonly kind: 'offset'; readonly minutes: number }
	| { readonly kind: 'zone'; readonly name: string };

/** Minutes that the listed times are ahead of UTC at the moment `utcMs`. */
export function offsetAt(clock: ServerClock, utcMs: number): number {
	switch (clock.kind) {
		case 'utc':
			return 0;
		case 'offset':
			return clock.minutes;
		case 'zone':
			return zoneOffset(clock.name, utcMs);
		default:
			return clock satisfies never;
	}
}

/**
 * UTC milliseconds of a listed local time (itself written as milliseconds as if it were UTC).
 * The hour that a zone has twice in autumn is read as one of the two; the hour that it skips in spring as the one after it.
 */
export function toUtc(localMs: number, clock: ServerClock): number {
	if (clock.kind === 'utc') return localMs;
	if (clock.kind === 'offset') return localMs - clock.minutes * 60_000;
	const first = zoneOffset(clock.name, localMs);
	const second = zoneOffset(clock.name, localMs - first * 60_000);
	if (first === second) return localMs - first * 60_000;
	const third = zoneOffset(clock.name, localMs - second * 60_000);
	return localMs - (second === third ? second : Math.min(second, third)) * 60_000;
}

/** What a person calls the clock: `UTC`, `UTC+05:30`, `Europe/Berlin`. */
export function clockName(clock: ServerClock): string {
	if (clock.kind === 'zone') return clock.name;
	const minutes = clock.kind === 'utc' ? 0 : clock.minutes;
	if (minutes === 0) return 'UTC';
	const size = Math.abs(minutes);
	const hours = String(Math.floor(size / 60)).padStart(2, '0');
	return `UTC${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
