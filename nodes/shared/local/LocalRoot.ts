import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RemoteError } from '../model/RemoteError';
import { folderOf, nameOf, printable } from '../model/RemotePath';
import { codeOf, diskError, linkError, type DiskAction } from './diskError';
import type { LocalAccess } from './LocalAccess';
import { localNameProblem } from './localName';
import { UnsyncedFolders } from './UnsyncedFolders';

/** How something in a folder is called while work on the folder goes on; `.` is the folder itself. */
export type PathIn = (name: string) => string;

/** After these another name, or none, may stand in a folder. */
const changing: readonly DiskAction[] = ['write', 'create', 'delete', 'move'];

/** The local folder of a sync as a place on the disk: no path of it leads out, and no link is followed inside. */
export class LocalRoot {
	private identity: string | null = null;
	private readonly unsynced = new UnsyncedFolders();

	constructor(
		/** Absolute path of the disk, without links. */
		readonly path: string,
		private readonly access: LocalAccess,
		private readonly platform: NodeJS.Platform,
	) {}

	/** Why this system cannot store a name, or null. */
	nameProblem(name: string): string | null {
		return localNameProblem(name, this.platform);
	}

	/** Whether a path of the local folder may not be touched. */
	isBlocked(path: string): boolean {
		return this.access.isBlocked(this.disk(path));
	}

	/** True when all parts of the path are names that this system can store. */
	isStorable(path: string): boolean {
		return path.split('/').every((part) => part === '' || this.nameProblem(part) === null);
	}

	/** Works on what is in a folder. Links and errors of the disk come as RemoteErrors about `path`. */
	async inFolder<T>(
		folder: string,
		about: { readonly action: DiskAction; readonly path: string },
		work: (pathIn: PathIn) => Promise<T>,
	): Promise<T> {
		const { action, path } = about;
		try {
			this.assertStorable(path, action);
			const place = this.disk(folder);
			const pinned = await this.access.pin(place);
			if (pinned !== null) {
				try {
					return await work((name) => pinned.resolvePath(name));
				} finally {
					await pinned.close();
				}
			}
			if ((await this.access.check(place)) !== place) throw linkError(action, path);
			return await work((name) => join(place, name));
		} catch (error) {
			throw diskError(error, action, path);
		}
	}

	/** Works on one path as a name in its folder. @throws RemoteError `permission` for what may not be touched */
	async at<T>(
		path: string,
		action: DiskAction,
		work: (pathIn: PathIn, name: string) => Promise<T>,
	): Promise<T> {
		this.assertStorable(path, action);
		this.assertAllowed(path, action);
		const name = path === '/' ? '.' : nameOf(path);
		if (changing.includes(action)) this.unsynced.add(folderOf(path));
		return await this.inFolder(folderOf(path), { action, path }, (pathIn) => work(pathIn, name));
	}

	/** Makes sure on the disk of all names that `at` has given and taken, so that a state may tell of them. */
	async syncNames(): Promise<void> {
		try {
			await this.unsynced.sync((folder) => this.disk(folder));
		} catch (error) {
			throw diskError(error, 'write', '/');
		}
	}

	/** @throws RemoteError `permission` for a path that n8n's own rules forbid */
	assertAllowed(path: string, action: DiskAction): void {
		if (!this.isBlocked(path)) return;
		throw new RemoteError({
			category: 'permission',
			stage: 'local',
			message: `Cannot ${action} "${printable(path)}" in the local folder: n8n does not allow access to it`,
			description:
				'N8N_RESTRICT_FILE_ACCESS_TO, N8N_BLOCK_FILE_PATTERNS (by default .git) and N8N_BLOCK_FILE_ACCESS_TO_N8N_FILES say what nodes may touch. Paths some 25 folders deep are left alone where the check of n8n cannot bear them.',
			path,
		});
	}

	/**
	 * Makes sure that the folder still is the one that was seen first: a disk that is unmounted in the middle leaves an
	 * empty folder behind, in which nothing is missing for sure.
	 * @throws RemoteError `notFound`
	 */
	async assertSame(): Promise<void> {
		let now: string;
		try {
			const { dev, ino } = await lstat(this.path);
			now = `${dev} ${ino}`;
		} catch (error) {
			throw this.missing(error);
		}
		this.identity ??= now;
		if (now !== this.identity) throw this.missing();
	}

	/** Makes the folder and those above it that are missing. */
	async make(): Promise<void> {
		try {
			await this.makeLevel(this.path);
		} catch (error) {
			throw diskError(error, 'create', '/');
		}
	}

	private async makeLevel(level: string): Promise<void> {
		try {
			await mkdir(level);
		} catch (error) {
			if (codeOf(error) === 'EEXIST') return;
			if (codeOf(error) !== 'ENOENT' || dirname(level) === level) {
				// A folder that is there may be one that cannot be made: a mounted disk, a read-only parent.
				if ((await lstat(level).catch(() => null))?.isDirectory() === true) return;
				throw error;
			}
			const above = dirname(level);
			if (this.access.isBlocked(above)) throw this.missing(error);
			await this.makeLevel(above);
			await mkdir(level);
		}
	}

	private disk(path: string): string {
		return path === '/' ? this.path : join(this.path, ...path.slice(1).split('/'));
	}

	private assertStorable(path: string, action: DiskAction): void {
		for (const part of path.split('/')) {
			const problem = part === '' ? null : this.nameProblem(part);
			if (problem === null) continue;
			throw new RemoteError({
				category: 'invalidInput',
				stage: 'local',
				message: `Cannot ${action} "${printable(path)}" in the local folder: "${printable(part)}" ${problem}`,
				description: 'Rename it on the server, or exclude it by a filter.',
				path,
			});
		}
	}

	private missing(cause?: unknown): RemoteError {
		return new RemoteError({
			category: 'notFound',
			stage: 'local',
			message: cause
				? `The local folder "${printable(this.path)}" does not exist`
				: `The local folder "${printable(this.path)}" is not the one any more that the run began with`,
			description: cause
				? 'Check the path, and that the disk is mounted. In Docker the folder must be mounted into the container of n8n.'
				: 'Its disk may have been unmounted. Nothing is deleted because of what is missing in it.',
			path: '/',
			cause,
		});
	}
}
