import {
	civilMs,
	formatMdtm,
	parseMdtm,
	yearlessMs,
} from '../../../../nodes/shared/listing/timestamp';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe('parseMdtm', () => {
	it.each([
		['213 20240131120000', '2024-01-31T12:00:00.000Z'],
		['20240131120000', '2024-01-31T12:00:00.000Z'],
		['213 20240131120000.5\r\n', '2024-01-31T12:00:00.500Z'],
		['20240131120000.123456', '2024-01-31T12:00:00.123Z'],
		['213 20240229000000', '2024-02-29T00:00:00.000Z'],
		['213 20161231235960', '2017-01-01T00:00:00.000Z'],
		['19681105165215', '1968-11-05T16:52:15.000Z'],
		['213 191000131120000', '2000-01-31T12:00:00.000Z'],
		['213 191240131120000', '2024-01-31T12:00:00.000Z'],
	])('reads %j', (text, expected) => expect(iso(parseMdtm(text))).toBe(expected));

	it.each([
		'',
		'213',
		'550 No such file',
		'2024013112000',
		'20240231120000',
		'20241301120000',
		'20240131256000',
		'20240131120000Z',
		'0',
	])('knows that %j is no time', (text) => expect(parseMdtm(text)).toBeNull());

	it('reads what formatMdtm writes', () => {
		const ms = Date.UTC(2024, 0, 31, 12, 0, 1);
		expect(formatMdtm(ms + 999)).toBe('20240131120001');
		expect(parseMdtm(formatMdtm(ms))).toBe(ms);
	});
});

describe('civilMs', () => {
	it.each([
		[2024, 2, 30],
		[2023, 2, 29],
		[1900, 2, 29],
		[2024, 4, 31],
		[2024, 0, 1],
		[2024, 13, 1],
		[2024, 1, 0],
		[99, 1, 1],
	])('refuses %i-%i-%i', (year, month, day) => expect(civilMs(year, month, day)).toBeNull());

	it('knows that 2000 was a leap year', () => {
		expect(iso(civilMs(2000, 2, 29))).toBe('2000-02-29T00:00:00.000Z');
	});
});

describe('yearlessMs', () => {
	const newYear = Date.UTC(2024, 0, 1, 0, 30);
	it.each([
		['an hour ago', 12, 31, 23, newYear, '2023-12-31T23:00:00.000Z'],
		['this minute', 1, 1, 0, newYear, '2024-01-01T00:00:00.000Z'],
		['a day ahead', 1, 2, 0, newYear, '2024-01-02T00:00:00.000Z'],
		['two days ahead: last year', 1, 3, 0, newYear, '2023-01-03T00:00:00.000Z'],
		['New Year of a server ahead of us', 1, 1, 10, newYear - 3_600_000, '2024-01-01T10:00:00.000Z'],
		['29 February in a leap year', 2, 29, 0, Date.UTC(2024, 6, 1), '2024-02-29T00:00:00.000Z'],
		['29 February the year after', 2, 29, 0, Date.UTC(2025, 0, 1), '2024-02-29T00:00:00.000Z'],
		['29 February past 2100', 2, 29, 0, Date.UTC(2103, 0, 1), '2096-02-29T00:00:00.000Z'],
		['31 June', 6, 31, 0, newYear, null],
	])('%s', (_, month, day, hour, now, expected) => {
		expect(iso(yearlessMs(month, day, hour, 0, 0, now))).toBe(expected);
	});
});
