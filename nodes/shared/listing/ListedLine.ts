import type { EntryType, Precision } from '../model/Entry';

/** One line of a listing, understood: names are still the server's bytes, one character a byte. */
export interface ListedLine {
	readonly name: string;
	readonly type: EntryType;
	/** Bytes, null when unknown. */
	readonly size: number | null;
	/** Milliseconds since 1970, null when unknown. */
	readonly modifiedMs: number | null;
	readonly precision: Precision;
	readonly permissions: string | null;
	readonly owner: string | null;
	readonly group: string | null;
	readonly linkTarget: string | null;
	/** What the server knows a folder by; absent where it does not tell. */
	readonly id?: string | null;
	/** A folder with the rights of a file. */
	readonly odd?: boolean;
}

/** A line about the listed folder itself or the one above it, with what the server knows that by. */
export interface SelfLine {
	readonly self: 'folder' | 'parent';
	readonly id: string;
}

/** What a line does not say itself: the server's clock, and what only the whole text shows. */
export interface LineContext {
	/** Milliseconds as if the server's local time were UTC. */
	readonly localNow: number;
	readonly toUtc: (localMs: number) => number;
	/** Whether `03/04/2024` is the third of April; seen from other lines of the same text. */
	readonly dayFirst: boolean;
	/** Whether the server pads a year to the five columns of a time, so that two blanks stand before a name. */
	readonly yearPadded: boolean;
}

/** Reads one line: an entry, a line that is none (`total 12`), or null when it is not of this dialect. */
export type LineParser = (
	line: string,
	context: LineContext,
) => ListedLine | SelfLine | 'ignored' | null;
