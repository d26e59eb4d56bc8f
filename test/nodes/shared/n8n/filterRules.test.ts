import { DateTime } from 'luxon';
import { noFilter } from '../../../../nodes/shared/model/EntryFilter';
import { filterRules, parseTime } from '../../../../nodes/shared/n8n/filterRules';

const zone = 'Europe/Berlin';

it('takes everything when nothing is set', () => {
	expect(filterRules({}, zone)).toEqual(noFilter);
	expect(filterRules({ include: '', minSize: '', modifiedAfter: '' }, zone)).toEqual(noFilter);
});

it('reads patterns from lines, commas and lists', () => {
	const rules = filterRules({ include: '*.csv, *.{a,b}\nx/**', exclude: ['a', 'b,c'] }, zone);
	expect(rules).toMatchObject({ include: ['*.csv', '*.{a,b}', 'x/**'], exclude: ['a', 'b', 'c'] });
});

it.each([[false], ['false']])('leaves hidden ones out for %p', (includeHidden) => {
	expect(filterRules({ includeHidden }, zone).includeHidden).toBe(false);
});

it.each([
	['a date field, in the zone of the workflow', '2026-01-15T10:00:00', '2026-01-15T09:00:00Z'],
	['a date field in summer', '2026-07-15T10:00:00', '2026-07-15T08:00:00Z'],
	['a date alone', '2026-01-15', '2026-01-14T23:00:00Z'],
	['a text with its own zone', '2026-01-15T10:00:00+05:00', '2026-01-15T05:00:00Z'],
	['a Date', new Date('2026-01-15T10:00:00Z'), '2026-01-15T10:00:00Z'],
	['milliseconds', Date.parse('2026-01-15T10:00:00Z'), '2026-01-15T10:00:00Z'],
	['a DateTime', DateTime.fromISO('2026-01-15T10:00:00Z'), '2026-01-15T10:00:00Z'],
	[
		'the text of a DateTime',
		DateTime.fromISO('2026-01-15T10:00Z').toString(),
		'2026-01-15T10:00:00Z',
	],
])('understands %s', (_, value, expected) => {
	expect(parseTime(value, 'Modified After', zone)).toBe(Date.parse(expected));
});

it.each([['yesterday'], ['32.13.2026'], [{}], [NaN]])('refuses %p as a date', (value) => {
	expect(() => parseTime(value, 'Modified After', zone)).toThrow(/^Modified After is /);
});

it('refuses patterns that are no text', () => {
	expect(() => filterRules({ include: 5 }, zone)).toThrow('Include is not text');
});

it.each([
	'include',
	'exclude',
	'includeHidden',
	'minSize',
	'maxSize',
	'modifiedAfter',
	'modifiedBefore',
])('refuses an expression in %s that finds nothing, where it would let everything pass', (name) => {
	for (const nothing of [undefined, null]) {
		expect(() => filterRules({ [name]: nothing }, zone)).toThrow(/^[A-Z][A-Za-z ]+ is missing$/);
	}
});
