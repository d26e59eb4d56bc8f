import type { Precision } from '../model/Entry';
import type { PairRecord, SideRecord, Unsure } from './SyncState';

const precisions: readonly Precision[] = ['second', 'minute', 'day', 'none'];
const doubts: readonly Unsure[] = [null, 'ask', 'read'];

/** A record as a short list that JSON can hold: 100,000 of them are read and written at once. */
export function encodeRecord(key: string, record: PairRecord): readonly unknown[] {
	if (record.type === 'folder') return [key, 'd', record.remotePath];
	const { remotePath, sha256, local, remote } = record;
	return [key, 'f', remotePath, sha256, encodeSide(local), encodeSide(remote)];
}

/** The record in a list, or null for anything else. */
export function decodeRecord(
	value: unknown,
): { readonly key: string; readonly record: PairRecord } | null {
	if (!Array.isArray(value)) return null;
	const [key, type, remotePath, sha256, local, remote] = value as readonly unknown[];
	if (typeof key !== 'string' || !isTextOrNull(remotePath)) return null;
	if (type === 'd') return { key, record: { type: 'folder', remotePath } };
	const sides = { local: decodeSide(local), remote: decodeSide(remote) };
	if (type !== 'f' || !isTextOrNull(sha256)) return null;
	if (sides.local === undefined || sides.remote === undefined) return null;
	return {
		key,
		record: { type: 'file', remotePath, local: sides.local, remote: sides.remote, sha256 },
	};
}

function encodeSide(side: SideRecord | null): readonly (number | null)[] | null {
	if (side === null) return null;
	const { size, modified, precision, unsure } = side;
	return [size, modified, precisions.indexOf(precision), doubts.indexOf(unsure)];
}

function decodeSide(value: unknown): SideRecord | null | undefined {
	if (value === null) return null;
	if (!Array.isArray(value)) return undefined;
	const [size, modified, precisionCode, doubtCode] = value as readonly unknown[];
	const precision = typeof precisionCode === 'number' ? precisions[precisionCode] : undefined;
	const unsure = typeof doubtCode === 'number' ? doubts[doubtCode] : undefined;
	if (!isNumberOrNull(size) || !isNumberOrNull(modified)) return undefined;
	if (precision === undefined || unsure === undefined) return undefined;
	return { size, modified, precision, unsure };
}

function isTextOrNull(value: unknown): value is string | null {
	return value === null || typeof value === 'string';
}

function isNumberOrNull(value: unknown): value is number | null {
	return value === null || typeof value === 'number';
}
