import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf, joinPath, nameOf } from '../model/RemotePath';
import { parseOwnName } from '../model/ownNames';
import type { Both } from './Side';
import type { StateSession } from './StateSession';
import type { SyncSide } from './SyncSide';

/**
 * Removes exactly those temporary files that a killed or failed run has announced; an old file that was set aside goes
 * back to its place if nothing came there. What cannot be removed stays known for the next run.
 */
export async function removeLeftovers(session: StateSession, sides: Both<SyncSide>): Promise<void> {
	for (const { side, temporary } of session.before.pending) {
		const own = parseOwnName(nameOf(temporary));
		// A state file that somebody has edited must not make us delete a person's file.
		if (own === null) continue;
		const { endpoint } = sides[side];
		const place = joinPath(folderOf(temporary), own.name);
		try {
			await session.confirm();
			if ((await endpoint.find(temporary)) !== null) {
				if (own.kind === 'old' && (await endpoint.find(place)) === null)
					await endpoint.move(temporary, place, { overwrite: false });
				else await endpoint.removeFile(temporary);
			}
			session.note([{ end: temporary }]);
		} catch (error) {
			if (!(error instanceof RemoteError) || isCategory(error, 'cancelled', 'guard')) throw error;
		}
	}
}
