import { lutimes } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type {
	Abilities,
	ByteSource,
	Endpoint,
	Expected,
	MoveOptions,
	ReadOptions,
	ReadResult,
	WriteOptions,
} from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import type { Receipt } from '../model/Receipt';
import { isCategory, RemoteError } from '../model/RemoteError';
import type { RunContext } from '../model/RunContext';
import { assertRunning } from './assertRunning';
import { makeLocalFolder, moveLocal, removeLocalFile, removeLocalFolder } from './changeLocal';
import { codeOf } from './diskError';
import { listLocal, lookAt } from './listLocal';
import type { LocalRoot } from './LocalRoot';
import { readLocal } from './readLocal';
import { writeLocal } from './writeLocal';

/** A folder of this machine's disk, for one run. Paths are relative to it, as those of a server to its Root Folder. */
export class LocalEndpoint implements Endpoint {
	readonly name = 'the local folder';
	/** Never the narrow side of a transfer: the system lines up what its disk cannot do at once. */
	readonly parallel = 64;
	/**
	 * With 64 folders the answers for a thousand files come at once, and while they are dealt with the other side's
	 * connections wait: a sync of 10,000 files reached the server's folders half a second later.
	 */
	readonly parallelListings = 2;

	constructor(
		private readonly root: LocalRoot,
		private readonly run: Pick<RunContext, 'signal' | 'random' | 'hint'>,
	) {}

	async abilities(): Promise<Abilities> {
		return {
			keepsModified: true,
			listedPrecision: 'second',
			exactModified: true,
			// Reading a local file is hashing it, and `read` also compares it with what was seen.
			hashes: [],
			clockOffsetMs: 0,
		};
	}

	async list(folder: string): Promise<Listing> {
		assertRunning(this.run.signal);
		if (folder === '/') await this.root.assertSame();
		return await listLocal(this.root, folder);
	}

	async find(path: string): Promise<Entry | null> {
		assertRunning(this.run.signal);
		const found = this.root.isStorable(path) ? await this.look(path) : null;
		if (found === null) await this.root.assertSame();
		return found;
	}

	async findMany(paths: readonly string[]): Promise<ReadonlyArray<Entry | null | Error>> {
		return await Promise.all(
			paths.map(async (path) => {
				try {
					return await this.find(path);
				} catch (error) {
					if (error instanceof RemoteError) return error;
					throw error;
				}
			}),
		);
	}

	async createFolder(path: string): Promise<void> {
		assertRunning(this.run.signal);
		await makeLocalFolder(this.root, path);
	}

	async removeFile(path: string, expected?: Expected): Promise<void> {
		assertRunning(this.run.signal);
		await removeLocalFile(this.root, path, expected);
	}

	async removeFolder(path: string): Promise<void> {
		assertRunning(this.run.signal);
		await removeLocalFolder(this.root, path);
	}

	async move(from: string, to: string, options: MoveOptions): Promise<Entry> {
		assertRunning(this.run.signal);
		return await moveLocal(this.root, from, to, options);
	}

	async read<T>(
		path: string,
		consume: (body: Readable) => Promise<T>,
		options: ReadOptions,
	): Promise<ReadResult<T>> {
		assertRunning(this.run.signal);
		return await readLocal(this.root, path, consume, options, this.run.signal);
	}

	async write(path: string, source: ByteSource, options: WriteOptions): Promise<Receipt> {
		assertRunning(this.run.signal);
		return await writeLocal(this.root, path, source, options, this.run);
	}

	async setModified(path: string, modifiedAt: string): Promise<boolean> {
		assertRunning(this.run.signal);
		const time = new Date(modifiedAt);
		return await this.root.at(path, 'write', async (pathIn, name) => {
			try {
				await lutimes(pathIn(name), time, time);
				return true;
			} catch (error) {
				if (['EPERM', 'ENOSYS', 'ENOTSUP'].includes(codeOf(error))) return false;
				throw error;
			}
		});
	}

	/** Always null: see `abilities`. */
	async hash(): Promise<string | null> {
		return null;
	}

	/** Nothing can be in a folder that is not there, or that is a file. */
	private async look(path: string): Promise<Entry | null> {
		try {
			return await this.root.at(path, 'look at', (pathIn, name) => lookAt(pathIn, name, path));
		} catch (error) {
			if (isCategory(error, 'notFound')) return null;
			throw error;
		}
	}
}
