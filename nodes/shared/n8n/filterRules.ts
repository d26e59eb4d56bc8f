import { tryToParseDateTime } from 'n8n-workflow';
import { splitPatterns, type FilterRules } from '../model/EntryFilter';
import type { FieldValues } from './fieldValues';
import { readSwitch } from './fieldValues';
import { invalidInput } from './invalidInput';
import { parseSize } from './parseSize';

/**
 * The values of the `filters` collection as rules.
 * @param zone IANA name for dates that come without one: n8n's date fields mean the workflow's time zone
 * @throws RemoteError `invalidInput`
 */
export function filterRules(values: FieldValues, zone: string): FilterRules {
	return {
		include: patterns(values.include, 'Include'),
		exclude: patterns(values.exclude, 'Exclude'),
		includeHidden:
			values.includeHidden === undefined ||
			readSwitch(values, { name: 'includeHidden', label: '' }),
		minSize: parseSize(values.minSize, 'Min Size'),
		maxSize: parseSize(values.maxSize, 'Max Size'),
		modifiedAfter: parseTime(values.modifiedAfter, 'Modified After', zone),
		modifiedBefore: parseTime(values.modifiedBefore, 'Modified Before', zone),
	};
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
