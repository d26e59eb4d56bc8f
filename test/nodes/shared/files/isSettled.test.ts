import { isSettled } from '../../../../nodes/shared/files/isSettled';
import { bareEntry, type Precision } from '../../../../nodes/shared/model/Entry';

const now = Date.parse('2026-01-31T12:00:00Z');
const at = (modifiedAt: string | null, modifiedPrecision: Precision = 'second') => ({
	...bareEntry('/a', 'file'),
	...{ modifiedAt, modifiedPrecision },
});

describe('isSettled', () => {
	it.each([
		['a file of yesterday', at('2026-01-30T12:00:00Z'), 0, true],
		['a file of an hour ago', at('2026-01-31T11:00:00Z'), 0, true],
		['a file of this minute', at('2026-01-31T11:59:30Z'), 0, false],
		['a file of ten minutes ago', at('2026-01-31T11:50:00Z'), 0, false],
		['a file of the future', at('2026-01-31T13:00:00Z'), 0, false],
		['a file without a time', at(null, 'none'), 0, false],
		['a file of today, as far as is told', at('2026-01-31T00:00:00Z', 'day'), 0, false],
		['a file of another day', at('2026-01-29T00:00:00Z', 'day'), 0, true],
		[
			'a new file of a server that is two hours late',
			at('2026-01-31T10:00:00Z'),
			-7_200_000,
			false,
		],
		['a file of a clock that nobody knows', at('2026-01-31T11:00:00Z'), null, true],
	] as const)('%s', (_, entry, clockOffsetMs, settled) => {
		expect(isSettled(entry, { clockOffsetMs }, now)).toBe(settled);
	});
});
