import { readdir } from 'node:fs/promises';
import { joinPath } from '../model/RemotePath';
import { stateFolder } from '../model/ownNames';
import { makeLocalFolder } from './changeLocal';
import type { DiskAction } from './diskError';
import { isCategory } from '../model/RemoteError';
import type { LocalRoot } from './LocalRoot';
import { syncFolder } from './UnsyncedFolders';

/** What each taker of a dead lock writes for itself, before it takes the lock's name. */
type LockPart = `lock.part.${string}`;

/** The kinds of files that a pair has in the state folder. */
export type StateFile = 'state' | 'state.part' | 'journal' | 'lock' | LockPart;

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
		work: (path: (file: StateFile) => string, folder: string) => Promise<T>,
	): Promise<T> {
		const about = { action, path: statePath };
		this.root.assertAllowed(statePath, action);
		return await this.root.inFolder(statePath, about, async (pathIn) =>
			work((file) => pathIn(`${this.pairId}.${file}`), pathIn('.')),
		);
	}

	/** Names of unfinished files: those that are written now, and those of runs that were killed. */
	async parts(): Promise<ReadonlyArray<'state.part' | LockPart>> {
		const names = await this.in('read', async (_, folder) => await readdir(folder));
		const own = names.flatMap((name) =>
			name.startsWith(`${this.pairId}.`) ? [name.slice(this.pairId.length + 1)] : [],
		);
		return own.filter((name) => name === 'state.part' || isLockPart(name));
	}

	/** Makes sure on the disk of the names that the files have now. */
	async sync(): Promise<void> {
		await this.root.inFolder(statePath, { action: 'write', path: statePath }, async (pathIn) => {
			await syncFolder(pathIn('.'));
		});
	}
}

function isLockPart(name: string): name is LockPart {
	return name.startsWith('lock.part.');
}
