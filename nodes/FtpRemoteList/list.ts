import { findEntries } from '../shared/files/findEntries';
import { getEntry } from '../shared/files/getEntry';
import type { Endpoint } from '../shared/model/Endpoint';
import type { Entry, EntryType } from '../shared/model/Entry';
import type { RunContext } from '../shared/model/RunContext';
import type { ListRequest } from './fields';

/** What one request found. */
export type Listed =
	| { readonly operation: 'list'; readonly entries: readonly Entry[]; readonly simple: boolean }
	| { readonly operation: 'getInfo'; readonly entry: Entry }
	| {
			readonly operation: 'exists';
			readonly path: string;
			readonly exists: boolean;
			/** null where there is nothing. */
			readonly type: EntryType | null;
	  };

/**
 * Answers one request.
 * @throws RemoteError `notFound` for a folder that is not there, and for `getInfo` of nothing
 */
export async function list(
	request: ListRequest,
	endpoint: Endpoint,
	run: RunContext,
): Promise<Listed> {
	switch (request.operation) {
		case 'list': {
			const { entries } = await findEntries(endpoint, request.wanted, run);
			return { operation: 'list', entries, simple: request.simple };
		}
		case 'getInfo':
			return { operation: 'getInfo', entry: await getEntry(endpoint, request.path) };
		case 'exists': {
			const { path } = request;
			const entry = await endpoint.find(path);
			return { operation: 'exists', path, exists: entry !== null, type: entry?.type ?? null };
		}
	}
}
