import type { EntryType } from '../model/Entry';
import type { LineContext, ListedLine } from './ListedLine';
import { exactSize, isDots } from './names';
import { civilMs } from './timestamp';

/** Date, time, then the size or a mark; the name begins behind it at an exact column. */
const pattern =
	/^(\d{1,4})[-/.](\d{1,2})[-/.](\d{2,4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([AaPp])\.?(?:[Mm]\.?)?)?\s+(?:(\d[\d.,]*) |<([A-Z]+)>)/;

/** Any line whose first number can only be a day; then all lines of the text begin with the day. */
export const dayFirstPattern = /^(?:1[3-9]|2\d|3[01])[-/.]\d\d[-/.]\d\d/m;

/** IIS and `dir` give the mark and the blanks behind it 15 columns: `<DIR>          `, `<JUNCTION>     `. */
const markWidth = 15;

/** Reads one line as IIS and other Windows servers write it, `MM-DD-YY  hh:mmAM  <DIR>  name` and its relatives. */
export function dosLine(line: string, context: LineContext): ListedLine | 'ignored' | null {
	const match = pattern.exec(line);
	if (!match) return null;
	const mark = match[9];
	const type = mark === undefined ? 'file' : typeOf(mark);
	let start = match[0].length;
	if (mark !== undefined) {
		const column = start - mark.length - 2 + markWidth;
		const blanks = line.slice(start, column);
		if (blanks.trim() === '' && line.length > column) start = column;
		else while (line.charAt(start) === ' ') start++;
	}
	let name = line.slice(start);
	if (name === '') return null;
	let linkTarget: string | null = null;
	if (type === 'link') {
		const target = /^(.+) \[(.*)\]$/.exec(name);
		if (target) {
			name = target[1] ?? name;
			linkTarget = target[2] ?? null;
		}
	}
	if (isDots(name)) return 'ignored';
	const localMs = timeOf(match, context.dayFirst);
	return {
		name,
		type,
		size: exactSize((match[8] ?? '').replace(/[.,]/g, '')),
		modifiedMs: localMs === null ? null : context.toUtc(localMs),
		precision: localMs === null ? 'none' : match[6] === undefined ? 'minute' : 'second',
		permissions: null,
		owner: null,
		group: null,
		linkTarget,
	};
}

/** `<SYMLINK>`, `<SYMLINKD>` and `<JUNCTION>` point elsewhere; every other mark is a folder, as in `<DIR>`. */
function typeOf(mark: string): EntryType {
	return mark === 'JUNCTION' || mark.startsWith('SYMLINK') ? 'link' : 'folder';
}

function timeOf(match: RegExpExecArray, dayFirst: boolean): number | null {
	const first = match[1] ?? '';
	const second = Number(match[2]);
	const third = Number(match[3]);
	let hour = Number(match[4]);
	const half = match[7]?.toLowerCase();
	if (half !== undefined) hour = (hour % 12) + (half === 'p' ? 12 : 0);
	const rest = [hour, Number(match[5]), Number(match[6] ?? 0)] as const;
	if (first.length === 4) return civilMs(Number(first), second, third, ...rest);
	const year = third >= 100 ? third : third + (third < 69 ? 2000 : 1900);
	// IIS writes the month first whatever the language of Windows; only dots are German style.
	const dotted = match[0].charAt(first.length) === '.';
	return dayFirst || dotted
		? civilMs(year, second, Number(first), ...rest)
		: civilMs(year, Number(first), second, ...rest);
}
