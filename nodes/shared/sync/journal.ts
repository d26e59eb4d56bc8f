import { decodeRecord, encodeRecord } from './recordLine';
import { isPending, isRecord, parse } from './stateLines';
import type { PairRecord, Pending, SyncState } from './SyncState';

/**
 * One line of the journal: `begin` announces a temporary name before it is used, `end` says that it is gone,
 * `record` and `forget` say what holds of a path once a change is done.
 */
export type JournalLine =
	| { readonly begin: Pending }
	| { readonly end: string }
	| { readonly record: PairRecord; readonly key: string; readonly ended: readonly string[] }
	| { readonly forget: string };

export function encodeLine(line: JournalLine): string {
	if (!('record' in line)) return JSON.stringify(line);
	return JSON.stringify({ record: encodeRecord(line.key, line.record), ended: line.ended });
}

/** The state after all that the journal tells. Torn lines are passed over: what they told of is settled by content. */
export function foldJournal(state: SyncState, lines: readonly string[]): SyncState {
	const told = lines.map(decodeLine).filter((line) => line !== null);
	return told.length === 0 ? state : applyLines(state, told);
}

/** The state after these lines. */
export function applyLines(state: SyncState, lines: readonly JournalLine[]): SyncState {
	const records = new Map(state.records);
	const pending = new Map(state.pending.map((one) => [one.temporary, one]));
	for (const line of lines) {
		if ('begin' in line) pending.set(line.begin.temporary, line.begin);
		else if ('end' in line) pending.delete(line.end);
		else if ('forget' in line) records.delete(line.forget);
		else {
			records.set(line.key, line.record);
			for (const temporary of line.ended) pending.delete(temporary);
		}
	}
	return { ...state, records, pending: [...pending.values()] };
}

function decodeLine(text: string): JournalLine | null {
	const value = parse(text);
	if (!isRecord(value)) return null;
	if (isPending(value.begin)) return { begin: value.begin };
	if (typeof value.end === 'string') return { end: value.end };
	if (typeof value.forget === 'string') return { forget: value.forget };
	const decoded = decodeRecord(value.record);
	const ended = Array.isArray(value.ended)
		? value.ended.filter((one): one is string => typeof one === 'string')
		: [];
	return decoded === null ? null : { ...decoded, ended };
}
