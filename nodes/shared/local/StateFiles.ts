import { joinPath } from '../model/RemotePath';
import { stateFolder } from '../model/ownNames';
import { makeLocalFolder } from './changeLocal';
import type { DiskAction } from './diskError';
import { isCategory } from '../model/RemoteError';
import type { LocalRoot } from './LocalRoot';
import { syncFolder } from './UnsyncedFolders';

/** The kinds of files that a pair has in the state folder. */
export type StateFile = 'state' | 'state.part' | 'journal' | 'lock' | 'lock.part';

/** Where the state of all pairs of a local folder lies. */
export const statePath = joinPath('/', stateFolder);

/** The files of one pair in the state folder of a local folder. */
export class StateFiles {
	constructor(
		private readonly root: LocalRoot,
		private readonly pairId: string,
	) {}

	/** Makes the local folder and the state folder in it where they are missing. */
	async make(): Promise<void> {
		try {
			await makeLocalFolder(this.root, statePath);
		} catch (error) {
			if (!isCategory(error, 'notFound')) throw error;
			await this.root.make();
			await makeLocalFolder(this.root, statePath);
		}
	}

	/** Works on the files; their names on the disk come from `path`. @throws RemoteError */
	async in<T>(
		action: DiskAction,
		work: (path: (file: StateFile) => string) => Promise<T>,
	): Promise<T> {
		const about = { action, path: statePath };
		this.root.assertAllowed(statePath, action);
		return await this.root.inFolder(statePath, about, async (pathIn) =>
			work((file) => pathIn(`${this.pairId}.${file}`)),
		);
	}

	/** Makes sure on the disk of the names that the files have now. */
	async sync(): Promise<void> {
		await this.root.inFolder(statePath, { action: 'write', path: statePath }, async (pathIn) => {
			await syncFolder(pathIn('.'));
		});
	}
}
