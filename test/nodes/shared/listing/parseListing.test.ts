import { createCodec } from '../../../../nodes/shared/listing/NameCodec';
import {
	parseListing,
	parseMlsd,
	type ParseContext,
} from '../../../../nodes/shared/listing/parseListing';

const context: ParseContext = {
	folder: '/in',
	now: Date.UTC(2024, 5, 15, 12),
	clock: { kind: 'utc' },
	decode: createCodec('utf8').decode,
};
const unix = (name: string) => `-rw-r--r-- 1 a b 5 Jun 14 10:00 ${name}\r\n`;
const notesOf = (text: string) =>
	parseListing(text, context).notes.map(({ kind, text: quoted }) => [kind, quoted]);

describe('parseListing', () => {
	it.each([
		['nothing at all', '', 'empty', true],
		['a sum only', 'total 0\r\n', 'empty', true],
		['blank lines only', '  \r\n\r\n', 'empty', true],
		['own and parent folder only', `${unix('.')}${unix('..')}`, 'empty', true],
		['a message instead of a listing', '/bin/ls: not found\r\n', 'unknown', false],
	])('takes %s for what it is', (_, text, dialect, complete) => {
		expect(parseListing(text, context)).toMatchObject({
			entries: [],
			dialect,
			complete,
			cut: false,
		});
	});

	it('quotes a line that nobody understands and calls the folder incomplete', () => {
		const listing = parseListing(`${unix('a')}?? what\x07 is this\r\n${unix('b')}`, context);
		expect(listing.entries.map(({ name }) => name)).toEqual(['a', 'b']);
		expect(listing.complete).toBe(false);
		expect(listing.notes).toEqual([
			{ kind: 'unknownLine', folder: '/in', text: '?? what\\x07 is this' },
		]);
	});

	it.each([
		['a "/"', 'a/b', 'a/b'],
		['NUL', 'a\0b', 'a\\x00b'],
		['CR', 'a\rb', 'a\\x0db'],
		['CR at its end', 'Icon\r', 'Icon\\x0d'],
		['bytes that are no UTF-8', 'a\xff', 'aÿ'],
	])('never makes a path of a name with %s, and still trusts the rest', (_, name, quoted) => {
		const listing = parseListing(`${unix(name)}${unix('fine')}`, context);
		expect(listing.entries.map((entry) => entry.name)).toEqual(['fine']);
		expect(listing.complete).toBe(true);
		expect(listing.notes).toEqual([{ kind: 'unsafeName', folder: '/in', text: quoted }]);
	});

	it('keeps the first of two entries of one name and trusts the folder no longer', () => {
		const listing = parseListing(`${unix('a')}${unix('a')}`, context);
		expect(listing.entries).toHaveLength(1);
		expect(listing.complete).toBe(false);
		expect(listing.notes).toMatchObject([{ kind: 'duplicateName', text: 'a' }]);
	});

	it('makes no entry of half a line', () => {
		const listing = parseListing(`${unix('a')}-rw-r--r-- 1 a b 5 Jun 14 10:00 repo`, context);
		expect(listing).toMatchObject({ cut: true, complete: false });
		expect(listing.entries.map(({ name }) => name)).toEqual(['a']);
		expect(listing.notes).toMatchObject([{ kind: 'unknownLine' }]);
	});

	it('takes a line longer than any path for none', () => {
		const listing = parseListing(unix('a'.repeat(12_000)) + unix('b'), context);
		expect(listing.entries.map(({ name }) => name)).toEqual(['b']);
		expect(listing).toMatchObject({ complete: false, notes: [{ kind: 'unknownLine' }] });
	});

	it("guesses a missing year from the server's time, not from ours", () => {
		const timeOf = (now: string, minutes: number, date: string) => {
			const clock = { kind: 'offset', minutes } as const;
			const text = `-rw-r--r-- 1 a b 5 ${date} x\r\n`;
			const { entries } = parseListing(text, { ...context, now: Date.parse(now), clock });
			return entries[0]?.modifiedAt;
		};
		// Half a day more than a day ahead of UTC, and the other way round.
		expect(timeOf('2024-12-31T23:00:00Z', 840, 'Jan  2 12:30')).toBe('2025-01-01T22:30:00.000Z');
		expect(timeOf('2025-01-01T02:00:00Z', -720, 'Jan  2 01:00')).toBe('2024-01-02T13:00:00.000Z');
	});

	it('knows from the other lines whether a second blank behind a year belongs to the name', () => {
		const names = (...lines: readonly string[]) =>
			parseListing(
				lines.map((line) => `-rw-r--r-- 1 a b 5 ${line}\r\n`).join(''),
				context,
			).entries.map(({ name }) => name);
		expect(names('Jun 14 10:00 a', 'Jun 14 2023  b')).toEqual(['a', 'b']);
		expect(names('Jun 14 2023 a', 'Jun 14 2023  b')).toEqual(['a', ' b']);
	});

	it.each([
		[
			'VMS with the sizes behind the time',
			'A.TXT;1       17-JUN-1994 17:25:37     6308/13     (RWED,R,)',
		],
		['VMS without an owner', 'A.TXT;1       155   17-JUN-1994 17:25:37.64'],
	])('takes no sizes for an owner: %s', (_, line) => {
		const [entry] = parseListing(`${line}\r\n`, context).entries;
		expect(entry).toMatchObject({ name: 'A.TXT;1', owner: null });
		expect(entry?.modifiedAt).toBe('1994-06-17T17:25:37.000Z');
	});

	it.each([
		['+/,r,\tx', 'folder'],
		['+r,/,\tx', 'folder'],
		['+r,s5,\tx', 'file'],
	])('reads the EPLF line %j as a %s', (line, type) => {
		expect(parseListing(`${line}\r\n`, context).entries).toMatchObject([{ name: 'x', type }]);
	});

	// Lines as in https://svn.filezilla-project.org/filezilla/FileZilla3/trunk/tests/dirparsertest.cpp
	it.each([
		['HP NonStop', 'ALV 101 528 6-Apr-07 14:21:18 255, 0 "oooo"'],
		['OS-9', '20.20 07/03/29 1026 d-ewrewr 2650 85920 CMDS'],
		['Nortel wfFtp', 'boot.cfg       1014196  06/03/04  Thur.   10:20:03'],
		['VxWorks', '2048    Feb-28-1998  05:23:30   logs <DIR>'],
		['an old VShell', '206876  Apr 04, 2000 21:06 report.txt'],
		['Connect:Enterprise', '-C--E-----FTP B BCC3I1       7670  1294495 Jan 13 07:42 ORDERS'],
		['z/VM', 'PROFILE  EXEC   V        65      107        2 2005-10-04 15:28:42 060191'],
		['z/OS, a member', ' TBTOOL    01.12 2002/09/12 2004/11/26 19:54    51    28     0 KIL001'],
		[
			'z/OS, a migrated data set',
			'Migrated                                                PLATO.ETL.CNTL',
		],
		['IBM i', 'QPGMR           36864 18.09.06 14:21:26 *FILE      ORDERS.FILE'],
		['modes in octal', '0100644   500  101   12345    123456789       report.txt'],
		['no date', 'drwxr-xr-x 3 slopri devlab 512 reports'],
		[
			'day, month and year in numbers',
			'-r-xr-xr-x   2 root     other      2235 24-04-2003 17:12 x',
		],
		['a dotted date', '-r-xr-xr-x   2 root  root  96 2004.07.15   x'],
		['a month in numbers', '-rw-r--r--   1 root     other        531 3 29 03:26 x'],
		['marks between thousands', '-rw-r--r-- 1 a b 1,234,567 Mar  1 10:00 x'],
		['a clock of twelve hours', '-rw-r--r-- 1 a b 12 Mar 1 10:00PM x'],
		['seconds since 1970', '-rw-r--r-- 1 a b 12 1740823200 x'],
		['names only', 'report.txt'],
		['a file without rights', '?---------   ? ?        ?              ? ?            ? broken'],
	])('never makes a wrong entry of a form that it does not know: %s', (_, line) => {
		expect(parseListing(`${line}\r\n`, context)).toMatchObject({
			...{ entries: [], complete: false, notes: [{ kind: 'unknownLine' }] },
		});
	});

	it('cuts a long quote', () => {
		expect(notesOf(`${'x'.repeat(500)}\r\n`)[0]?.[1]).toHaveLength(200);
	});

	it('reads bare line feeds as well as CR LF', () => {
		expect(parseListing(unix('a').replace('\r', ''), context).entries[0]?.name).toBe('a');
	});

	it('takes LIST lines in MLSD, and MLSD lines in LIST, for unknown', () => {
		const mlsd = 'type=file;size=1; a\r\n';
		expect(parseListing(mlsd, context)).toMatchObject({ entries: [], complete: false });
		expect(parseMlsd(unix('a'), context)).toMatchObject({ entries: [], complete: false });
	});

	it('names the dialect of most lines', () => {
		const dos = '06-14-24  10:00AM                    5 c\r\n';
		expect(parseListing(`${unix('a')}${unix('b')}${dos}`, context).dialect).toBe('unix');
		expect(parseListing(`${dos}${dos.replace(' c', ' d')}${unix('a')}`, context).dialect).toBe(
			'dos',
		);
	});

	it('decodes owners, groups and link targets too', () => {
		const line = 'lrwxrwxrwx 1 J\xc3\xb6rg Gr\xc3\xbcn 3 Jun 14 10:00 l -> \xc3\xa4b\r\n';
		expect(parseListing(line, context).entries[0]).toMatchObject({
			owner: 'Jörg',
			group: 'Grün',
			linkTarget: 'äb',
		});
	});

	it('reads 20,000 lines in a fraction of a second, in a zone that changes its clocks', () => {
		let text = '';
		for (let i = 0; i < 20_000; i++) {
			text += `-rw-r--r--   1 user  Domain Users ${i} Jan ${1 + (i % 28)} 10:26 file number ${i}.txt\r\n`;
		}
		const before = process.cpuUsage();
		const zone: ParseContext = { ...context, clock: { kind: 'zone', name: 'Europe/Berlin' } };
		const listing = parseListing(text, zone);
		const spent = process.cpuUsage(before);
		expect(listing.entries).toHaveLength(20_000);
		// About 80 ms alone; the bound leaves room for a machine that does other work.
		expect((spent.user + spent.system) / 1000).toBeLessThan(1500);
	});

	it.each([
		['blanks', '1', ' ', 'x'],
		['blanks after a date', '01-31-24  03:05', ' ', 'x'],
		['blanks after a name of VMS', 'A.TXT;1', ' ', 'x'],
		['digits', '', '1', 'x'],
		['words', '-rw-r--r--', ' 1', ' x'],
		['facts', '', 'unix.owner=1;', ' '],
		['arrows', 'lrwxrwxrwx 1 a b 5 Jan 1 10:00 ', ' -> ', ''],
	])('is not held up by a server that sends thousands of %s', (_, start, middle, end) => {
		const line = start + middle.repeat(9_900 / middle.length) + end;
		const text = `${line}\r\n`.repeat(20) + `${start}${middle.repeat(500_000)}${end}\r\n`;
		const before = process.cpuUsage();
		parseListing(text, context);
		parseMlsd(text, context);
		const spent = process.cpuUsage(before);
		expect((spent.user + spent.system) / 1000).toBeLessThan(2000);
	});
});
