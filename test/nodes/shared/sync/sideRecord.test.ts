import type { Precision } from '../../../../nodes/shared/model/Entry';
import { sideRecord } from '../../../../nodes/shared/sync/sideRecord';

const at = Date.parse('2026-01-31T12:00:00Z');
const hour = 3_600_000;

describe('a record', () => {
	it.each<[string, number, Precision, number, Precision, number, number | null, string | null]>([
		['of a second that is long past is sure', at, 'second', at + 5000, 'second', 0, null, null],
		[
			'of the very second of the look must be read',
			at,
			'second',
			at + 400,
			'second',
			0,
			null,
			'read',
		],
		[
			'of a minute that is not over must be read',
			at,
			'minute',
			at + 40_000,
			'minute',
			0,
			null,
			'read',
		],
		[
			'of a second must be asked for while the listing shows its minute',
			at,
			'second',
			at + 40_000,
			'minute',
			0,
			null,
			'ask',
		],
		[
			'of a second must be asked for while the listing shows its day',
			at,
			'second',
			at + hour,
			'day',
			0,
			null,
			'ask',
		],
		['goes by the clock of the side', at, 'minute', at + hour, 'minute', -hour, null, 'read'],
		[
			'of a time just ahead of the clock must be read',
			at,
			'minute',
			at - hour,
			'minute',
			0,
			null,
			'read',
		],
		['of a time far ahead is sure', at, 'minute', at - 48 * hour, 'minute', 0, null, null],
		[
			'of what we wrote ourselves needs no clock',
			at,
			'minute',
			at,
			'minute',
			5 * hour,
			at - 61_000,
			null,
		],
		[
			'of what we have just written must be read',
			at,
			'minute',
			at,
			'minute',
			5 * hour,
			at - 59_000,
			'read',
		],
	])('%s', (_, modified, precision, looked, listedPrecision, offsetMs, stampedAt, unsure) => {
		const record = sideRecord(
			1,
			{ at: modified, precision },
			{ at: looked, stampedAt },
			{ offsetMs, listedPrecision },
		);
		expect(record).toEqual({ size: 1, modified, precision, unsure });
	});
});
