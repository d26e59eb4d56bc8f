import { asFailure } from '../shared/files/asFailure';
import type { Endpoint } from '../shared/model/Endpoint';
import { bareEntry, type Entry } from '../shared/model/Entry';
import type { Receipt } from '../shared/model/Receipt';

interface Written {
	readonly appended: boolean;
	/** ISO 8601 time that the file was to carry. */
	readonly modifiedAt: string | null;
}

/**
 * The entry of a file that was written, made of what is known: asking for it would cost each file a round trip. Only after
 * an append the server is asked, since nobody else knows the size of the whole.
 */
export async function writtenEntry(
	endpoint: Endpoint,
	path: string,
	receipt: Receipt,
	{ appended, modifiedAt }: Written,
): Promise<Entry> {
	if (appended) {
		const found = await asFailure(async () => await endpoint.find(path));
		return found === null || 'failure' in found ? bareEntry(path, 'file') : found;
	}
	const entry = { ...bareEntry(path, 'file'), size: receipt.bytes };
	if (modifiedAt === null || !(await endpoint.abilities()).keepsModified) return entry;
	return { ...entry, modifiedAt, modifiedPrecision: 'second' };
}

/** The entry of a folder that was made, or was there. */
export function folderEntry(path: string): Entry {
	return bareEntry(path, 'folder');
}
