import type { Entry } from '../model/Entry';
import type { Listing, ListingNote } from '../model/Listing';
import { joinPath, nameProblem, printable } from '../model/RemotePath';
import { dayFirstPattern, dosLine } from './dosLine';
import { eplfLine } from './eplfLine';
import type { LineContext, LineParser, SelfLine } from './ListedLine';
import { mlsdLine } from './mlsdLine';
import { os2Line } from './os2Line';
import { offsetAt, toUtc, type ServerClock } from './ServerClock';
import { plainYearPattern } from './unixDate';
import { unixLine } from './unixLine';
import { joinVmsLines, vmsLine } from './vmsLine';

/** A way of writing listings; `empty` for a text without entries, `unknown` when not one line was understood. */
export type Dialect = 'unix' | 'dos' | 'mlsd' | 'eplf' | 'vms' | 'os2' | 'empty' | 'unknown';

/** What a listing's text does not say itself. */
export interface ParseContext {
	/** The folder that was listed, a path as `RemotePath` says. */
	readonly folder: string;
	/** Our clock, milliseconds since 1970. */
	readonly now: number;
	/** What the listed times mean; MLSD and EPLF do not need it. */
	readonly clock: ServerClock;
	/** Bytes (one character each) to text; null when they cannot be read, or would not come back as the same bytes. */
	readonly decode: (bytes: string) => string | null;
}

/** A listing as it was read, and how. */
export interface ParsedListing extends Listing {
	readonly entries: readonly Entry[];
	/** True when the text does not end in a line end: the connection broke, and the last line may be half a name. */
	readonly cut: boolean;
	/** The one that most lines are written in. */
	readonly dialect: Dialect;
	/** Lines that mean nothing: `total 12`, `.`, `..`, blank ones. */
	readonly ignoredLines: number;
}

type Parsers = ReadonlyArray<readonly [Dialect, LineParser]>;

const listParsers: Parsers = [
	['unix', unixLine],
	['dos', dosLine],
	['eplf', eplfLine],
	['vms', vmsLine],
	['os2', os2Line],
];
/** Longer than any path (4,096 bytes on Linux) with its columns: no entry, and no work for regular expressions. */
const longestLine = 10_000;

const mlsdParsers: Parsers = [['mlsd', mlsdLine]];

/**
 * Reads the text that LIST sent, whatever kind of server wrote it.
 * @param text bytes of the data connection, one character each (latin1)
 */
export function parseListing(text: string, context: ParseContext): ParsedListing {
	return read(joinVmsLines(text), context, listParsers);
}

/** Reads the text that MLSD sent; bytes as above. */
export function parseMlsd(text: string, context: ParseContext): ParsedListing {
	return read(text, context, mlsdParsers);
}

function read(text: string, context: ParseContext, parsers: Parsers): ParsedListing {
	const { folder, decode } = context;
	const lineContext: LineContext = {
		localNow: context.now + offsetAt(context.clock, context.now) * 60_000,
		toUtc: (localMs) => toUtc(localMs, context.clock),
		dayFirst: dayFirstPattern.test(text),
		yearPadded: !plainYearPattern.test(text),
	};
	const entries: Entry[] = [];
	const notes: ListingNote[] = [];
	const names = new Set<string>();
	const fits = new Map<Dialect, number>();
	const shared = sharing(decode);
	const own: { [of in SelfLine['self']]: string | null } = { folder: null, parent: null };
	const inside = new Map<string, string>();
	const odd = new Set<string>();
	let order = parsers;
	let ignoredLines = 0;
	let complete = true;

	const understand = (line: string): ReturnType<LineParser> => {
		if (line.length > longestLine) return null;
		for (const parser of order) {
			const [dialect, parse] = parser;
			const listed = parse(line, lineContext);
			if (listed === null) continue;
			if (listed !== 'ignored' && !('self' in listed)) {
				fits.set(dialect, (fits.get(dialect) ?? 0) + 1);
				// The dialect that fitted is asked first from here on.
				if (order[0] !== parser) order = [parser, ...order.filter((other) => other !== parser)];
			}
			return listed;
		}
		return null;
	};
	const note = (kind: ListingNote['kind'], bytes: string) =>
		notes.push({ kind, folder, text: printable(decode(bytes) ?? bytes) });

	for (let from = 0; from < text.length;) {
		const feed = text.indexOf('\n', from);
		const end = feed < 0 ? text.length : feed;
		const line = text.slice(from, end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
		from = end + 1;
		if (feed < 0) {
			// Half a line may hold half a name: it is no entry, and whatever follows it is missing too.
			note('unknownLine', line);
			complete = false;
			break;
		}
		const listed = line.trim() === '' ? 'ignored' : understand(line);
		if (listed === 'ignored') {
			ignoredLines++;
			continue;
		}
		if (listed === null) {
			// Any name may hide in it, so nothing may be concluded from what is missing in this folder.
			note('unknownLine', line);
			complete = false;
			continue;
		}
		if ('self' in listed) {
			own[listed.self] = listed.id;
			ignoredLines++;
			continue;
		}
		const name = decode(listed.name);
		if (name === null || nameProblem(name) !== null) {
			// No path of ours can ever mean this entry: what is known of all other paths stays right and whole.
			note('unsafeName', listed.name);
			continue;
		}
		if (names.has(name)) {
			// Two lines contradict each other, or two listings ran into one: neither can be trusted to be all.
			note('duplicateName', listed.name);
			complete = false;
			continue;
		}
		names.add(name);
		if (listed.id) inside.set(name, listed.id);
		if (listed.odd === true) odd.add(name);
		entries.push({
			name,
			path: joinPath(folder, name),
			folder,
			type: listed.type,
			size: listed.size,
			modifiedAt: listed.modifiedMs === null ? null : isoOf(listed.modifiedMs),
			modifiedPrecision: listed.precision,
			permissions: shared(listed.permissions),
			owner: shared(listed.owner),
			group: shared(listed.group),
			linkTarget:
				listed.linkTarget === null ? null : (decode(listed.linkTarget) ?? listed.linkTarget),
		});
	}
	const cut = text !== '' && !text.endsWith('\n');
	const dialect = mostOf(fits) ?? (notes.length > 0 ? 'unknown' : 'empty');
	const { folder: self, parent } = own;
	const ids = self === null && inside.size === 0 ? undefined : { self, parent, inside, odd };
	return { folder, entries, notes, complete, cut, dialect, ignoredLines, ...(ids && { ids }) };
}

/** Owners and rights repeat on every line: one string for all of them keeps a large folder small. */
function sharing(decode: ParseContext['decode']): (bytes: string | null) => string | null {
	const seen = new Map<string, string>();
	return (bytes) => {
		if (bytes === null) return null;
		let text = seen.get(bytes);
		if (text === undefined) seen.set(bytes, (text = decode(bytes) ?? bytes));
		return text;
	};
}

function isoOf(ms: number): string {
	return new Date(ms).toISOString();
}

function mostOf(fits: ReadonlyMap<Dialect, number>): Dialect | null {
	let best: Dialect | null = null;
	for (const [dialect, count] of fits) {
		if (best === null || count > (fits.get(best) ?? 0)) best = dialect;
	}
	return best;
}
