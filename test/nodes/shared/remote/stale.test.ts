import type { Expected } from '../../../../nodes/shared/model/Endpoint';
import type { Entry } from '../../../../nodes/shared/model/Entry';
import { sameSecond } from '../../../../nodes/shared/model/otherTime';
import { isStale } from '../../../../nodes/shared/remote/stale';

const entry: Entry = {
	name: 'a',
	path: '/a',
	folder: '/',
	type: 'file',
	size: 3,
	modifiedAt: '2026-01-31T12:00:00.000Z',
	modifiedPrecision: 'second',
	permissions: null,
	owner: null,
	group: null,
	linkTarget: null,
};

describe('what is there now', () => {
	it.each<readonly [string, Expected, Entry | null, boolean]>([
		['is what was seen', entry, entry, false],
		['is gone', entry, null, true],
		['is still absent', 'absent', null, false],
		['has come', 'absent', entry, true],
		['has another size', entry, { ...entry, size: 4 }, true],
		['has a size that nobody knows', entry, { ...entry, size: null }, false],
		['has another time', entry, { ...entry, modifiedAt: '2026-01-31T12:00:01.000Z' }, true],
		[
			'has the same second with a fraction',
			entry,
			{ ...entry, modifiedAt: '2026-01-31T12:00:00.750Z' },
			false,
		],
		[
			'has a time that a listing knew to the minute',
			{ ...entry, modifiedPrecision: 'minute' },
			{ ...entry, modifiedAt: '2026-01-31T12:00:31.000Z' },
			false,
		],
		[
			'has another minute than a listing showed',
			{ ...entry, modifiedPrecision: 'minute' },
			{ ...entry, modifiedAt: '2026-01-31T12:05:00.000Z' },
			true,
		],
		[
			'has another day than a listing showed',
			{ ...entry, modifiedPrecision: 'minute' },
			{ ...entry, modifiedAt: '2026-02-03T12:00:31.000Z' },
			true,
		],
		[
			'has that minute in another zone',
			{ ...entry, modifiedPrecision: 'minute' },
			{ ...entry, modifiedAt: '2026-01-31T06:30:59.000Z' },
			false,
		],
		[
			'has that minute in another year, as the listing named none',
			{ ...entry, modifiedPrecision: 'minute' },
			{ ...entry, modifiedAt: '2027-01-31T12:00:31.000Z' },
			false,
		],
		[
			'was rounded to the next minute by the listing',
			{ ...entry, modifiedPrecision: 'minute' },
			{ ...entry, modifiedAt: '2026-01-31T11:59:40.000Z' },
			false,
		],
		[
			'lies in the day that a listing showed',
			{ ...entry, modifiedPrecision: 'day' },
			{ ...entry, modifiedAt: '2026-02-01T20:00:00.000Z' },
			false,
		],
		[
			'lies days after the day that a listing showed',
			{ ...entry, modifiedPrecision: 'day' },
			{ ...entry, modifiedAt: '2026-02-04T12:00:00.000Z' },
			true,
		],
		['is a folder now', entry, { ...entry, type: 'folder' }, true],
		['is what a link points to', { ...entry, type: 'link' }, entry, false],
	])('%s', (_title, expected, now, stale) => {
		expect(isStale(expected, now)).toBe(stale);
	});
});

it.each([
	['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.999Z', true],
	['2026-01-31T12:00:00Z', '2026-01-31T12:00:01Z', false],
	['2026-01-31T13:00:00+01:00', '2026-01-31T12:00:00Z', true],
	[null, null, true],
	[null, '2026-01-31T12:00:00Z', false],
])('%s and %s are the same second: %s', (a, b, expected) => {
	expect(sameSecond(a, b)).toBe(expected);
});
