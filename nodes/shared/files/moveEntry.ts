import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { isCategory, RemoteError } from '../model/RemoteError';
import { isWithin, joinPath, nameOf } from '../model/RemotePath';
import { assertNotRoot } from './assertNotRoot';
import { isInTheWay, type FolderMaker } from './FolderMaker';
import { freePath } from './freePath';
import { isDone } from './isDone';
import { missing } from './missing';
import { moveMakingFolders } from './moveMakingFolders';
import type { Skipped } from './skipMissing';

export interface MoveRequest {
	readonly from: string;
	readonly to: string;
	/** What a folder at `to` means: what is moved goes into it, as with `mv`, or its name is taken. */
	readonly folderAtTo: 'enter' | 'taken';
	/** A folder is never overwritten, and never overwrites. */
	readonly ifExists: 'fail' | 'overwrite' | 'skip' | 'keepBoth';
	/** Where there is nothing at `from`, nor at `to`. */
	readonly ifMissing: 'fail' | 'skip';
	/** Where an earlier try may have moved it when the connection broke; null = there was none. */
	readonly mayBeAt: string | null;
}

export type Moved =
	| { readonly entry: Entry; readonly originalPath: string; readonly moved: true }
	/** An earlier run did it: nothing is at `originalPath`, something at the target. */
	| { readonly entry: Entry; readonly originalPath: string; readonly alreadyDone: true }
	/** The target is taken, and stays. */
	| (Skipped & { readonly originalPath: string })
	/** There is nothing to move. */
	| Skipped;

/** Others that take the same free name at the same time are met so many times. */
const mostRaces = 5;

/**
 * Moves or renames a file or folder and makes missing folders. Afterwards the target is there and the source gone, or nothing has changed.
 * @throws RemoteError `notFound`, `alreadyExists`, `invalidInput` for a folder into itself and for the Root Folder; `data.toPath`
 * of a lost connection says where it may be
 */
export async function moveEntry(
	endpoint: Endpoint,
	request: MoveRequest,
	folders: FolderMaker,
): Promise<Moved> {
	const { from, to, ifExists } = request;
	assertMovable(from, to);
	if (from === to) return atRest(request, await endpoint.find(from));
	// Nothing is asked beforehand: what is in the way is found out when the move fails.
	let path = to;
	for (let race = 1; ; race++) {
		try {
			const overwrite = ifExists === 'overwrite';
			const entry = await moveMakingFolders(endpoint, from, path, { overwrite }, folders);
			folders.forget(from);
			return { entry, originalPath: from, moved: true };
		} catch (error) {
			if (isLost(error)) throw error.with({ data: { ...error.data, toPath: path } });
			if (!isCategory(error, 'notFound', 'alreadyExists') || isInTheWay(error)) throw error;
			const seen = await look(endpoint, request);
			if (seen.source === null) return sourceGone(request, seen);
			if (isCategory(error, 'notFound') || seen.target === null) throw error;
			if (seen.target.type === 'folder' && request.folderAtTo === 'enter')
				return await moveEntry(endpoint, into(request), folders);
			if (ifExists === 'skip') return { path: to, originalPath: from, skipped: true };
			if (ifExists !== 'keepBoth' || race === mostRaces) throw error;
			path = await freePath(endpoint, to);
		}
	}
}

/** The same into the folder at `to`. */
function into(request: MoveRequest): MoveRequest {
	return { ...request, to: joinPath(request.to, nameOf(request.from)), folderAtTo: 'taken' };
}

interface Seen {
	readonly source: Entry | null;
	readonly target: Entry | null;
	/** In the folder at `to`, where such a folder means that. */
	readonly inside: Entry | null;
	/** At `mayBeAt`. */
	readonly earlier: Entry | null;
}

async function look(endpoint: Endpoint, request: MoveRequest): Promise<Seen> {
	const { from, to, folderAtTo, mayBeAt } = request;
	const paths = { source: from, target: to, inside: into(request).to, earlier: mayBeAt ?? from };
	const found = await endpoint.findMany(Object.values(paths));
	const [source = null, target = null, inside = null, earlier = null] = found.map((look) => {
		if (look instanceof Error) throw look;
		return look;
	});
	return { source, target, inside: folderAtTo === 'enter' ? inside : null, earlier };
}

/** What became of a source that is not there. */
function sourceGone(request: MoveRequest, { target, inside, earlier }: Seen): Moved {
	const { from, folderAtTo } = request;
	if (earlier) return { entry: earlier, originalPath: from, moved: true };
	if (inside) return { entry: inside, originalPath: from, alreadyDone: true };
	if (target && isDone(from, target, folderAtTo))
		return { entry: target, originalPath: from, alreadyDone: true };
	return nothing(request);
}

function atRest(request: MoveRequest, entry: Entry | null): Moved {
	if (entry === null) return nothing(request);
	return { entry, originalPath: request.from, alreadyDone: true };
}

function nothing({ from, ifMissing }: MoveRequest): Moved {
	if (ifMissing === 'skip') return { path: from, skipped: true };
	throw missing(from);
}

/** The command was on its way: the server may have done it, and only its answer was lost. */
function isLost(error: unknown): error is RemoteError {
	return (
		error instanceof RemoteError &&
		error.stage === 'command' &&
		isCategory(error, 'connectionLost', 'timeout')
	);
}

function assertMovable(from: string, to: string): void {
	assertNotRoot(from);
	assertNotRoot(to);
	if (from === to || !isWithin(to, from)) return;
	throw new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `${from} cannot be moved into itself, to ${to}`,
		description: 'Choose a target outside of it.',
		path: from,
	});
}
