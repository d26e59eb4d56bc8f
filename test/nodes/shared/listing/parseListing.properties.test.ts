import fc from 'fast-check';
import { createCodec } from '../../../../nodes/shared/listing/NameCodec';
import {
	parseListing,
	parseMlsd,
	type ParseContext,
	type ParsedListing,
} from '../../../../nodes/shared/listing/parseListing';

const context: ParseContext = {
	folder: '/',
	now: Date.UTC(2024, 5, 15, 12),
	clock: { kind: 'utc' },
	decode: createCodec('utf8').decode,
};

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const anyText = fc.string({ unit: byte, maxLength: 400 });
/** Pieces of real lines in a wrong order come closer to what a parser may stumble over. */
const pieces = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'-rw-r--r--',
				'drwxr-xr-x',
				'lrwxrwxrwx',
				'crw-rw-rw-',
				'd [RWCEAFMS]',
				'total 1',
			),
			fc.constantFrom(
				'Jan',
				'31',
				'10:00',
				'2024',
				'2024-01-31',
				'01-31-24',
				'03:05PM',
				'<DIR>',
				'->',
			),
			fc.constantFrom(
				'type=file;',
				'size=1;',
				'modify=20240131120000;',
				'+r,s5,\t',
				'A.TXT;1',
				'8,',
				'1',
			),
			fc.constantFrom(' ', '  ', '\t', '\r\n', '\n', '\r', ';', '=', '\xff', '\xc3\xbc'),
			fc.string({ maxLength: 5 }),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(''));

/** A name as it may stand on a disk: no "/", NUL or line break, and not "." or "..". */
const name = fc
	.string({
		unit: fc.oneof(
			fc.constantFrom(' ', '-', '>', ';', '=', '1', ':', '.'),
			fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
		),
		minLength: 1,
		maxLength: 30,
	})
	.filter((text) => !/[/\0\r\n]/.test(text) && text !== '.' && text !== '..');
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 20 });
const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

function linesAccountedFor({ entries, notes, ignoredLines }: ParsedListing): number {
	return entries.length + notes.length + ignoredLines;
}

function lineCount(text: string): number {
	const parts = text.split('\n');
	return parts.at(-1) === '' ? parts.length - 1 : parts.length;
}

describe('listings of any kind', () => {
	it.each([
		['LIST', parseListing],
		['MLSD', parseMlsd],
	])('lose no line of %s, whatever the bytes', (_, parse) => {
		fc.assert(
			fc.property(fc.oneof(anyText, pieces), (text) => {
				// Wrapped lines of VMS become one before they are counted.
				if (/;\d+[ \t]*\r?\n/.test(text)) return;
				const listing = parse(text, context);
				expect(linesAccountedFor(listing)).toBe(lineCount(text));
				expect(listing.cut).toBe(text !== '' && !text.endsWith('\n'));
				if (listing.cut) expect(listing.complete).toBe(false);
				for (const { name: found, path } of listing.entries) {
					expect(found).not.toMatch(/[/\r\n\0]/);
					expect(['', '.', '..']).not.toContain(found);
					expect(path).toBe(`/${found}`);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it.each([
		[
			'Unix',
			parseListing,
			(text: string) => `-rw-r--r--   1 ftp      ftp           531 Jan 31 10:00 ${text}`,
		],
		[
			'Unix with a year',
			parseListing,
			(text: string) => `-rw-r--r--   1 ftp      ftp           531 Jan 31  2020 ${text}`,
		],
		[
			'Unix with ISO dates',
			parseListing,
			(text: string) => `-rw-r--r-- 1 ftp ftp 531 2020-01-31 10:00 ${text}`,
		],
		['IIS', parseListing, (text: string) => `01-31-20  03:05PM                  531 ${text}`],
		['EPLF', parseListing, (text: string) => `+m825718503,r,s531,\t${text}`],
		['MLSD', parseMlsd, (text: string) => `type=file;size=531;modify=20200131100000; ${text}`],
	])('keep every name exactly: %s', (_, parse, format) => {
		fc.assert(
			fc.property(names, (all) => {
				const text = all.map((each) => `${format(bytesOf(each))}\r\n`).join('');
				const listing = parse(text, context);
				expect(listing.entries.map((entry) => entry.name)).toEqual(all);
				expect(listing.entries.every(({ size }) => size === 531)).toBe(true);
				expect(listing.complete).toBe(true);
			}),
		);
	});

	it('keep name and target of every link, arrows in both or not', () => {
		fc.assert(
			fc.property(name, name, (link, target) => {
				const size = bytesOf(target).length;
				const text = `lrwxrwxrwx 1 ftp ftp ${size} Jan 31 10:00 ${bytesOf(`${link} -> ${target}`)}\r\n`;
				expect(parseListing(text, context).entries).toMatchObject([
					{ name: link, linkTarget: target, type: 'link' },
				]);
			}),
		);
	});
});
