import { constants } from 'node:fs';
import { open, readFile, rename, unlink, type FileHandle } from 'node:fs/promises';
import { isCategory, RemoteError } from '../model/RemoteError';
import { codeOf, diskError } from './diskError';
import type { LockTiming } from './LockTiming';
import { statePath, type StateFile, type StateFiles } from './StateFiles';

const create = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * A lock file that holds a run's id and a counter which the run counts on while it lives. Whoever finds one waits until
 * the counter moves (somebody is at work) or has stood still for long enough by the waiting one's own clock.
 */
export class DiskLock {
	private beats = 0;
	private stopBeating: () => void = () => undefined;
	private beating: Promise<void> = Promise.resolve();

	private constructor(
		private readonly files: StateFiles,
		private readonly runId: string,
		private readonly handle: FileHandle,
	) {}

	/** @throws RemoteError `guard` while another run is at work */
	static async take(files: StateFiles, runId: string, timing: LockTiming): Promise<DiskLock> {
		for (;;) {
			const handle = await createLock(files, 'lock');
			if (handle !== null) return await DiskLock.begin(files, runId, handle, timing);
			const seen = await readLock(files);
			if (seen === null) continue;
			if (!(await isDead(files, seen, timing))) continue;
			return await DiskLock.takeOver(files, runId, seen, timing);
		}
	}

	/** Reads the lock again. @throws RemoteError `guard` when it is not ours any more */
	async confirm(): Promise<void> {
		if (!(await this.isOurs())) throw lost();
	}

	/** Gives the lock back; one that somebody else has taken over stays. */
	async release(): Promise<void> {
		this.stopBeating();
		await this.beating;
		const ours = await this.isOurs().finally(async () => await this.handle.close());
		if (ours) await this.files.in('delete', (path) => unlink(path('lock')));
	}

	/** Puts a lock of our own in the place of a dead one, in one step. Of two that do so at once the later one has it. */
	private static async takeOver(
		files: StateFiles,
		runId: string,
		seen: string,
		timing: LockTiming,
	): Promise<DiskLock> {
		// A name of its own: what another one puts into place, or takes away, must not be ours.
		const part = `lock.part.${runId}` as const;
		const handle = await createLock(files, part);
		if (handle === null) throw busy();
		const lock = new DiskLock(files, runId, handle);
		try {
			await lock.write();
			if ((await readLock(files)) !== seen) throw busy();
			await files.in('write', (path) => rename(path(part), path('lock')));
			await lock.confirm();
		} catch (error) {
			await handle.close();
			await files.in('delete', (path) => unlink(path(part))).catch(() => undefined);
			throw isCategory(error, 'guard', 'notFound') ? busy() : error;
		}
		lock.beat(timing);
		return lock;
	}

	private static async begin(
		files: StateFiles,
		runId: string,
		handle: FileHandle,
		timing: LockTiming,
	): Promise<DiskLock> {
		const lock = new DiskLock(files, runId, handle);
		try {
			await lock.write();
		} catch (error) {
			await handle.close();
			await files.in('delete', (path) => unlink(path('lock'))).catch(() => undefined);
			throw error;
		}
		lock.beat(timing);
		return lock;
	}

	private beat({ every, beatMs }: LockTiming): void {
		// A beat that cannot be written only lets others take over, which `confirm` sees.
		this.stopBeating = every(beatMs, async () => {
			this.beating = this.beating.then(async () => await this.write()).catch(() => undefined);
			await this.beating;
		});
	}

	/** Always the same length at the same place; through the open file, so that a lost lock is never written into. */
	private async write(): Promise<void> {
		const text = `${this.runId} ${String(this.beats++).padStart(12, '0')}\n`;
		try {
			await this.handle.write(text, 0, 'utf8');
		} catch (error) {
			throw diskError(error, 'write', statePath);
		}
	}

	private async isOurs(): Promise<boolean> {
		const content = await readLock(this.files);
		return content?.split(' ')[0] === this.runId;
	}
}

/** Waits until the lock has not changed for long enough; false when it is gone. @throws RemoteError `guard` when it changes */
async function isDead(files: StateFiles, seen: string, timing: LockTiming): Promise<boolean> {
	const since = timing.now();
	// A process or machine that stood still has let the time pass for both: the holder gets the time to show itself.
	const leastLooks = timing.staleMs / timing.beatMs;
	for (let looks = 0; looks < leastLooks || timing.now() - since < timing.staleMs; looks++) {
		await timing.sleep(timing.beatMs / 5);
		const now = await readLock(files);
		if (now === null) return false;
		if (now !== seen) throw busy();
	}
	return true;
}

async function createLock(files: StateFiles, name: StateFile) {
	return await files.in('write', async (path): Promise<FileHandle | null> => {
		try {
			return await open(path(name), create);
		} catch (error) {
			if (codeOf(error) === 'EEXIST') return null;
			throw error;
		}
	});
}

async function readLock(files: StateFiles): Promise<string | null> {
	return await files.in('read', async (path) => {
		try {
			const flag = constants.O_RDONLY | constants.O_NOFOLLOW;
			return await readFile(path('lock'), { encoding: 'utf8', flag });
		} catch (error) {
			if (codeOf(error) === 'ENOENT') return null;
			throw error;
		}
	});
}

function busy(): RemoteError {
	return new RemoteError({
		category: 'guard',
		stage: 'local',
		message: 'Another run of this sync is at work',
		description:
			'Nothing was changed. Let the runs follow each other, for example with a longer interval in the Schedule Trigger.',
	});
}

function lost(): RemoteError {
	return new RemoteError({
		category: 'guard',
		stage: 'local',
		message: 'Another run of this sync has taken over',
		description:
			'This run showed no life for half a minute, so another one went on in its place. What it had done before stays.',
	});
}
