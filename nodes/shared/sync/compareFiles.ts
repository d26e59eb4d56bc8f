import type { Abilities } from '../model/Endpoint';
import { precisionMs, type Entry } from '../model/Entry';
import type { Answer, Comparison, FileState } from './Comparison';
import { compareSide, sizesDiffer, type Look } from './compareSide';
import { agree, momentOf } from './moments';
import type { Pair } from './Pair';
import { bothSides, type Both, type Side } from './Side';
import type { CompareMode } from './SyncOptions';
import type { FileRecord } from './SyncState';

export interface CompareRules {
	readonly mode: CompareMode;
	readonly modifyWindowMs: number;
	/** Both sides count: the content decides before a conflict is declared. One-way runs take the source's word. */
	readonly twoWay: boolean;
	/** How far the clock of a side has jumped since the last run, in milliseconds. */
	readonly shifts: Both<number>;
	readonly abilities: Both<Pick<Abilities, 'exactModified'>>;
	/** A whole run has ended before: tolerances count no more, and a path without a record is settled by content. */
	readonly stateful: boolean;
	/** Keys of which a change was under way when a run was killed: settled by size and content, never by time. */
	readonly inFlight: ReadonlySet<string>;
}

/** Compares a file with the file across, or with its lack. Folders and links are none of its business. */
export function compareFiles(pair: Pair, answer: Answer, rules: CompareRules): Comparison {
	const record = pair.record?.type === 'file' ? pair.record : null;
	const present = bothSides.filter((side) => pair[side] !== null);
	// One-way, a file without its like is transferred or extra, whatever became of it.
	const alone = !rules.twoWay && present.length < 2;
	if (record !== null && !alone) return compareWithRecord(pair, record, present, answer, rules);
	const state = (side: Side): FileState => (pair[side] === null ? 'absent' : 'new');
	const compared = (equal: boolean): Comparison => ({
		kind: 'compared',
		local: state('local'),
		remote: state('remote'),
		equal,
	});
	const local = look(pair, 'local', answer, rules)?.entry;
	const remote = look(pair, 'remote', answer, rules)?.entry;
	if (!local || !remote) return compared(false);
	return compareUnknown(
		local,
		remote,
		compared,
		answer,
		rules,
		rules.stateful || rules.inFlight.has(pair.recordKey),
	);
}

/** Both are there and nothing is known of either. */
function compareUnknown(
	local: Entry,
	remote: Entry,
	compared: (equal: boolean) => Comparison,
	answer: Answer,
	{ mode, modifyWindowMs, twoWay, abilities }: CompareRules,
	byContent: boolean,
): Comparison {
	const { hashes, exact } = answer;
	if (sizesDiffer(local.size, remote.size)) return compared(false);
	if (hashes.local !== undefined && hashes.remote !== undefined)
		return compared(hashes.local === hashes.remote);
	const readBoth: Comparison = ask('content', bothSides);
	const sizesKnown = local.size !== null && remote.size !== null;
	if (mode === 'checksum' || byContent || !sizesKnown) return readBoth;
	if (mode === 'size') return compared(true);
	const times = { local: momentOf(local), remote: momentOf(remote) };
	const unknown = bothSides.filter((side) => times[side].at === null);
	const coarse = bothSides.filter(
		(side) => precisionMs[times[side].precision] > precisionMs.second,
	);
	const agrees = agree(times.local, times.remote, modifyWindowMs);
	// A day is long: where the side can tell the second, it is asked before a day's tolerance is believed.
	const exactly = (agrees ? coarse : unknown).filter(
		(side) => abilities[side].exactModified && exact[side] === undefined,
	);
	if (exactly.length > 0) return ask('exact', exactly);
	if (unknown.length > 0) return readBoth;
	if (agrees) return compared(true);
	return twoWay ? readBoth : compared(false);
}

function compareWithRecord(
	pair: Pair,
	record: FileRecord,
	present: readonly Side[],
	answer: Answer,
	rules: CompareRules,
): Comparison {
	const { hashes } = answer;
	const both = present.length === 2;
	const hashed = hashes.local !== undefined && hashes.remote !== undefined;
	if (both && hashed && hashes.local === hashes.remote)
		return { kind: 'compared', local: 'same', remote: 'same', equal: true };
	const found = (side: Side): Found => {
		const seen = look(pair, side, answer, rules);
		return seen === null ? 'absent' : compareSide(seen, record, record[side], rules.mode);
	};
	const states = { local: found('local'), remote: found('remote') };
	const unclear = bothSides.filter((side) => isQuestion(states[side]));
	const changed = bothSides.some((side) => states[side] === 'changed');
	// One-way, one change is enough to know that the target is not what it should be.
	if (unclear.length > 0 && (rules.twoWay || !changed)) {
		const exact = unclear.filter((side) => states[side] === 'askExact');
		if (exact.length > 0) return ask('exact', exact);
		// Without a hash on record, only the content across tells.
		return ask('content', both && record.sha256 === null ? bothSides : unclear);
	}
	const { local, remote } = { local: settled(states.local), remote: settled(states.remote) };
	if (rules.twoWay && local === 'changed' && remote === 'changed' && !hashed) {
		if (!sizesDiffer(pair.local?.size ?? null, pair.remote?.size ?? null))
			return ask('content', bothSides);
	}
	const same = local === 'same' && remote === 'same';
	// Recorded without a hash and now seen to differ: nobody can say which side was edited.
	if (same && hashed)
		return { kind: 'compared', local: 'changed', remote: 'changed', equal: false };
	return { kind: 'compared', local, remote, equal: same };
}

function look(pair: Pair, side: Side, answer: Answer, rules: CompareRules): Look | null {
	const listed = pair[side];
	if (listed === null) return null;
	const exact = answer.exact[side];
	return {
		entry: exact ?? listed,
		asked: exact !== undefined,
		hash: answer.hashes[side],
		shiftMs: rules.shifts[side],
		abilities: rules.abilities[side],
	};
}

function ask(kind: 'exact' | 'content', sides: readonly Side[]): Comparison {
	return { kind: 'question', question: { kind, sides } };
}

type Found = FileState | 'askExact' | 'askContent';

function isQuestion(state: Found): boolean {
	return state === 'askExact' || state === 'askContent';
}

function settled(state: Found): FileState {
	return state === 'askExact' || state === 'askContent' ? 'changed' : state;
}
