import { isWorthAsking } from '../../../nodes/FtpRemoteTrigger/exactTimes';
import { versionOf } from '../../../nodes/FtpRemoteTrigger/Version';
import type { Known } from '../../../nodes/FtpRemoteTrigger/WatchState';
import type { Entry, Precision } from '../../../nodes/shared/model/Entry';
import { entryOf } from '../../support/memory/entryOf';
import { file } from '../../support/memory/treeLiteral';

const now = Date.parse('2026-01-31T12:00:00Z');
const listed = (time: string, precision: Precision, size = 1): Entry =>
	entryOf('/in/a', file('x'.repeat(size), time), precision);
const known = (time: string, sure: boolean): Known => ({
	seen: versionOf(listed(time, 'second')),
	since: now,
	sure,
	done: null,
});
const today = '2026-01-31T11:59:30Z';
const longAgo = '2025-11-01T10:00:30Z';

it.each<[string, Entry, Known | undefined, boolean]>([
	['a recent file, listed to the minute', listed(today, 'minute'), undefined, true],
	['one whose minute may still go on', listed(today, 'minute'), known(today, false), true],
	['not one whose minute is over', listed(today, 'minute'), known(today, true), false],
	[
		'one of another minute than before',
		listed(today, 'minute'),
		known('2026-01-31T11:50:00Z', true),
		true,
	],
	['one of another size than before', listed(today, 'minute', 2), known(today, true), true],
	['not one that is listed to the second', listed(today, 'second'), undefined, false],
	['not one of long ago', listed(longAgo, 'day'), undefined, false],
	[
		'one of long ago that looks other than before',
		listed(longAgo, 'day'),
		known(today, true),
		true,
	],
	['one of the future', listed('2026-03-01T00:00:00Z', 'minute'), undefined, true],
	['one that is listed without a time', listed(today, 'none'), known(today, true), true],
])('the exact time is asked for: %s', (_, entry, before, expected) => {
	expect(isWorthAsking(entry, before, now)).toBe(expected);
});
