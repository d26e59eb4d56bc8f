import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { missing } from './missing';

/**
 * The entry at a path.
 * @throws RemoteError `notFound` when there is none
 */
export async function getEntry(endpoint: Endpoint, path: string): Promise<Entry> {
	const entry = await endpoint.find(path);
	if (entry === null) throw missing(path);
	return entry;
}
