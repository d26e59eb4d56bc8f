import type { LineContext } from '../../../../nodes/shared/listing/ListedLine';
import { unixLine } from '../../../../nodes/shared/listing/unixLine';

const context: LineContext = {
	localNow: Date.UTC(2024, 0, 2, 0, 30),
	toUtc: (localMs) => localMs,
	dayFirst: false,
	yearPadded: true,
};

function read(line: string) {
	const listed = unixLine(line, context);
	return listed === null || listed === 'ignored' ? listed : { ...listed };
}

function timeOf(line: string): string | null | undefined {
	const listed = read(line);
	if (listed === null || listed === 'ignored') return undefined;
	return listed.modifiedMs === null ? null : new Date(listed.modifiedMs).toISOString();
}

describe('unixLine', () => {
	it.each([
		['a leading blank', ' a'],
		['several leading blanks', '   a'],
		['a trailing blank', 'a '],
		['inner blanks', 'a   b'],
		['a blank only', ' '],
		['an arrow', 'a -> b'],
		['what looks like a size and a date', '12 Jan 31 12:00 x'],
		['what looks like a whole line', '-rw-r--r-- 1 a b 5 Jan  1 10:00 x'],
		['a year', '2024'],
		['a time', '12:30'],
		['a zone', '+0100'],
		['dashes and brackets', '--[x]*?'],
	])('keeps a name with %s', (_, name) => {
		for (const date of ['Jan  1 10:00', 'Dec 31  2020', '2023-12-31 10:00', '31 Dec 2020']) {
			expect(read(`-rw-r--r--   1 root     other        531 ${date} ${name}`)).toMatchObject({
				name,
				size: 531,
				owner: 'root',
				group: 'other',
			});
		}
	});

	it.each([
		['Jan  1 10:00:15 2024', '2024', '2024-01-01T10:00:15.000Z'],
		['Jan  1 10:00 2023 report', '2023 report', '2024-01-01T10:00:00.000Z'],
		['Jan  1 10:00:15 2023 report', 'report', '2023-01-01T10:00:15.000Z'],
	])('tells a year from a name: %s', (end, name, at) => {
		const line = `-rw-r--r-- 1 a b 5 ${end}`;
		expect(read(line)).toMatchObject({ name });
		expect(timeOf(line)).toBe(at);
	});

	it('claims no precision for a time that does not exist', () => {
		for (const date of ['Jan  0  1970', '2023-02-30 10:00', 'Feb 30 10:00'])
			expect(read(`-rw-r--r-- 1 a b 5 ${date} x`)).toMatchObject({
				...{ name: 'x', modifiedMs: null, precision: 'none' },
			});
	});

	it.each([
		['no group', '-rw-r--r-- 1 root 531', 'root', null, 531],
		['no owner and group', '-rw-r--r-- 1 531', null, null, 531],
		['no link count', '-rw-r--r-- root staff 531', 'root', 'staff', 531],
		['numbers for owner and group', '-rw-r--r-- 1 1000 100 531', '1000', '100', 531],
		['a group called like a month', '-rw-r--r-- 1 may Jan 531', 'may', 'Jan', 531],
		['a group of two words', '-rw-r--r-- 1 a Domain Users 531', 'a', 'Domain Users', 531],
		['inode and blocks', '1234  8 -rw-r--r-- 1 a b 531', 'a', 'b', 531],
		['a blank before it', ' -rw-r--r-- 1 a b 531', 'a', 'b', 531],
		['an ACL', '-rw-r--r--+ 1 a b 531', 'a', 'b', 531],
		['an SELinux context', '-rw-r--r--. 1 a b 531', 'a', 'b', 531],
		['extended attributes', '-rw-r--r--@ 1 a b 531', 'a', 'b', 531],
		['setuid and sticky bits', '-rwsr-Sr-t 1 a b 531', 'a', 'b', 531],
		['many links', 'drwxr-x---+1464 a b 531', 'a', 'b', null],
		['more than 4 GiB', '-rw-r--r-- 1 a b 5000000000', 'a', 'b', 5_000_000_000],
		['the largest exact size', '-rw-r--r-- 1 a b 9007199254740991', 'a', 'b', 2 ** 53 - 1],
		['a size past that', '-rw-r--r-- 1 a b 9007199254740993', 'a', 'b', null],
		['a size that overflowed', '-rw-r--r-- 1 a b -2147483648', 'a', 'b', null],
		['a rounded size', '-rw-r--r-- 1 a b 1.2K', 'a', 'b', null],
		['no size', '-rw-r--r-- 1 a b', 'a', 'b', null],
	])('reads a line with %s', (_, head, owner, group, size) => {
		expect(read(`${head} Jan  1 10:00 x`)).toMatchObject({ name: 'x', owner, group, size });
	});

	it.each([
		['8, 1', 'brw-rw---- 1 root disk 8, 1 Jan 1 10:00 x'],
		['8,  1', 'crw-rw---- 1 root disk 8,   1 Jan 1 10:00 x'],
		['109,767', 'crw------- 1 root sys 109,767 Jan 1 10:00 x'],
		['hexadecimal', 'crw-rw-rw- 1 root sys 3 0x000002 Jan 1 10:00 x'],
	])('knows a device by its numbers (%s) and gives it no size', (_, line) => {
		expect(read(line)).toMatchObject({ name: 'x', type: 'file', size: null, owner: 'root' });
	});

	it('marks devices, pipes and sockets in the permissions', () => {
		expect(read('prw-r--r-- 1 a b 0 Jan 1 10:00 x')).toMatchObject({ permissions: 'prw-r--r--' });
		expect(read('-rw-r--r-- 1 a b 0 Jan 1 10:00 x')).toMatchObject({ permissions: 'rw-r--r--' });
	});

	it.each([
		['plain', 3, 'a -> b/c', 'a', 'b/c'],
		['an arrow in the name', 1, 'a -> b -> c', 'a -> b', 'c'],
		['an arrow in the target', 6, 'a -> b -> c', 'a', 'b -> c'],
		['a size that tells nothing', 0, 'a -> b -> c', 'a', 'b -> c'],
		['no target shown', 7, 'a', 'a', null],
	])('splits a link: %s', (_, size, text, name, linkTarget) => {
		const line = `lrwxrwxrwx 1 a b ${size} Jan 1 10:00 ${text}`;
		expect(read(line)).toMatchObject({ type: 'link', size: null, name, linkTarget });
	});

	it.each([
		['today', 'Jan  2 00:10', '2024-01-02T00:10:00.000Z'],
		['just before New Year', 'Dec 31 23:59', '2023-12-31T23:59:00.000Z'],
		['a server clock ahead of ours', 'Jan  2 23:00', '2024-01-02T23:00:00.000Z'],
		['more than a day ahead', 'Jan  3 00:31', '2023-01-03T00:31:00.000Z'],
		['29 February of the last leap year', 'Feb 29 10:00', '2020-02-29T10:00:00.000Z'],
		['a year', 'Feb 29  2016', '2016-02-29T00:00:00.000Z'],
		['seconds and a year', 'Thu Jan 31 12:00:01 2019', '2019-01-31T12:00:01.000Z'],
		['full time', '2021-07-01 12:00:00.123456789 +0230', '2021-07-01T09:30:00.123Z'],
		['full time of BusyBox', '2021-07-01 12:00:00 -0500', '2021-07-01T17:00:00.000Z'],
		['short ISO without a year', '12-31 10:00', '2023-12-31T10:00:00.000Z'],
		['short ISO of an old file', '2019-05-06 ', '2019-05-06T00:00:00.000Z'],
		['the day first', '31 Dec 10:00', '2023-12-31T10:00:00.000Z'],
		['German', '24. Dez 10:00', '2023-12-24T10:00:00.000Z'],
		['French in UTF-8', 'd\xc3\xa9c. 24 10:00', '2023-12-24T10:00:00.000Z'],
		['French in Latin-1', 'f\xe9vr. 24 10:00', '2023-02-24T10:00:00.000Z'],
		['midnight as 24:00', 'Jun  4 24:00', '2023-06-05T00:00:00.000Z'],
		['a day that does not exist', 'Jan  0  1970', null],
	])('reads the date: %s', (_, date, expected) => {
		expect(timeOf(`-rw-r--r-- 1 a b 5 ${date} x`)).toBe(expected);
		expect(read(`-rw-r--r-- 1 a b 5 ${date} x`)).toMatchObject({ name: 'x' });
	});

	it.each([
		['Jan  1 10:00', 'minute'],
		['Jan  1  2020', 'day'],
		['2021-07-01 12:00', 'minute'],
		['2021-07-01 12:00:00', 'second'],
	])('says how exact %s is', (date, precision) => {
		expect(read(`-rw-r--r-- 1 a b 5 ${date} x`)).toMatchObject({ precision });
	});

	it('does not take a date in the name for that of a line whose own date is unknown', () => {
		expect(read('-rw-r--r-- 1 a b 5 24-04-2003 17:12 log 7 Jan 31 12:00 x')).toBeNull();
		expect(read('-rw-r--r-- 1 a b 5 nonsense log Jan 31 12:00 x')).toBeNull();
	});

	it.each([
		'total 12',
		'insgesamt 4,5K',
		'\u00e6\u0080\u00bb\u00e7\u0094\u00a8\u00e9\u0087\u008f 8',
	])('passes over the sum %j', (line) => expect(read(line)).toBe('ignored'));

	it.each([
		'',
		'report 12',
		'drwxr-xr-x',
		'-rw-r--r-- 1 a b 5 Jan 1 10:00 ',
		'-rw-r--r-- 1 a b 5 Jam 4 00:03 x',
	])('does not understand %j', (line) => expect(read(line)).toBeNull());

	it('takes the mark of `ls -F` off a folder', () => {
		expect(read('drwxr-xr-x 1 a b 5 Jan 1 10:00 sub/')).toMatchObject({ name: 'sub' });
	});
});
