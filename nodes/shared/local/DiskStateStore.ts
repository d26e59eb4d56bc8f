import { constants } from 'node:fs';
import { lstat, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { isCategory } from '../model/RemoteError';
import { codeOf } from './diskError';
import { DiskJournal, linesOf } from './DiskJournal';
import { DiskLock } from './DiskLock';
import type { LocalRoot } from './LocalRoot';
import type { LockTiming } from './LockTiming';
import { StateFiles } from './StateFiles';

const create = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** A state is written in pieces of about this many characters, so that a large one is never one text. */
const pieceLength = 1024 * 1024;

/** A lock that is held. */
export interface HeldLock {
	readonly confirm: () => Promise<void>;
	readonly release: () => Promise<void>;
}

/** The state of one pair on the disk: in the state folder of the local folder, as lines of text. */
export class DiskStateStore {
	private readonly files: StateFiles;
	private readonly journal: DiskJournal;

	constructor(
		private readonly root: LocalRoot,
		pairId: string,
		/** Of this run; no other one has the same. Without blanks. */
		private readonly runId: string,
		private readonly timing: LockTiming,
	) {
		this.files = new StateFiles(root, pairId);
		this.journal = new DiskJournal(this.files);
	}

	/** @throws RemoteError `guard` while another run is at work, `permission` and `quota` where the folder cannot be written */
	async lock(): Promise<HeldLock> {
		await this.files.make();
		const lock = await DiskLock.take(this.files, this.runId, this.timing);
		// What a killed run was writing; nobody else writes while the lock is ours.
		await this.removeParts().catch(() => undefined);
		return {
			confirm: async () => await lock.confirm(),
			release: async () => {
				await this.journal.close().catch(() => undefined);
				await lock.release();
			},
		};
	}

	/** What is stored; changes nothing and makes nothing. */
	async load(): Promise<{ state: readonly string[] | null; journal: readonly string[] }> {
		try {
			return await this.files.in('read', async (path) => {
				const state = (await exists(path('state'))) ? await linesOf(path('state')) : null;
				return { state, journal: await linesOf(path('journal')) };
			});
		} catch (error) {
			// No state folder: no state.
			if (isCategory(error, 'notFound')) return { state: null, journal: [] };
			throw error;
		}
	}

	async append(line: string): Promise<void> {
		await this.journal.append(line);
	}

	/**
	 * Writes beside the old state, makes sure of it on the disk, and puts it in its place; then the journal is empty. The
	 * files that it tells of are made sure of before, and its own name before the journal goes.
	 */
	async save(lines: Iterable<string>): Promise<void> {
		await this.removeParts();
		await this.root.syncNames();
		await this.files.in('write', async (path) => {
			const handle = await open(path('state.part'), create);
			try {
				await writeLines(handle, lines);
				await handle.sync();
			} finally {
				await handle.close();
			}
			await rename(path('state.part'), path('state'));
		});
		await this.files.sync();
		await this.journal.empty();
	}

	private async removeParts(): Promise<void> {
		const parts = await this.files.parts();
		await this.files.in('delete', async (path) => {
			for (const file of parts) {
				await unlink(path(file)).catch((error: unknown) => {
					if (codeOf(error) !== 'ENOENT') throw error;
				});
			}
		});
	}
}

async function exists(file: string): Promise<boolean> {
	try {
		return (await lstat(file)).isFile();
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return false;
		throw error;
	}
}

async function writeLines(handle: FileHandle, lines: Iterable<string>): Promise<void> {
	let piece = '';
	for (const line of lines) {
		piece += `${line}\n`;
		if (piece.length < pieceLength) continue;
		await handle.writeFile(piece);
		piece = '';
	}
	await handle.writeFile(piece);
}
