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
