import { doneMarkers } from '../../../nodes/FtpRemoteTrigger/doneMarkers';
import { isReady, type FileSight } from '../../../nodes/FtpRemoteTrigger/isReady';
import { versionOf } from '../../../nodes/FtpRemoteTrigger/Version';
import type { Readiness, WatchRules } from '../../../nodes/FtpRemoteTrigger/WatchRules';
import type { Precision } from '../../../nodes/shared/model/Entry';

const now = Date.parse('2026-01-31T12:00:00Z');
const version = (time: string | null, precision: Precision = 'second') =>
	versionOf({ size: 1, modifiedAt: time, modifiedPrecision: precision });
const sight = (change: Partial<FileSight> = {}): FileSight => ({
	version: version('2026-01-31T11:00:00Z'),
	unchanged: false,
	since: now,
	markers: [],
	...change,
});
const rules = (readiness: Readiness, minAgeMs = 0): WatchRules => ({
	readiness,
	minAgeMs,
	events: new Set(['added']),
	identity: 'pathSizeTime',
	firstRun: 'baseline',
});
const markers = doneMarkers('*.done');
if (!markers) throw new Error('The pattern is fine');
const doneFile: Readiness = { rule: 'doneFile', markers };
const seconds: Readiness = { rule: 'unchangedForSeconds', ms: 60_000 };
const later = version('2026-01-31T11:00:01Z');
const earlier = version('2026-01-31T10:59:59Z');
const sameMinute = version('2026-01-31T11:00:00Z', 'minute');

describe('a file is complete', () => {
	it.each<[string, Readiness, Partial<FileSight>, boolean]>([
		['at first sight', { rule: 'immediately' }, {}, true],
		['not at the first of two polls', { rule: 'unchangedBetweenPolls' }, {}, false],
		['at the second of two', { rule: 'unchangedBetweenPolls' }, { unchanged: true }, true],
		['not before its time', seconds, { unchanged: true, since: now - 59_999 }, false],
		['after its time', seconds, { unchanged: true, since: now - 60_000 }, true],
		['not without its done file', doneFile, { unchanged: true }, false],
		['with a done file written after it', doneFile, { markers: [later] }, true],
		['with one of the same minute', doneFile, { markers: [sameMinute] }, true],
		['with one whose time nobody knows', doneFile, { markers: [version(null, 'none')] }, true],
		['not with one left from before', doneFile, { markers: [earlier] }, false],
		[
			'with one left from before, once it holds still',
			doneFile,
			{ markers: [earlier], unchanged: true },
			true,
		],
		['with either of two', doneFile, { markers: [earlier, later] }, true],
	])('%s', (_, readiness, change, expected) => {
		expect(isReady(sight(change), rules(readiness), now)).toBe(expected);
	});
});

describe('a file is old enough', () => {
	const at = { rule: 'immediately' } as const;
	it.each<[string, Partial<FileSight>, boolean]>([
		['by its date', { version: version('2026-01-31T11:58:59Z') }, true],
		['not yet by its date', { version: version('2026-01-31T11:59:30Z') }, false],
		[
			'not in a minute that may have ended just now',
			{ version: version('2026-01-31T11:59:00Z', 'minute') },
			false,
		],
		['not with a date in the future', { version: version('2027-01-01T00:00:00Z') }, false],
		[
			'with a date in the future, seen for long',
			{ version: version('2027-01-01T00:00:00Z'), since: now - 60_000 },
			true,
		],
		[
			'without a date, seen for long',
			{ version: version(null, 'none'), since: now - 60_000 },
			true,
		],
	])('%s', (_, change, expected) => {
		expect(isReady(sight(change), rules(at, 60_000), now)).toBe(expected);
	});
});
