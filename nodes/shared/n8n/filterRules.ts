import { tryToParseDateTime } from 'n8n-workflow';
import { splitPatterns, type FilterRules } from '../model/EntryFilter';
import type { FieldValues } from './fieldValues';
import { readSwitch } from './fieldValues';
import { invalidInput } from './invalidInput';
import { parseSize } from './parseSize';

/** The filters by their names in the data and on the screen. */
const labels = {
	include: 'Include',
	exclude: 'Exclude',
	includeHidden: 'Include Hidden',
	minSize: 'Min Size',
	maxSize: 'Max Size',
	modifiedAfter: 'Modified After',
	modifiedBefore: 'Modified Before',
};

/**
 * The values of the `filters` collection as rules.
 * @param zone IANA name for dates that come without one: n8n's date fields mean the workflow's time zone
 * @throws RemoteError `invalidInput`
 */
export function filterRules(values: FieldValues, zone: string): FilterRules {
	refuseNothing(values);
	return {
		include: patterns(values.include, labels.include),
		exclude: patterns(values.exclude, labels.exclude),
		includeHidden:
			values.includeHidden === undefined ||
			readSwitch(values, { name: 'includeHidden', label: labels.includeHidden }),
		minSize: parseSize(values.minSize, labels.minSize),
		maxSize: parseSize(values.maxSize, labels.maxSize),
		modifiedAfter: parseTime(values.modifiedAfter, labels.modifiedAfter, zone),
		modifiedBefore: parseTime(values.modifiedBefore, labels.modifiedBefore, zone),
	};
}

/** A filter whose expression finds nothing must not let everything pass: files may be deleted for it. An empty text may. */
function refuseNothing(values: FieldValues): void {
	for (const [name, label] of Object.entries(labels)) {
		if (!(name in values) || (values[name] ?? null) !== null) continue;
		throw invalidInput(
			`${label} is missing`,
			'The expression in this filter finds nothing: check the name of the field in it. Remove the filter if it shall not count.',
		);
	}
}

function patterns(value: unknown, label: string): string[] {
	if (value === undefined || value === null) return [];
	const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
	return texts.flatMap((text) => {
		if (typeof text === 'string') return splitPatterns(text);
		throw invalidInput(
			`${label} is not text`,
			'Write patterns like "*.csv" or "reports/**", one a line or separated by commas.',
		);
	});
}

/**
 * A moment as milliseconds since 1970: from a date field, an ISO 8601 text, or a DateTime of an expression; null when empty.
 * @throws RemoteError `invalidInput`
 */
export function parseTime(value: unknown, label: string, zone: string): number | null {
	if (value === undefined || value === null || value === '') return null;
	const time = typeof value === 'number' ? value : timeOf(value, zone);
	if (Number.isFinite(time)) return time;
	throw invalidInput(
		`${label} is "${shownValue(value)}", which is no date`,
		'Choose a date, or let the expression give a text like "2026-11-21T08:30:00Z" or a DateTime such as {{ $now.minus({ days: 1 }) }}.',
	);
}

function timeOf(value: unknown, zone: string): number {
	try {
		return tryToParseDateTime(value, zone).toMillis();
	} catch {
		return NaN;
	}
}

function shownValue(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
}
