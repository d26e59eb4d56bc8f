import type { Endpoint } from '../model/Endpoint';
import { isCategory, RemoteError } from '../model/RemoteError';
import { folderOf } from '../model/RemotePath';

/** Makes missing folders once for a run, however many files need them at the same time. */
export class FolderMaker {
	private readonly made = new Map<string, Promise<void>>();
	/** How much work that relies on a folder is under way. */
	private readonly reliance = new Map<string, number>();

	constructor(private readonly endpoint: Endpoint) {}

	/**
	 * Makes sure of a folder and those above it: the deepest is asked for first, since most folders are there.
	 * @throws RemoteError `alreadyExists` when a file is in the way
	 */
	ensure(folder: string): Promise<void> {
		if (folder === '/') return Promise.resolve();
		const known = this.made.get(folder);
		if (known) return known;
		const making = this.make(folder).catch((error: unknown) => {
			// The next who asks shall try again.
			this.made.delete(folder);
			throw error;
		});
		this.made.set(folder, making);
		return making;
	}

	/**
	 * Does work that needs a folder; only if it misses something, the folder is made and the work done once more.
	 * Saves a round trip for each folder that is there already.
	 */
	async within<T>(folder: string, work: () => Promise<T>): Promise<T> {
		const known = this.made.get(folder);
		if (known) {
			await known;
			return await work();
		}
		try {
			return await work();
		} catch (error) {
			if (folder === '/' || !this.mayMiss(folder, error)) throw error;
			await this.ensure(folder);
			return await work();
		}
	}

	/**
	 * Whether a refusal may be about a folder that was missing: the server is asked for the reason after it, and another
	 * item of the run may have made the folder between the two, which then looks like missing rights.
	 */
	mayMiss(folder: string, error: unknown): boolean {
		return (
			isCategory(error, 'notFound') || (isCategory(error, 'permission') && this.made.has(folder))
		);
	}

	/** The folder and those below it were moved or deleted: they are made again when needed. */
	forget(folder: string): void {
		for (const path of this.made.keys()) {
			if (path === folder || path.startsWith(`${folder}/`)) this.made.delete(path);
		}
	}

	/**
	 * Work begins that relies on a folder.
	 * @returns to be called when it has ended; true = no other work relies on it
	 */
	rely(folder: string): () => boolean {
		this.reliance.set(folder, (this.reliance.get(folder) ?? 0) + 1);
		return () => {
			const others = (this.reliance.get(folder) ?? 1) - 1;
			if (others > 0) this.reliance.set(folder, others);
			else this.reliance.delete(folder);
			return others === 0;
		};
	}

	private async make(folder: string): Promise<void> {
		try {
			await this.endpoint.createFolder(folder);
		} catch (error) {
			if (isCategory(error, 'alreadyExists')) throw inTheWay(folder, error);
			if (!isCategory(error, 'notFound') || folderOf(folder) === '/') throw error;
			await this.ensure(folderOf(folder));
			await this.endpoint.createFolder(folder).catch((second: unknown) => {
				throw isCategory(second, 'alreadyExists') ? inTheWay(folder, second) : second;
			});
		}
	}
}

function inTheWay(folder: string, cause: unknown): RemoteError {
	return new RemoteError({
		category: 'alreadyExists',
		stage: 'command',
		message: `The folder ${folder} cannot be made: a file of that name is in the way`,
		description: 'Choose another folder, or rename or delete the file.',
		path: folder,
		ftpCode: cause instanceof RemoteError ? cause.ftpCode : null,
		ftpReply: cause instanceof RemoteError ? cause.ftpReply : null,
		data: { inTheWay: folder },
		cause,
	});
}

/** Whether a folder could not be made because a file has its name. */
export function isInTheWay(error: unknown): boolean {
	return error instanceof RemoteError && error.data?.inTheWay !== undefined;
}
