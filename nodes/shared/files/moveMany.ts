import { KeyedOrder } from '../concurrency/KeyedOrder';
import type { Endpoint } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { EntryFilter } from '../model/EntryFilter';
import { isWithin, joinPath, relativeTo } from '../model/RemotePath';
import type { RunContext } from '../model/RunContext';
import { attemptEach, type Attempt, type Attempts } from './attemptEach';
import { filesOf, findEntries } from './findEntries';
import type { FolderMaker } from './FolderMaker';
import { ignoredPaths } from './ignoredPaths';
import { moveEntry, type Moved, type MoveRequest } from './moveEntry';
import { depthOf } from './planDeletion';

export interface MoveManyRequest extends Pick<MoveRequest, 'ifExists' | 'ifMissing'> {
	readonly folder: string;
	readonly recursive: boolean;
	readonly filter: EntryFilter;
	readonly toFolder: string;
}

/**
 * Moves the matching files of a folder to the same places below another one. Files that are in the target folder already stay.
 * One outcome a file, in the order of their paths.
 * @throws RemoteError `notFound` for the folder, `cancelled`
 */
export async function moveMany(
	endpoint: Endpoint,
	request: MoveManyRequest,
	folders: FolderMaker,
	run: RunContext,
): Promise<Attempts<Moved>> {
	const { folder, toFolder, recursive, filter, ifExists, ifMissing } = request;
	// What was moved to a folder below this one is not moved again.
	const archive = toFolder !== folder && isWithin(toFolder, folder) ? toFolder : null;
	const { entries } = await findEntries(
		endpoint,
		filesOf(folder, recursive, filter, ignoredPaths(archive)),
		run,
	);
	const order = new KeyedOrder();
	const report = progressOf(entries.length, run);
	const move = async (entry: Entry): Promise<Moved> => {
		const { path } = entry;
		const to = joinPath(toFolder, relativeTo(folder, path));
		if (to === path) return { entry, originalPath: path, alreadyDone: true };
		const one = {
			from: path,
			to,
			folderAtTo: 'taken',
			ifExists,
			ifMissing,
			mayBeAt: null,
		} as const;
		const moved = await order.run([path, to], async () => await moveEntry(endpoint, one, folders));
		report(path);
		return 'moved' in moved ? { ...moved, entry: withListed(moved.entry, entry) } : moved;
	};
	const { parallel } = endpoint;
	if (!isWithin(folder, toFolder)) return await attemptEach(entries, parallel, run.signal, move);
	// One file may go where another one lies that goes higher: that one goes first.
	const { outcomes, ended } = await attemptEach(shallowFirst(entries), parallel, run.signal, move);
	return { outcomes: inOrderOf(entries, outcomes), ended };
}

function shallowFirst(entries: readonly Entry[]): Entry[] {
	return [...entries].sort((a, b) => depthOf(a.path) - depthOf(b.path));
}

function inOrderOf<R>(
	entries: readonly Entry[],
	outcomes: ReadonlyArray<Attempt<R>>,
): ReadonlyArray<Attempt<R>> {
	const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
	return entries.flatMap(({ path }) => byPath.get(path) ?? []);
}

/** What was asked for right before the move is exact; what only listings show is added. */
function withListed(now: Entry, listed: Entry): Entry {
	const time = now.modifiedAt === null ? listed : now;
	return {
		...now,
		size: now.size ?? listed.size,
		modifiedAt: time.modifiedAt,
		modifiedPrecision: time.modifiedPrecision,
		permissions: now.permissions ?? listed.permissions,
		owner: now.owner ?? listed.owner,
		group: now.group ?? listed.group,
	};
}

function progressOf(filesTotal: number, { progress }: RunContext): (path: string) => void {
	let filesDone = 0;
	return (path) =>
		progress({
			task: `Move ${path}`,
			filesDone: ++filesDone,
			filesTotal,
			bytesDone: 0,
			bytesTotal: null,
		});
}
