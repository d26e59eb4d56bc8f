const digits14 = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?$/;
/** Old servers print `19` and the years since 1900 behind it: 2000 became 19100 (wu-ftpd, WS_FTP before their Y2K fixes). */
const yearBug = /^19(\d{3})(\d{10}(?:\.\d+)?)$/;

/**
 * Milliseconds since 1970 of a calendar date as if it were UTC; null for a day or time that does not exist.
 * @param month 1 to 12
 */
export function civilMs(
	year: number,
	month: number,
	day: number,
	hour = 0,
	minute = 0,
	second = 0,
	millisecond = 0,
): number | null {
	if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
	// RFC 3659 section 2.3 allows second 60; some servers write midnight as 24:00.
	if (hour > 24 || minute > 59 || second > 60 || year < 1000) return null;
	return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

/**
 * The same for a listing that leaves out the year: the latest year in which that day exists and which lies at most one day
 * after the server's own `localNow`. Listings drop the year for the last half year only; the day allows for a server clock
 * ahead of ours and for an offset that is not measured yet (at most 14 hours).
 */
export function yearlessMs(
	month: number,
	day: number,
	hour: number,
	minute: number,
	second: number,
	localNow: number,
): number | null {
	const latest = localNow + 86_400_000;
	const newest = new Date(latest).getUTCFullYear();
	// Eight years back: 29 February is missing from 1897 to 1903 and from 2097 to 2103.
	for (let year = newest; year >= newest - 8; year--) {
		const ms = civilMs(year, month, day, hour, minute, second);
		if (ms !== null && ms <= latest) return ms;
	}
	return null;
}

/**
 * Reads `YYYYMMDDHHMMSS[.sss]`, with or without `213 ` before it (RFC 3659 section 2.3), as milliseconds since 1970.
 * A server that writes 2024 as `19124` is understood. Null for anything else.
 */
export function parseMdtm(text: string): number | null {
	let value = text.startsWith('213') && (text[3] === ' ' || text[3] === '-') ? text.slice(4) : text;
	value = value.trim();
	const bug = yearBug.exec(value);
	if (bug) value = `${1900 + Number(bug[1])}${bug[2]}`;
	const match = digits14.exec(value);
	if (!match) return null;
	const fraction = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
	return civilMs(
		Number(match[1]),
		Number(match[2]),
		Number(match[3]),
		Number(match[4]),
		Number(match[5]),
		Number(match[6]),
		fraction,
	);
}

/** `YYYYMMDDHHMMSS` in UTC, as MFMT and MDTM take it; fractions of a second are cut off. */
export function formatMdtm(ms: number): string {
	return new Date(ms).toISOString().slice(0, 19).replace(/[-T:]/g, '');
}

function daysIn(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
