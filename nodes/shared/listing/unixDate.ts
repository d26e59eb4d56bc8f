import type { Precision } from '../model/Entry';
import type { LineClock } from './ListedLine';
import { monthByName } from './months';
import { civilMs, yearlessMs } from './timestamp';
import type { Words } from './words';

/** A date found in a line, and the index of its last word. */
export interface FoundDate {
	readonly modifiedMs: number | null;
	readonly precision: Precision;
	readonly last: number;
	/** GNU `ls --time-style=iso` pads a date without a time with one blank. */
	readonly padded?: boolean;
}

interface Time {
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
	readonly precision: 'second' | 'minute';
}

const timePattern = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?$/;
const yearPattern = /^[12]\d{3}$/;
/** `31`, `31.`, `31,` and `31` with a sign for "day" behind it (日, 일) in any encoding. */
const dayPattern = /^(\d{1,2})(?:[.,]|[^\x00-\x7f]{1,3})?$/;
const isoPattern = /^(\d{4})-(\d\d)-(\d\d)$/;
const shortIsoPattern = /^(\d\d)-(\d\d)$/;
const zonePattern = /^[+-]\d{4}$/;
const weekdays = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);

/** Reads the date that begins with word `at`, in any of the forms that `ls` and its imitators write; null when there is none. */
export function unixDate(words: Words, at: number, clock: LineClock): FoundDate | null {
	const first = words.text[at];
	const second = words.text[at + 1];
	if (first === undefined) return null;
	const code = first.charCodeAt(0);
	const startsWithDigit = code >= 48 && code <= 57;
	if (startsWithDigit && first.includes('-')) return isoDate(words, at, clock);
	if (second === undefined) return null;
	const month = monthByName.get(first);
	if (month !== undefined) return namedDate(month, dayOf(second), words, at + 2, clock);
	if (startsWithDigit) {
		const later = monthByName.get(second);
		return later === undefined ? null : namedDate(later, dayOf(first), words, at + 2, clock);
	}
	return weekdays.has(first) ? unixDate(words, at + 1, clock) : null;
}

/** Month and day are known; word `at` is a time, or the year where the server gives no time. */
function namedDate(
	month: number,
	day: number | null,
	words: Words,
	at: number,
	clock: LineClock,
): FoundDate | null {
	const text = words.text[at];
	if (day === null || text === undefined) return null;
	if (yearPattern.test(text)) {
		return found(civilMs(Number(text), month, day), 'day', at, clock);
	}
	const time = timeOf(text);
	if (!time) return null;
	const year = words.text[at + 1];
	// `ls -T` (BSD) and `--full-time` of old GNU: seconds, then the year. Without seconds a following number is the name.
	if (time.precision === 'second' && year !== undefined && yearPattern.test(year)) {
		if (words.text[at + 2] !== undefined) {
			return found(local(Number(year), month, day, time), 'second', at + 1, clock);
		}
	}
	const { hour, minute, second, precision } = time;
	return found(yearlessMs(month, day, hour, minute, second, clock.localNow), precision, at, clock);
}

function isoDate(words: Words, at: number, clock: LineClock): FoundDate | null {
	const text = words.text[at] ?? '';
	const time = timeOf(words.text[at + 1] ?? '');
	const short = shortIsoPattern.exec(text);
	if (short && time) {
		const { hour, minute, second, precision } = time;
		const [, month, day] = short;
		const ms = yearlessMs(Number(month), Number(day), hour, minute, second, clock.localNow);
		return found(ms, precision, at + 1, clock);
	}
	const match = isoPattern.exec(text);
	if (!match) return null;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (!time) return { ...found(civilMs(year, month, day), 'day', at, clock), padded: true };
	const ms = local(year, month, day, time);
	const zone = words.text[at + 2];
	// Only `--full-time` has a zone, and it always has seconds; a file may be called "+0100".
	if (time.precision === 'second' && zone !== undefined && zonePattern.test(zone)) {
		if (words.text[at + 3] !== undefined && ms !== null) {
			const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
			const utc = ms - (zone.startsWith('-') ? -minutes : minutes) * 60_000;
			return { modifiedMs: utc, precision: 'second', last: at + 2 };
		}
	}
	return found(ms, time.precision, at + 1, clock);
}

/** A date of the right form that does not exist (`Jan 0 1970`) leaves the time open: the name beside it is still right. */
function found(
	localMs: number | null,
	precision: Precision,
	last: number,
	clock: LineClock,
): FoundDate {
	return localMs === null
		? { modifiedMs: null, precision: 'none', last }
		: { modifiedMs: clock.toUtc(localMs), precision, last };
}

function local(year: number, month: number, day: number, time: Time): number | null {
	return civilMs(year, month, day, time.hour, time.minute, time.second, time.millisecond);
}

function dayOf(text: string): number | null {
	const match = dayPattern.exec(text);
	return match ? Number(match[1]) : null;
}

function timeOf(text: string): Time | null {
	const match = timePattern.exec(text);
	if (!match) return null;
	const [, hour, minute, second, fraction] = match;
	return {
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second ?? 0),
		millisecond: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
		precision: second === undefined ? 'minute' : 'second',
	};
}
