import { asFailure } from '../shared/files/asFailure';
import { FolderMaker } from '../shared/files/FolderMaker';
import { moveKeepingBoth } from '../shared/files/moveKeepingBoth';
import { sideBySide } from '../shared/files/sideBySide';
import type { Endpoint } from '../shared/model/Endpoint';
import { joinPath } from '../shared/model/RemotePath';
import type { RunContext } from '../shared/model/RunContext';
import type { TakenFile } from './TakenFile';

/**
 * Moves the done files of claimed files after them: one that stayed would call the next file of that name complete while it
 * is still written. What cannot be moved is a line in the log.
 * @throws RemoteError `cancelled`
 */
export async function moveMarkers(
	endpoint: Endpoint,
	taken: ReadonlyArray<TakenFile<unknown>>,
	run: RunContext,
): Promise<void> {
	const folders = new FolderMaker(endpoint);
	const at = run.now();
	const moves = taken
		.filter(({ claimed }) => claimed)
		.flatMap(({ candidate, entry }) =>
			candidate.followers.map(({ path, name }) => ({ path, to: joinPath(entry.folder, name) })),
		);
	await sideBySide(endpoint, moves, run, async ({ path, to }) => {
		const moved = await asFailure(
			async () => await moveKeepingBoth(endpoint, { from: path, to, at }, folders),
		);
		if (typeof moved !== 'string')
			run.log('warn', `The done file ${path} was not moved. ${moved.failure.message}.`);
	});
}
