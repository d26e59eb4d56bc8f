import type { Precision } from '../model/Entry';
import type { LineContext } from './ListedLine';
import { monthByName } from './months';
import { civilMs, yearlessMs } from './timestamp';
import type { Words } from './words';

/** A date found in a line, and the index of its last word. */
export interface FoundDate {
	readonly modifiedMs: number | null;
	readonly precision: Precision;
	readonly last: number;
	/** Blanks that fill the column behind the date, beside the one that parts it from the name. */
	readonly padding?: 1;
}

interface Time {
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millisecond: number;
	readonly precision: 'second' | 'minute';
}

const timePattern = /^(\d{1,2}):(\d{1,2})(?::(\d\d)(?:[.,](\d{1,9}))?)?$/;
/** With or without a sign for "year" behind it (年, 년) in any encoding; the second byte of Shift-JIS may be a letter. */
const yearPattern = /^([12]\d{3})(?:[^\x00-\x7f][^\x00-\x20]{0,2})?$/;
/** A year with one blank before and behind it: then years are not padded, and a second blank belongs to the name. */
export const plainYearPattern = /[a-z]{3} [ \d]\d [12]\d{3} [^ ]/i;
/** `31`, `31.`, `31,` and `31` with a sign for "day" behind it (日, 일) in any encoding. */
const dayPattern = /^(\d{1,2})(?:[.,]|[^\x00-\x7f][^\x00-\x20]{0,2})?$/;
const isoPattern = /^(\d{4})([-/])(\d\d)\2(\d\d)$/;
const shortIsoPattern = /^(\d\d)-(\d\d)$/;
const zonePattern = /^[+-]\d{4}$/;
const weekdays = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);

/** Reads the date that begins with word `at`, in any of the forms that `ls` and its imitators write; null when there is none. */
export function unixDate(words: Words, at: number, context: LineContext): FoundDate | null {
	const first = words.text[at];
	const second = words.text[at + 1];
	if (first === undefined) return null;
	const code = first.charCodeAt(0);
	const startsWithDigit = code >= 48 && code <= 57;
	if (startsWithDigit && /[-/]/.test(first)) return isoDate(words, at, context);
	if (second === undefined) return null;
	const month = monthByName.get(first);
	if (month !== undefined) return namedDate(month, dayOf(second), words, at + 2, context);
	if (startsWithDigit) {
		const third = words.text[at + 2];
		const year = yearOf(first);
		const middle = monthByName.get(second);
		// Korean: year, month, day. Without its sign the "year" is a size: `1234 Jul 14  2024`.
		if (first.length > 4 && year !== null && middle !== undefined && third !== undefined) {
			const day = dayOf(third);
			return day === null ? null : found(civilMs(year, middle, day), 'day', at + 2, context);
		}
		const later = monthByName.get(second);
		return later === undefined ? null : namedDate(later, dayOf(first), words, at + 2, context);
	}
	return weekdays.has(first) ? unixDate(words, at + 1, context) : null;
}

/** Month and day are known; word `at` is a time, or the year where the server gives no time. */
function namedDate(
	month: number,
	day: number | null,
	words: Words,
	at: number,
	context: LineContext,
): FoundDate | null {
	const text = words.text[at];
	if (day === null || text === undefined) return null;
	const year = yearOf(text);
	if (year !== null) {
		const later = timeOf(words.text[at + 1] ?? '');
		// VShell: `Oct 08, 2002 09:47`. Only the comma tells that the time is not the name.
		if (later && /^\d+,$/.test(words.text[at - 1] ?? '')) {
			return found(local(year, month, day, later), later.precision, at + 1, context);
		}
		// `Feb 18 2005  x` beside `Oct 17 14:40 x`: the year stands where others have a blank before it.
		const narrow = (words.start[at] ?? 0) - (words.end[at - 1] ?? 0) === 1;
		const monthFirst = monthByName.has(words.text[at - 2] ?? '');
		const padding = narrow && monthFirst && context.yearPadded ? 1 : undefined;
		return { ...found(civilMs(year, month, day), 'day', at, context), padding };
	}
	const time = timeOf(text);
	if (!time) return null;
	const next = yearOf(words.text[at + 1] ?? '');
	// `ls -T` (BSD) and `--full-time` of old GNU: seconds, then the year. Without seconds a following number is the name.
	if (time.precision === 'second' && next !== null && words.text[at + 2] !== undefined) {
		return found(local(next, month, day, time), 'second', at + 1, context);
	}
	const { hour, minute, second, precision } = time;
	return found(
		yearlessMs(month, day, hour, minute, second, context.localNow),
		precision,
		at,
		context,
	);
}

function isoDate(words: Words, at: number, context: LineContext): FoundDate | null {
	const text = words.text[at] ?? '';
	const time = timeOf(words.text[at + 1] ?? '');
	const short = shortIsoPattern.exec(text);
	if (short) return namedDate(Number(short[1]), Number(short[2]), words, at + 1, context);
	const match = isoPattern.exec(text);
	if (!match) return null;
	const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])];
	// GNU `--time-style=iso` fills the column of a date without a time.
	if (!time) return { ...found(civilMs(year, month, day), 'day', at, context), padding: 1 };
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
	return found(ms, time.precision, at + 1, context);
}

/** A date of the right form that does not exist (`Jan 0 1970`) leaves the time open: the name beside it is still right. */
function found(
	localMs: number | null,
	precision: Precision,
	last: number,
	context: LineContext,
): FoundDate {
	return localMs === null
		? { modifiedMs: null, precision: 'none', last }
		: { modifiedMs: context.toUtc(localMs), precision, last };
}

function local(year: number, month: number, day: number, time: Time): number | null {
	return civilMs(year, month, day, time.hour, time.minute, time.second, time.millisecond);
}

function yearOf(text: string): number | null {
	const match = yearPattern.exec(text);
	return match ? Number(match[1]) : null;
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
