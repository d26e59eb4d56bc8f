import { decodeRecord, encodeRecord } from './recordLine';
import type { PairRecord, Pending, SyncState } from './SyncState';

/** Raised when older states can no longer be read: they count as none then. */
const version = 1;

/** A state as lines of JSON: first what it belongs to, then one line a path. */
export function* encodeState(state: SyncState): Generator<string> {
	const { pairId, whole, pending } = state;
	yield JSON.stringify({ version, pairId, whole, pending });
	for (const [key, record] of state.records) yield JSON.stringify(encodeRecord(key, record));
}

/**
 * The state in lines, or null where they are not of this pair and version. A line that cannot be read is left out:
 * a path without a record is settled by its content and never deleted.
 */
export function decodeState(lines: readonly string[], pairId: string): SyncState | null {
	const header = parse(lines[0] ?? '');
	if (!isRecord(header) || header.version !== version || header.pairId !== pairId) return null;
	const records = new Map<string, PairRecord>();
	for (let i = 1; i < lines.length; i++) {
		const decoded = decodeRecord(parse(lines[i] ?? ''));
		if (decoded) records.set(decoded.key, decoded.record);
	}
	const pending = Array.isArray(header.pending) ? header.pending.filter(isPending) : [];
	return { pairId, records, pending, whole: header.whole === true };
}

/** What a line of JSON says; undefined for a torn one. */
export function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/** True for an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a complete note of a temporary name. */
export function isPending(value: unknown): value is Pending {
	return (
		isRecord(value) &&
		typeof value.key === 'string' &&
		typeof value.temporary === 'string' &&
		(value.side === 'local' || value.side === 'remote')
	);
}
