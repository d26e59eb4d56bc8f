import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf } from './diskError';

/** What systems and disks answer that cannot make sure of a folder (Windows, some network disks), and of one that is gone. */
const cannot = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF', 'ENOENT', 'ENOTDIR'];
/** So many are worked on side by side. */
const width = 16;

/**
 * Folders in which names have been given or taken. Syncing a file to the disk makes sure of its bytes, not of its name:
 * after a power failure a file may be missing that the state, synced itself, tells of, which would look like a deletion.
 */
export class UnsyncedFolders {
	private readonly folders = new Set<string>();

	/** @param folder relative to the local folder */
	add(folder: string): void {
		this.folders.add(folder);
	}

	/** Makes sure of all names that were given so far. @param disk the place of a folder on the disk */
	async sync(disk: (folder: string) => string): Promise<void> {
		const due = [...this.folders];
		for (let start = 0; start < due.length; start += width) {
			const part = due.slice(start, start + width);
			await Promise.all(part.map(async (folder) => await syncFolder(disk(folder))));
			for (const folder of part) this.folders.delete(folder);
		}
	}
}

/** Makes sure of the names in a folder, where the system can. */
export async function syncFolder(place: string): Promise<void> {
	try {
		const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
		try {
			await handle.sync();
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (!cannot.includes(codeOf(error))) throw error;
	}
}
