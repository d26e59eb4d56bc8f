import type { EntryType } from '../model/Entry';
import type { LineContext, ListedLine } from './ListedLine';
import { exactSize, isDots, splitLink } from './names';
import { unixDate, type FoundDate } from './unixDate';
import { wordsOf, type Words } from './words';

/**
 * `d` or `-`, then nine permission letters; `s S t T l L` stand for setuid, setgid, sticky and mandatory locking. Embedded
 * servers (CMX TCP/IP) print less than nine.
 */
const modePattern = /^([-dlbcpsDnCMm])([-rwxsStTlL]{6,9})(?=[ .+@*\d])/;
/** NetWare's trustee rights, as written by its own server and by Hellsoft's. */
const netwarePattern = /^([-d]) ?\[([-A-Z]{8})\]/;
/** inode and blocks before the mode: `ls -li`, `ls -ls`. */
const leadPattern = /^ *(?:\d+ +){0,2}(?=[-dlbcpsDnCMm][-r])/;
/** `ls` begins with the sum of blocks, in its own language. */
const totalPattern =
	/^(?:total|totale|totalt|insgesamt|gesamt|totaal|celkem|razem|toplam|\u00e8\u00f2\u00ee\u00e3\u00ee|\u00d0\u00b8\u00d1\u0082\u00d0\u00be\u00d0\u00b3\u00d0\u00be|\u00e5\u0090\u0088\u00e8\u00a8\u0088|\u00e5\u0090\u0088\u00e8\u00ae\u00a1|\u00e6\u0080\u00bb\u00e7\u0094\u00a8\u00e9\u0087\u008f|\u00e7\u00b8\u00bd\u00e8\u00a8\u0088|\u00ed\u0095\u00a9\u00ea\u00b3\u0084):? *[\d.,]+[KMGT]?$/i;
const sizePattern = /^(?:-?\d+|\d+(?:[.,]\d+)?[KMGTP]i?B?)$/i;
const foreignDate = /\d:\d|^\d+[-/.]\d+[-/.]\d/;
const minorPattern = /^(?:\d+|0x[\da-f]+)$/i;

/** Enough for links, owner, group, size and date; names of groups with many words are worth a second look. */
const usualWords = 12;
const mostWords = 40;

/** Reads one line of `ls -l` as Unix servers and their many imitators write it. */
export function unixLine(line: string, context: LineContext): ListedLine | 'ignored' | null {
	const from = line.charCodeAt(0) <= 57 ? (leadPattern.exec(line)?.[0].length ?? 0) : 0;
	const mode = modePattern.exec(from === 0 ? line : line.slice(from));
	const rights = mode ?? netwarePattern.exec(line);
	if (!rights) return totalPattern.test(line) ? 'ignored' : null;
	let at = from + rights[0].length;
	// A mark says that the file has an ACL (`+`), an SELinux context (`.`) or extended attributes (`@`).
	if (mode && '.+@*'.includes(line.charAt(at))) at++;
	const fewWords = wordsOf(line, at, usualWords);
	const found = find(rights, fewWords, context);
	if (found !== null || fewWords.text.length < usualWords) return found;
	return find(rights, wordsOf(line, at, mostWords), context);
}

function find(
	rights: RegExpExecArray,
	words: Words,
	context: LineContext,
): ListedLine | 'ignored' | null {
	const letter = rights[1] ?? '-';
	const device = letter === 'b' || letter === 'c';
	const netware = rights[0].endsWith(']');
	// The leftmost size that a date follows: owner and group before it may be numbers, the name behind it may look like a date.
	for (let i = 0; i + 1 < words.text.length; i++) {
		const width = device ? deviceNumbers(words, i) : 0;
		if (width === 0 && !isSize(words.text[i] ?? '')) {
			// A date in a form that is not known here: what looks like one further on belongs to the name.
			if (foreignDate.test(words.text[i] ?? '')) break;
			continue;
		}
		const date = unixDate(words, i + Math.max(1, width), context);
		if (date) {
			const size = width > 0 ? null : exactSize(words.text[i] ?? '');
			return entry(letter, rights[2] ?? '', words, i, size, date, netware);
		}
	}
	// Without a size of its own: left out, or grown into the group before it (HP Tru64: `advertise24809879`).
	for (let i = 1; i <= 3; i++) {
		const date = unixDate(words, i, context);
		if (date) return entry(letter, rights[2] ?? '', words, i, null, date, netware);
	}
	return null;
}

