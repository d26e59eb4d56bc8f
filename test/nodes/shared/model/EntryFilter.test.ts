import * as fc from 'fast-check';
import type { Entry } from '../../../../nodes/shared/model/Entry';
import {
	anyOf,
	compileFilter,
	noFilter,
	splitPatterns,
	type FilterRules,
} from '../../../../nodes/shared/model/EntryFilter';

const entry = (path: string, change: Partial<Entry> = {}): Entry => ({
	name: path.slice(path.lastIndexOf('/') + 1),
	path: `/${path}`,
	folder: '/',
	type: 'file',
	size: 100,
	modifiedAt: '2026-01-15T00:00:00Z',
	modifiedPrecision: 'second',
	permissions: null,
	owner: null,
	group: null,
	linkTarget: null,
	...change,
});
const takes = (rules: Partial<FilterRules>, path: string, change: Partial<Entry> = {}) =>
	compileFilter({ ...noFilter, ...rules }).matches(entry(path, change), path);

describe('patterns', () => {
	it.each([
		['*.csv', 'a.csv', true],
		['*.csv', 'sub/deep/a.csv', true],
		['*.csv', 'a.csv.txt', false],
		['/*.csv', 'a.csv', true],
		['/*.csv', 'sub/a.csv', false],
		['sub/*.csv', 'sub/a.csv', true],
		['sub/*.csv', 'x/sub/a.csv', false],
		['**/sub/*.csv', 'x/sub/a.csv', true],
		['reports/**', 'reports/2026/a.csv', true],
		['reports/**', 'other/reports/a.csv', false],
		['reports/', 'reports/2026/a.csv', true],
		['reports/', 'x/reports/a.csv', true],
		['/reports/', 'x/reports/a.csv', false],
		['a/b/', 'a/b/c', true],
		['a/b/', 'x/a/b/c', false],
		['a//b', 'a/b', true],
		['./a', 'a', true],
		['*', '.hidden', true],
		['**', '.git/config', true],
		['*.{csv,txt}', 'a.txt', true],
		['[ab].txt', 'b.txt', true],
		['[ab.txt', '[ab.txt', true],
		['report (1).csv', 'report (1).csv', true],
		['!a', '!a', true],
		['!a', 'b', false],
		['#a', '#a', true],
		['A.txt', 'a.txt', false],
		['\u00c4.txt', 'A\u0308.txt', true],
		['A\u0308*', '\u00c4.txt', true],
		['**/*.txt', 'a\u2028b/c.txt', true],
	])('"%s" on "%s": %s', (glob, path, expected) => {
		expect(anyOf([glob])(path)).toBe(expected);
	});

	it.each(['', '/', '[z-a].txt', '../secret', 'a/../b', 'x'.repeat(70_000)])(
		'that cannot be right are refused: "%.20s"',
		(glob) => {
			expect(() => anyOf([glob])).toThrow(
				expect.objectContaining({ category: 'invalidInput' }) as Error,
			);
		},
	);

	it('fit their own text, whatever it is, or are refused', () => {
		const name = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((text) => !/[/\\*?[\](){}|+@!^$]|^\.+$/.test(text));
		fc.assert(fc.property(name, (text) => expect(anyOf([text])(`sub/${text}`)).toBe(true)));
	});
});

describe('splitPatterns', () => {
	it.each([
		['*.csv', ['*.csv']],
		['*.csv, *.txt', ['*.csv', '*.txt']],
		['*.{csv,txt}, a', ['*.{csv,txt}', 'a']],
		['@(a,b)\n[x,y]', ['@(a,b)', '[x,y]']],
		['a\r\nb\n\n , c,', ['a', 'b', 'c']],
		['a\rb', ['a', 'b']],
		['{a,b\nc,d', ['{a,b', 'c', 'd']],
		['a},b', ['a}', 'b']],
		['report 1.csv', ['report 1.csv']],
		['', []],
	])('splits %j', (text, expected) => {
		expect(splitPatterns(text)).toEqual(expected);
	});
});

describe('compileFilter', () => {
	it.each<[string, Partial<FilterRules>, string, boolean]>([
		['everything without rules', {}, 'a/.b/c', true],
		['what is included', { include: ['*.csv', '*.txt'] }, 'a.txt', true],
		['nothing else', { include: ['*.csv'] }, 'a.txt', false],
		['nothing that is excluded', { exclude: ['*.tmp'] }, 'a.tmp', false],
		['nothing that is included and excluded', { include: ['*'], exclude: ['a.*'] }, 'a.txt', false],
		[
			'nothing in an excluded folder',
			{ exclude: ['node_modules'] },
			'x/node_modules/y/z.js',
			false,
		],
		['nothing in an excluded folder with a slash', { exclude: ['.git/'] }, '.git/config', false],
		['no hidden file', { includeHidden: false }, 'a/.env', false],
		['nothing in a hidden folder', { includeHidden: false }, '.git/config', false],
		['no hidden file that is included', { includeHidden: false, include: ['.env'] }, '.env', false],
	])('takes %s', (_, rules, path, expected) => {
		expect(takes(rules, path)).toBe(expected);
	});

	it.each<[string, Partial<FilterRules>, Partial<Entry>, boolean]>([
		['the smallest size', { minSize: 100 }, {}, true],
		['nothing below it', { minSize: 101 }, {}, false],
		['the largest size', { maxSize: 100 }, {}, true],
		['nothing above it', { maxSize: 99 }, {}, false],
		['no unknown size', { maxSize: 99 }, { size: null }, false],
		['an unknown size without a rule', {}, { size: null }, true],
		['the first moment', { modifiedAfter: Date.parse('2026-01-15') }, {}, true],
		['nothing before it', { modifiedAfter: Date.parse('2026-01-16') }, {}, false],
		['the last moment', { modifiedBefore: Date.parse('2026-01-15') }, {}, true],
		['nothing after it', { modifiedBefore: Date.parse('2026-01-14') }, {}, false],
		['no unknown time', { modifiedBefore: Infinity }, { modifiedAt: null }, false],
		['no unreadable time', { modifiedAfter: 0 }, { modifiedAt: 'yesterday' }, false],
		[
			'folders of any size and time',
			{ minSize: 1, modifiedAfter: Infinity },
			{ type: 'folder' },
			true,
		],
		['links of any size and time', { maxSize: 0, modifiedBefore: 0 }, { type: 'link' }, true],
	])('takes %s', (_, rules, change, expected) => {
		expect(takes(rules, 'a', change)).toBe(expected);
	});

	it.each<[string, Partial<FilterRules>, string, boolean]>([
		['a folder that is not included itself', { include: ['*.csv'] }, 'sub', true],
		['no excluded folder', { exclude: ['sub'] }, 'sub', false],
		['no folder below an excluded one', { exclude: ['sub'] }, 'sub/deep', false],
		['a folder of which only the files are excluded', { exclude: ['sub/*.csv'] }, 'sub', true],
		['no hidden folder', { includeHidden: false }, 'a/.git', false],
	])('descends into %s', (_, rules, folder, expected) => {
		expect(compileFilter({ ...noFilter, ...rules }).descends(folder)).toBe(expected);
	});
});
