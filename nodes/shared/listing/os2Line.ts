import type { LineContext, ListedLine } from './ListedLine';
import { exactSize, isDots } from './names';
import { civilMs } from './timestamp';

/** Size, `DIR` or attributes, date, time, two blanks, name. Years count from 1900: `99`, `103`. */
const pattern = /^ *(\d+) ([ ADHIRS]*) (\d\d)-(\d\d)-(\d{2,3}) +(\d\d):(\d\d)  (.+)$/;

/** Reads one line as the server of OS/2 writes it. */
export function os2Line(line: string, context: LineContext): ListedLine | 'ignored' | null {
	const match = pattern.exec(line);
	if (!match) return null;
	const [, size = '', marks = '', month, day, years, hour, minute, name = ''] = match;
	if (isDots(name)) return 'ignored';
	const folder = marks.includes('DIR');
	const since = Number(years);
	const year = 1900 + (since < 70 ? since + 100 : since);
	const localMs = civilMs(year, Number(month), Number(day), Number(hour), Number(minute));
	return {
		name,
		type: folder ? 'folder' : 'file',
		size: folder ? null : exactSize(size),
		modifiedMs: localMs === null ? null : context.toUtc(localMs),
		precision: localMs === null ? 'none' : 'minute',
		permissions: null,
		owner: null,
		group: null,
		linkTarget: null,
	};
}
