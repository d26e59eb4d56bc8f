import picomatch from 'picomatch';
import type { Entry } from './Entry';
import { RemoteError } from './RemoteError';

/** What a person wants of many entries; every field as it is meant, none empty by accident. */
export interface FilterRules {
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	readonly includeHidden: boolean;
	/** Bytes; null = no limit. */
	readonly minSize: number | null;
	readonly maxSize: number | null;
	/** Milliseconds since 1970; null = no limit. */
	readonly modifiedAfter: number | null;
	readonly modifiedBefore: number | null;
}

/** Takes everything. */
export const noFilter: FilterRules = {
	include: [],
	exclude: [],
	includeHidden: true,
	minSize: null,
	maxSize: null,
	modifiedAfter: null,
	modifiedBefore: null,
};

/** Compiled rules. `relativePath` is seen from the folder that the work is about, without a leading `/`. */
export interface EntryFilter {
	/** Whether the entry takes part. Size and time rules hold for files only; an unknown size or time passes no such rule. */
	readonly matches: (entry: Entry, relativePath: string) => boolean;
	/** Whether anything below this folder can take part: an excluded or hidden folder hides what is in it. */
	readonly descends: (relativeFolder: string) => boolean;
}

/**
 * Splits a text of patterns at line ends and at commas outside braces, brackets and parentheses.
 */
export function splitPatterns(text: string): string[] {
	const patterns: string[] = [];
	let depth = 0;
	let current = '';
	for (const character of text) {
		if ('{[('.includes(character)) depth++;
		if ('}])'.includes(character)) depth = Math.max(0, depth - 1);
		if (character === '\n' || character === '\r' || (character === ',' && depth === 0)) {
			patterns.push(current);
			current = '';
			depth = 0;
		} else current += character;
	}
	patterns.push(current);
	return patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== '');
}

/**
 * Compiles rules to a filter.
 * @throws RemoteError `invalidInput` for a pattern that cannot be right
 */
export function compileFilter(rules: FilterRules): EntryFilter {
	const included = rules.include.length === 0 ? () => true : anyOf(rules.include);
	const excluded = anyOf(rules.exclude);
	const open = (path: string) =>
		(rules.includeHidden || !path.split('/').some((part) => part.startsWith('.'))) &&
		!prefixes(path).some(excluded);
	return {
		descends: open,
		matches: (entry, path) => open(path) && included(path) && fits(entry, rules),
	};
}

/** A test for "one of these globs matches the relative path"; a glob without `/` matches the name at any depth. */
export function anyOf(globs: readonly string[]): (relativePath: string) => boolean {
	const tests = globs.map(compileGlob);
	return (path) => tests.some((test) => test(path));
}

function compileGlob(glob: string): (relativePath: string) => boolean {
	// Macs decompose letters: a pattern typed on one machine must fit a name made on another.
	const text = glob.normalize('NFC').replace(/\/{2,}/g, '/');
	// A leading "/" ties the pattern to the folder itself, a trailing one means a folder and all in it, like in .gitignore.
	const named = !/\/./.test(text);
	const parts = text.replace(/^\//, '');
	const pattern = parts.endsWith('/') ? `${named ? '**/' : ''}${parts}**` : parts;
	if (pattern === '' || pattern.length > 65_536 || pattern.split('/').includes('..'))
		throw badPattern(glob);
	const test = compilePattern(glob, pattern);
	return named && pattern === parts
		? (path) => test(path.slice(path.lastIndexOf('/') + 1).normalize('NFC'))
		: (path) => test(path.normalize('NFC'));
}

function compilePattern(glob: string, pattern: string): (text: string) => boolean {
	try {
		// `debug` throws for what would otherwise match nothing in silence; `s` since names may hold U+2028.
		return picomatch(pattern, { dot: true, nonegate: true, debug: true, flags: 's' });
	} catch (error) {
		throw badPattern(glob, error);
	}
}

function badPattern(glob: string, cause?: unknown): RemoteError {
	return new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `"${glob.slice(0, 100)}" is not a pattern`,
		description:
			'Write patterns like "*.csv" or "reports/**", one a line or separated by commas. They are seen from the folder on, so ".." leads nowhere.',
		cause,
	});
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function prefixes(path: string): string[] {
	const found: string[] = [];
	for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
		found.push(path.slice(0, end));
	found.push(path);
	return found;
}

function fits(entry: Entry, rules: FilterRules): boolean {
	if (entry.type !== 'file') return true;
	const { minSize, maxSize, modifiedAfter, modifiedBefore } = rules;
	if (minSize !== null && !(entry.size !== null && entry.size >= minSize)) return false;
	if (maxSize !== null && !(entry.size !== null && entry.size <= maxSize)) return false;
	const time = entry.modifiedAt === null ? NaN : Date.parse(entry.modifiedAt);
	if (modifiedAfter !== null && !(time >= modifiedAfter)) return false;
	return modifiedBefore === null || time <= modifiedBefore;
}
