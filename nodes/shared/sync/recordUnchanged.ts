import { precisionMs } from '../model/Entry';
import { noAnswer, type Answer } from './Comparison';
import type { JournalLine } from './journal';
import { momentOf, sameMoment } from './moments';
import type { Pair } from './Pair';
import type { Plan } from './Plan';
import { forBoth, type Both, type Side } from './Side';
import { sideRecord, type SideClock } from './sideRecord';
import type { FileRecord, PairRecord, SideRecord } from './SyncState';

export interface Seen {
	readonly answers: ReadonlyMap<Pair, Answer>;
	readonly clocks: Both<SideClock>;
	/** Milliseconds since 1970 before the first listing of each side: what came later may be unseen. */
	readonly scannedAt: Both<number>;
}

/** What the state has to learn of paths that are in order: new pairs, new times, doubts that are settled, what is gone. */
export function recordUnchanged(plan: Plan, seen: Seen): JournalLine[] {
	const lines: JournalLine[] = [];
	for (const pair of plan.unchanged) lines.push(...learn(pair, fileRecord(pair, seen)));
	for (const pair of plan.folders) {
		if (pair.record?.type === 'folder' && pair.recordKey === pair.paths.local) continue;
		lines.push(...learn(pair, { type: 'folder', remotePath: remotePathOf(pair.paths) }));
	}
	for (const key of plan.vanished) lines.push({ forget: key });
	return lines;
}

/** The remote path of a record: null where it is the local one. */
export function remotePathOf(paths: Both<string>): string | null {
	return paths.remote === paths.local ? null : paths.remote;
}

function learn(pair: Pair, record: PairRecord | null): JournalLine[] {
	if (record === null) return [];
	const learned: JournalLine = { record, key: pair.paths.local, ended: [] };
	return pair.recordKey === pair.paths.local ? [learned] : [{ forget: pair.recordKey }, learned];
}

/** The record of a file that is the same on both sides; null where the state has it just so. */
function fileRecord(pair: Pair, seen: Seen): FileRecord | null {
	const old = pair.record?.type === 'file' ? pair.record : null;
	const answer = seen.answers.get(pair) ?? noAnswer;
	const now = forBoth((side) => recordSide(pair, side, answer, old?.[side] ?? null, seen));
	const hash = answer.hashes.local ?? answer.hashes.remote ?? null;
	const sha256 = hash === null ? (old?.sha256 ?? null) : sha256Of(hash);
	const remotePath = remotePathOf(pair.paths);
	const same =
		old !== null &&
		now.local === old.local &&
		now.remote === old.remote &&
		sha256 === old.sha256 &&
		remotePath === old.remotePath &&
		pair.recordKey === pair.paths.local;
	return same ? null : { type: 'file', remotePath, ...now, sha256 };
}

function recordSide(
	pair: Pair,
	side: Side,
	answer: Answer,
	old: SideRecord | null,
	seen: Seen,
): SideRecord | null {
	const entry = answer.exact[side] ?? pair[side];
	if (entry === null) return old;
	const shown = momentOf(entry);
	const known = old === null ? null : { at: old.modified, precision: old.precision };
	const agrees = known !== null && old?.size === entry.size && sameMoment(shown, known);
	if (old !== null && agrees && old.unsure === null) return old;
	// A minute from a listing must not replace the second that is known, unless that second was in doubt.
	const finer =
		agrees && old?.unsure !== 'read' && precisionMs[known.precision] < precisionMs[shown.precision];
	const looked = { at: seen.scannedAt[side], stampedAt: null };
	const fresh = sideRecord(entry.size, finer ? known : shown, looked, seen.clocks[side]);
	return old !== null && isSame(old, fresh) ? old : fresh;
}

function isSame(one: SideRecord, other: SideRecord): boolean {
	return (
		one.size === other.size &&
		one.modified === other.modified &&
		one.precision === other.precision &&
		one.unsure === other.unsure
	);
}

function sha256Of(hash: string): string | null {
	return hash.startsWith('sha256:') ? hash.slice('sha256:'.length) : null;
}