function entry(
	letter: string,
	rights: string,
	words: Words,
	sizeAt: number,
	size: number | null,
	date: FoundDate,
	netware: boolean,
): ListedLine | 'ignored' | null {
	const { line } = words;
	// Exactly one blank: whatever follows belongs to the name.
	let start = (words.end[date.last] ?? line.length) + 1;
	if (date.padding && line.charAt(start) === ' ') start++;
	if (netware && line.startsWith('   ', start)) start += 3;
	let text = line.slice(start);
	if (text === '') return null;
	const type = typeOf(letter);
	let linkTarget: string | null = null;
	if (type === 'link') {
		const split = splitLink(text, size);
		text = split.name;
		linkTarget = split.target;
	}
	// `ls -F` marks folders; no name can hold a "/".
	if (type === 'folder' && text.length > 1 && text.endsWith('/')) text = text.slice(0, -1);
	if (isDots(text)) return 'ignored';
	const { owner, group } = ownership(words, sizeAt);
	return {
		name: text,
		type,
		// Folders show the room of their own table, links the length of their target: neither is what a transfer would bring.
		size: letter === '-' || 'CMm'.includes(letter) ? size : null,
		modifiedMs: date.modifiedMs,
		precision: date.precision,
		// Devices, pipes and sockets keep their letter, so that they can be told from files.
		permissions: letter === '-' || type !== 'file' ? rights : `${letter}${rights}`,
		owner,
		group,
		linkTarget,
	};
}

/** How many words at `i` are the two numbers that a device has in place of a size: `8, 1`, `8,1`, `3 0x000002` (HP-UX). */
function deviceNumbers(words: Words, i: number): number {
	const first = words.text[i] ?? '';
	if (/^\d+,\d+$/.test(first)) return 1;
	const second = words.text[i + 1] ?? '';
	if (/^\d+,$/.test(first) && minorPattern.test(second)) return 2;
	return /^\d+$/.test(first) && /^0x/i.test(second) && minorPattern.test(second) ? 2 : 0;
}

/** What stands between the mode and the size: links, owner, group, each of which some servers leave out. */
function ownership(words: Words, sizeAt: number): Pick<ListedLine, 'owner' | 'group'> {
	const [links, data, total] = words.text;
	// Classic Mac OS (NetPresenz, Rumpus): two forks and their sum, which is the size.
	if (sizeAt === 2 && Number(links) + Number(data) === Number(total)) {
		return { owner: null, group: null };
	}
	const first = /^\d+$/.test(links ?? '') || links === 'folder' ? 1 : 0;
	if (sizeAt <= first) return { owner: null, group: null };
	if (sizeAt === first + 1) return { owner: words.text[first] ?? null, group: null };
	// Names of several words are told apart by the wide gap between two columns, if there is just one.
	const gaps: number[] = [];
	for (let i = first + 1; i < sizeAt; i++) {
		if ((words.start[i] ?? 0) - (words.end[i - 1] ?? 0) > 1) gaps.push(i);
	}
	const cut = gaps.length === 1 ? (gaps[0] ?? 0) : first + 1;
	return {
		owner: words.line.slice(words.start[first], words.end[cut - 1]),
		group: words.line.slice(words.start[cut], words.end[sizeAt - 1]),
	};
}

function isSize(text: string): boolean {
	const code = text.charCodeAt(0);
	return (code === 45 || (code >= 48 && code <= 57)) && sizePattern.test(text);
}

function typeOf(letter: string): EntryType {
	if (letter === 'd') return 'folder';
	return letter === 'l' ? 'link' : 'file';
}
