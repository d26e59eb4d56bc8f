import { isCategory, RemoteError } from '../model/RemoteError';
import { nameOf } from '../model/RemotePath';
import { parseOwnName } from '../model/ownNames';
import type { Both } from './Side';
import type { StateSession } from './StateSession';
import type { SyncSide } from './SyncSide';

/**
 * Removes exactly those temporary files that a killed or failed run has announced. What cannot be removed stays known
 * for the next run.
 */
export async function removeLeftovers(session: StateSession, sides: Both<SyncSide>): Promise<void> {
	for (const { side, temporary } of session.before.pending) {
		// A state file that somebody has edited must not make us delete a person's file.
		if (parseOwnName(nameOf(temporary)) === null) continue;
		try {
			await session.confirm();
			if ((await sides[side].endpoint.find(temporary)) !== null)
				await sides[side].endpoint.removeFile(temporary);
			session.note({ end: temporary });
		} catch (error) {
			if (!(error instanceof RemoteError) || isCategory(error, 'cancelled', 'guard')) throw error;
		}
	}
}
