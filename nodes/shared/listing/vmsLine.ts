import type { LineContext, ListedLine } from './ListedLine';
import { monthByName } from './months';
import { civilMs } from './timestamp';

const pattern =
	/^([^\s;]+;\d+)\s+(?:\S+\s+)?(\d{1,2})-([A-Z]{3})-(\d{4})(?:\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:\s+\d+\/\d+)?(?:\s+\[?([^\]\s()]+)\]?)?(?:\s+(\([^)]*\)))?\s*$/i;
/** Heading, sum and the message of an empty folder. */
const frame = /^\s*(?:Directory\s+\S+|(?:Grand )?Total of \d+ .*|%DIRECT-W-NOFILES.*)\s*$/i;

/** A name that fills its line; the rest of the entry stands on the next one. */
const wrapped = /^([^\s;]+;\d+)[ \t]*\r?\n[ \t]*(?=\d+(?:\/\d+)?[ \t]+\d{1,2}-)/gm;

/** The text with wrapped entries of VMS on one line each. */
export function joinVmsLines(text: string): string {
	return text.includes(';') ? text.replace(wrapped, '$1 ') : text;
}

/**
 * Reads one line of a VMS folder (MultiNet, UCX, TCPware). Names keep their version (`A.TXT;2`), because older versions are
 * listed beside the newest; folders lose `.DIR;1`, as CWD wants them. Sizes are blocks, so the size in bytes stays unknown.
 */
export function vmsLine(line: string, context: LineContext): ListedLine | 'ignored' | null {
	const match = pattern.exec(line);
	if (!match) return frame.test(line) ? 'ignored' : null;
	const month = monthByName.get(match[3] ?? '');
	if (month === undefined) return null;
	const [, name = '', day, , year, hour, minute, second, owner, rights] = match;
	const folder = /\.DIR;\d+$/i.test(name);
	const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
	const localMs = civilMs(Number(year), month, Number(day), ...time);
	const known = hour === undefined ? 'day' : second === undefined ? 'minute' : 'second';
	return {
		name: folder ? name.replace(/\.DIR;\d+$/i, '') : name,
		type: folder ? 'folder' : 'file',
		size: null,
		modifiedMs: localMs === null ? null : context.toUtc(localMs),
		precision: localMs === null ? 'none' : known,
		permissions: rights ?? null,
		owner: owner ?? null,
		group: null,
		linkTarget: null,
	};
}
