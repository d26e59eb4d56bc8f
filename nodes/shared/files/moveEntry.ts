import type { Endpoint } from '../model/Endpoint';
import { isCategory, RemoteError } from '../model/RemoteError';
import { isWithin } from '../model/RemotePath';
import { assertNotRoot } from './assertNotRoot';
import type { FolderMaker } from './FolderMaker';
import { freePath } from './freePath';
import { missing } from './missing';
import { moveMakingFolders } from './moveMakingFolders';
import { taken } from './taken';

export interface MoveRequest {
	readonly from: string;
	readonly to: string;
	/** A folder at `to` is never overwritten. */
	readonly ifExists: 'fail' | 'overwrite' | 'skip' | 'keepBoth';
}

export type Moved =
	| { readonly path: string; readonly fromPath: string; readonly moved: true }
	/** An earlier run did it: nothing is at `fromPath`, something at `path`. */
	| { readonly path: string; readonly fromPath: string; readonly alreadyDone: true }
	| { readonly path: string; readonly fromPath: string; readonly skipped: true };

/** Others that take the same free name at the same time are met so many times. */
const mostRaces = 5;

/**
 * Moves or renames a file or folder and makes missing folders. Afterwards the target is there and the source gone, or nothing has changed.
 * @throws RemoteError `notFound`, `alreadyExists`, `invalidInput` for a folder into itself and for the Root Folder
 */
export async function moveEntry(
	endpoint: Endpoint,
	request: MoveRequest,
	folders: FolderMaker,
): Promise<Moved> {
	const { from, to, ifExists } = request;
	assertMovable(from, to);
	if (from === to) {
		if ((await endpoint.find(from)) === null) throw missing(from);
		return { path: to, fromPath: from, alreadyDone: true };
	}
	// The server is asked first only where it matters; all else is found out when the move fails.
	if (ifExists === 'skip') {
		const [source, target] = await look(endpoint, from, to);
		if (target) return settled(from, to, source);
	}
	let path = to;
	for (let race = 1; ; race++) {
		try {
			const overwrite = ifExists === 'overwrite';
			await moveMakingFolders(endpoint, from, path, { overwrite }, folders);
			folders.forget(from);
			return { path, fromPath: from, moved: true };
		} catch (error) {
			if (!isCategory(error, 'notFound', 'alreadyExists')) throw error;
			const [source, target] = await look(endpoint, from, to);
			if (!source) {
				if (target) return { path: to, fromPath: from, alreadyDone: true };
				throw missing(from);
			}
			if (isCategory(error, 'notFound') || race === mostRaces) throw error;
			if (ifExists === 'skip') return settled(from, to, source);
			if (ifExists !== 'keepBoth') throw refused(error, to, target);
			path = await freePath(endpoint, to);
		}
	}
}

function settled(from: string, to: string, source: boolean): Moved {
	return source
		? { path: to, fromPath: from, skipped: true }
		: { path: to, fromPath: from, alreadyDone: true };
}

type Type = 'file' | 'folder' | 'link';

/** Whether something is at `from`, and what at `to`. */
async function look(endpoint: Endpoint, from: string, to: string): Promise<[boolean, Type | null]> {
	const [source = null, target = null] = await endpoint.findMany([from, to]);
	if (source instanceof Error) throw source;
	if (target instanceof Error) throw target;
	return [source !== null, target?.type ?? null];
}

function refused(error: unknown, to: string, target: Type | null): unknown {
	return target === null ? error : taken(to, target === 'folder' ? 'folder' : 'taken');
}

function assertMovable(from: string, to: string): void {
	assertNotRoot(from);
	assertNotRoot(to);
	if (from === to || !isWithin(to, from)) return;
	throw new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `The folder ${from} cannot be moved into itself, to ${to}`,
		description: 'Choose a target outside the folder.',
		path: from,
	});
}
