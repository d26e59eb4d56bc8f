import type { Entry, Precision } from '../../../nodes/shared/model/Entry';
import { noAnswer, type Answer, type Comparison } from '../../../nodes/shared/sync/Comparison';
import { compareFiles, type CompareRules } from '../../../nodes/shared/sync/compareFiles';
import type { Pair } from '../../../nodes/shared/sync/Pair';
import type { FileRecord, SideRecord } from '../../../nodes/shared/sync/SyncState';

/** The moment that everything in a comparison is near. */
export const noon = Date.parse('2026-01-31T12:00:00Z');

/** A file as a listing shows it. */
export function entry(
	size: number | null,
	at: number | null = noon,
	modifiedPrecision: Precision = 'second',
): Entry {
	const modifiedAt = at === null ? null : new Date(at).toISOString();
	const named = { name: 'a', path: '/a', folder: '/', type: 'file' as const };
	const owned = { permissions: null, owner: null, group: null, linkTarget: null };
	return { ...named, ...owned, size, modifiedAt, modifiedPrecision };
}

/** What was recorded of one side. */
export const side = (
	size: number,
	modified = noon,
	unsure: SideRecord['unsure'] = null,
): SideRecord => ({
	...{ size, modified, precision: 'second', unsure },
});
/** What was recorded of both. */
export const record = (
	local: SideRecord | null,
	remote: SideRecord | null,
	sha256: string | null = null,
): FileRecord => ({
	...{ type: 'file', remotePath: null, local, remote, sha256 },
});
/** Both sides held one byte at noon. */
export const known = record(side(1), side(1), 'aa');

/** Two-way, by size and time, with sides that can tell seconds. */
export const rules: CompareRules = {
	mode: 'sizeAndTime',
	modifyWindowMs: 0,
	twoWay: true,
	shifts: { local: 0, remote: 0 },
	abilities: { local: { exactModified: true }, remote: { exactModified: true } },
	stateful: false,
	inFlight: new Set(),
};
/** The source's word counts. */
export const oneWay = { ...rules, twoWay: false };
/** The remote side tells no time more exactly than its listing. */
export const coarse = {
	...rules,
	abilities: { ...rules.abilities, remote: { exactModified: false } },
};

/** A comparison in words: `same/changed`, `ask exact remote`. */
export function compare(
	local: Entry | null,
	remote: Entry | null,
	how: Partial<CompareRules>,
	record: FileRecord | null,
	answer: Partial<Answer> = {},
): string {
	const pair: Pair = {
		...{
			paths: { local: 'a', remote: 'a' },
			local,
			remote,
			record,
			recordKey: 'a',
			held: null,
			wanted: true,
		},
		...{ unread: [], mayHold: [], children: [] },
	};
	return told(compareFiles(pair, { ...noAnswer, ...answer }, { ...rules, ...how }));
}

function told(comparison: Comparison): string {
	if (comparison.kind === 'question')
		return `ask ${comparison.question.kind} ${comparison.question.sides.join('+')}`;
	return `${comparison.local}/${comparison.remote}${comparison.equal ? ' equal' : ''}`;
}

export const second = 1000;
export const minute = 60_000;
export type Row = [
	string,
	Entry | null,
	Entry | null,
	Partial<CompareRules>,
	FileRecord | null,
	Partial<Answer>,
	string,
];
