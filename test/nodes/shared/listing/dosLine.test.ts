import { dosLine } from '../../../../nodes/shared/listing/dosLine';
import type { LineContext } from '../../../../nodes/shared/listing/ListedLine';

const context: LineContext = { localNow: 0, toUtc: (ms) => ms, dayFirst: false, yearPadded: true };

function read(line: string, more: Partial<LineContext> = {}) {
	const listed = dosLine(line, { ...context, ...more });
	if (listed === null || listed === 'ignored') return listed;
	const at = listed.modifiedMs === null ? null : new Date(listed.modifiedMs).toISOString();
	return { ...listed, at: at?.slice(0, 16) };
}

describe('dosLine', () => {
	it.each([
		['01-31-24  03:05PM                  531 x', '2024-01-31T15:05'],
		['01-31-24  12:05AM                  531 x', '2024-01-31T00:05'],
		['01-31-24  12:05PM                  531 x', '2024-01-31T12:05'],
		['01-31-99  15:05                    531 x', '1999-01-31T15:05'],
		// Time 0 of Unix in America: 69 is 1969, as POSIX reads it.
		['12-31-69  04:00PM                  531 x', '1969-12-31T16:00'],
		['12-31-68  04:00PM                  531 x', '2068-12-31T16:00'],
		['01-31-2024  03:05PM                  531 x', '2024-01-31T15:05'],
		['2024-01-31  15:05                  531 x', '2024-01-31T15:05'],
		['01/31/2024  03:05 PM                  531 x', '2024-01-31T15:05'],
		['31.01.2024  15:05                  531 x', '2024-01-31T15:05'],
		['00-00-80  00:00                  531 x', undefined],
	])('reads %s', (line, at) => {
		expect(read(line)).toMatchObject({ name: 'x', type: 'file', size: 531, at });
	});

	it('puts the day first where other lines of the text leave no doubt', () => {
		expect(read('03-04-24  15:05                  5 x', { dayFirst: true })).toMatchObject({
			at: '2024-04-03T15:05',
		});
	});

	it.each([
		['<DIR>', 'folder', null],
		['<JUNCTION>', 'link', 'C:\\data'],
		['<SYMLINKD>', 'link', 'C:\\data'],
		['<SYMLINK>', 'link', 'C:\\data'],
	])('knows %s', (mark, type, linkTarget) => {
		const name = linkTarget === null ? 'x' : `x [${linkTarget}]`;
		expect(read(`01-31-24  03:05PM       ${mark.padEnd(15)}${name}`)).toMatchObject({
			name: 'x',
			type,
			size: null,
			linkTarget,
		});
	});

	it.each([' a', 'a ', 'a  b', '12 34', '   '])('keeps the blanks of %j', (name) => {
		expect(read(`01-31-24  03:05PM                  531 ${name}`)).toMatchObject({ name });
		expect(read(`01-31-24  03:05PM       <DIR>          ${name}`)).toMatchObject({ name });
	});

	it('reads a mark that is followed by fewer blanks', () => {
		expect(read('01-31-24  03:05PM  <DIR> x')).toMatchObject({ name: 'x', type: 'folder' });
	});

	it('reads sizes with marks between thousands', () => {
		expect(read('2002-09-02  19:06                1,234,567 x')).toMatchObject({ size: 1_234_567 });
	});

	it('leaves out own and parent folder, and refuses other lines', () => {
		expect(read('01-31-24  03:05PM       <DIR>          .')).toBe('ignored');
		expect(read(' Volume in drive C has no label.')).toBeNull();
		expect(read('01-31-24  03:05PM                  531 ')).toBeNull();
	});
});
