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
}

/** How a line parser reads times: what the server's clock shows now, and what its times are in UTC. */
export interface LineClock {
	/** Milliseconds as if the server's local time were UTC. */
	readonly localNow: number;
	readonly toUtc: (localMs: number) => number;
	/** Whether `03/04/2024` is the third of April; seen from other lines of the same text. */
	readonly dayFirst: boolean;
}

/** Reads one line: an entry, a line that means nothing (`total 12`), or null when it is not of this dialect. */
export type LineParser = (line: string, clock: LineClock) => ListedLine | 'ignored' | null;
