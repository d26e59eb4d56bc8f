import type { Entry } from '../../../../nodes/shared/model/Entry';
import {
	compileFilter,
	noFilter,
	type FilterRules,
} from '../../../../nodes/shared/model/EntryFilter';
import { select, type SelectRules } from '../../../../nodes/shared/files/select';
import { entryOf } from '../../../support/memory/entryOf';
import { file, link } from '../../../support/memory/treeLiteral';

const entries: Entry[] = [
	entryOf('/in/a10.csv', file('12345', '2026-01-03T00:00:00Z'), 'second'),
	entryOf('/in/a2.csv', file('123', '2026-01-01T00:00:00Z'), 'second'),
	entryOf('/in/b.txt', file('1234', '2026-01-02T00:00:00Z'), 'none'),
	entryOf('/in/way', link('b.txt'), 'none'),
	entryOf('/in/sub', { type: 'folder', children: new Map(), modified: 0 }, 'none'),
	entryOf('/in/sub/a1.csv', file('1', '2026-01-04T00:00:00Z'), 'second'),
];
const tree = {
	folder: '/in',
	entries: new Map(entries.map((entry) => [entry.path, entry])),
	incomplete: new Map<string, string>(),
	notes: [],
};
const rules: SelectRules = {
	type: 'all',
	filter: compileFilter(noFilter),
	sortBy: 'path',
	sortDirection: 'asc',
	limit: null,
};
const names = (change: Partial<SelectRules>) =>
	select(tree, { ...rules, ...change }).entries.map(({ name }) => name);
const filter = (change: Partial<FilterRules>) => compileFilter({ ...noFilter, ...change });

describe('select', () => {
	it.each<[string, Partial<SelectRules>, string[]]>([
		['by path as people count', {}, ['a2.csv', 'a10.csv', 'b.txt', 'sub', 'a1.csv', 'way']],
		['by name', { sortBy: 'name', type: 'files' }, ['a1.csv', 'a2.csv', 'a10.csv', 'b.txt']],
		[
			'by size, the largest first',
			{ sortBy: 'size', sortDirection: 'desc', type: 'files' },
			['a10.csv', 'b.txt', 'a2.csv', 'a1.csv'],
		],
		[
			'unknown sizes last',
			{ sortBy: 'size' },
			['a1.csv', 'a2.csv', 'b.txt', 'a10.csv', 'sub', 'way'],
		],
		[
			'unknown sizes last when reversed, too',
			{ sortBy: 'size', sortDirection: 'desc' },
			['a10.csv', 'b.txt', 'a2.csv', 'a1.csv', 'sub', 'way'],
		],
		[
			'unknown times last',
			{ sortBy: 'modified', type: 'files' },
			['a2.csv', 'a10.csv', 'a1.csv', 'b.txt'],
		],
		[
			'the newest first',
			{ sortBy: 'modified', sortDirection: 'desc', type: 'files' },
			['a1.csv', 'a10.csv', 'a2.csv', 'b.txt'],
		],
	])('orders %s', (_, change, expected) => {
		expect(names(change)).toEqual(expected);
	});

	it.each<[string, Partial<SelectRules>, string[]]>([
		[
			'files without links and folders',
			{ type: 'files' },
			['a2.csv', 'a10.csv', 'b.txt', 'a1.csv'],
		],
		['folders only', { type: 'folders' }, ['sub']],
		['names at any depth', { filter: filter({ include: ['*1*.csv'] }) }, ['a10.csv', 'a1.csv']],
		['paths from the folder on', { filter: filter({ include: ['sub/*'] }) }, ['a1.csv']],
	])('takes %s', (_, change, expected) => {
		expect(names(change)).toEqual(expected);
	});

	it('says how many the limit cut off', () => {
		const { entries: few, cutOff } = select(tree, { ...rules, limit: 2 });
		expect([few.length, cutOff]).toEqual([2, 4]);
		expect(select(tree, { ...rules, limit: 50 }).cutOff).toBe(0);
	});
});
