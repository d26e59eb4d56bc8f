import type { Abilities } from '../model/Endpoint';
import { precisionMs, type Entry } from '../model/Entry';
import { momentOf, sameMoment } from './moments';
import type { CompareMode } from './SyncOptions';
import type { FileRecord, SideRecord } from './SyncState';

/** What is known of one side of a pair. */
export interface Look {
	/** The exact entry where `find` was asked, else the listed one. */
	readonly entry: Entry;
	readonly asked: boolean;
	/** `sha256:…` or another algorithm. */
	readonly hash: string | undefined;
	/** How far the clock of this side has jumped since the last run, in milliseconds. */
	readonly shiftMs: number;
	readonly abilities: Pick<Abilities, 'exactModified'>;
}

export type SideComparison = 'same' | 'changed' | 'askExact' | 'askContent';

/** Compares a file of one side with what the state recorded of that side. */
export function compareSide(
	look: Look,
	record: FileRecord,
	side: SideRecord | null,
	mode: CompareMode,
): SideComparison {
	if (side === null) return 'changed';
	if (sizesDiffer(look.entry.size, side.size)) return 'changed';
	const recorded = record.sha256 === null ? null : `sha256:${record.sha256}`;
	if (look.hash?.startsWith('sha256:') && recorded !== null)
		return look.hash === recorded ? 'same' : 'changed';
	if (mode === 'checksum' && look.hash === undefined) return 'askContent';
	if (mode === 'size' && look.entry.size !== null) return 'same';
	return compareTime(look, side);
}

function compareTime(
	{ entry, asked, hash, shiftMs, abilities }: Look,
	side: SideRecord,
): SideComparison {
	const seen = momentOf(entry);
	const known = { at: side.modified, precision: side.precision };
	const shifted = { ...known, at: known.at === null ? null : known.at + shiftMs };
	const agrees = sameMoment(seen, known) || (shiftMs !== 0 && sameMoment(seen, shifted));
	const coarse = precisionMs[entry.modifiedPrecision] > precisionMs.second;
	// Content that was hashed without anything to compare the hash with settles nothing by itself.
	const content = hash === undefined ? 'askContent' : 'changed';
	// The time is asked for as well, so that what is remembered this time is surer.
	if (side.unsure === 'read')
		return coarse && !asked && abilities.exactModified ? 'askExact' : content;
	// A listing without times shows no edit: the time is asked for wherever the side can tell it.
	if (seen.at === null && !asked && abilities.exactModified) return 'askExact';
	// Who was asked and told no more than the listing settles no doubt.
	if (agrees && (side.unsure === null || (asked && !coarse))) return 'same';
	if (!asked && abilities.exactModified && (agrees || coarse)) return 'askExact';
	if (agrees) return content;
	// A side that has begun or ceased to tell times is no edit.
	return seen.at === null || known.at === null ? content : 'changed';
}

/** Unknown sizes differ from nothing. */
export function sizesDiffer(one: number | null, other: number | null): boolean {
	return one !== null && other !== null && one !== other;
}
