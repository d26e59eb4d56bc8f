import {
	finer,
	sameFile,
	sameVersion,
	versionOf,
	type Version,
} from '../../../nodes/FtpRemoteTrigger/Version';
import type { Precision } from '../../../nodes/shared/model/Entry';

const version = (size: number | null, time: string | null, precision: Precision = 'second') =>
	versionOf({ size, modifiedAt: time, modifiedPrecision: precision });

describe('two looks at a path', () => {
	it.each<[string, Version, Version, boolean]>([
		[
			'of equal size and time',
			version(1, '2026-01-02T03:04:05Z'),
			version(1, '2026-01-02T03:04:05Z'),
			true,
		],
		[
			'of other sizes',
			version(1, '2026-01-02T03:04:05Z'),
			version(2, '2026-01-02T03:04:05Z'),
			false,
		],
		[
			'of other times',
			version(1, '2026-01-02T03:04:05Z'),
			version(1, '2026-01-02T03:04:06Z'),
			false,
		],
		[
			'with a fraction of a second',
			version(1, '2026-01-02T03:04:05.123Z'),
			version(1, '2026-01-02T03:04:05Z'),
			true,
		],
		[
			'of a minute and a second in it',
			version(1, '2026-01-02T03:04:00Z', 'minute'),
			version(1, '2026-01-02T03:04:59Z'),
			true,
		],
		[
			'of a minute and a second after it',
			version(1, '2026-01-02T03:04:00Z', 'minute'),
			version(1, '2026-01-02T03:05:00Z'),
			false,
		],
		[
			'of a minute and its day',
			version(1, '2026-01-02T03:04:00Z', 'minute'),
			version(1, '2026-01-02T00:00:00Z', 'day'),
			true,
		],
		[
			'of which one knows no time',
			version(1, null, 'none'),
			version(1, '2026-01-02T03:04:05Z'),
			true,
		],
		[
			'of which one knows no size',
			version(null, '2026-01-02T03:04:05Z'),
			version(1, '2026-01-02T03:04:05Z'),
			true,
		],
	])('%s', (_, one, other, same) => {
		expect(sameVersion(one, other)).toBe(same);
		expect(sameVersion(other, one)).toBe(same);
	});

	it('leave what knows more', () => {
		const minute = version(5, '2026-01-02T03:04:00Z', 'minute');
		const second = version(null, '2026-01-02T03:04:05Z');
		const both = version(5, '2026-01-02T03:04:05Z');
		expect([finer(minute, second), finer(second, minute)]).toEqual([both, both]);
	});
});

it.each([
	['path', true, true],
	['pathSize', true, false],
	['pathSizeTime', false, false],
] as const)('the identity %s sees what it says', (identity, touchedIsSame, grownIsSame) => {
	const before = version(1, '2026-01-02T03:04:05Z');
	expect(sameFile(identity, before, version(1, '2026-01-02T03:04:06Z'))).toBe(touchedIsSame);
	expect(sameFile(identity, before, version(2, '2026-01-02T03:04:06Z'))).toBe(grownIsSame);
});
