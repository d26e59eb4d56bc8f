import { Readable } from 'node:stream';
import type { ByteSource, Endpoint } from '../model/Endpoint';

const emptySource: ByteSource = { size: 0, open: async () => Readable.from([]) };

/** Writes an empty file, in place, since nobody can see half of it: what readers wait for before they take another file. */
export async function writeMarker(endpoint: Endpoint, path: string): Promise<void> {
	await endpoint.write(path, emptySource, { mode: 'direct', verify: 'off' });
}
