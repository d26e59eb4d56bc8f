import { RemoteError } from '../../../nodes/shared/model/RemoteError';
import type { StateLock, StateStore, StoredState } from '../../../nodes/shared/sync/StateStore';
import { CrashSwitch } from './CrashSwitch';

/** A state store in memory that dies with the imagined process and outlives it like a disk. */
export class MemoryStateStore implements StateStore {
	state: readonly string[] | null = null;
	journal: string[] = [];
	/** Set by a test to keep the folder from being written. */
	readOnly = false;
	/** Set by a test: somebody has taken the lock over. */
	takenOver = false;
	crash = new CrashSwitch();
	/** How often the state was written. */
	saves = 0;
	#locked = false;

	async lock(): Promise<StateLock> {
		if (this.readOnly) throw refused('permission', 'The state folder cannot be written');
		if (this.#locked) throw refused('guard', 'Another run of this sync is at work');
		this.#locked = true;
		return {
			confirm: async () => {
				if (this.takenOver) throw refused('guard', 'Another run has taken the lock over');
			},
			release: async () => {
				this.#locked = false;
			},
		};
	}

	async load(): Promise<StoredState> {
		return { state: this.state, journal: [...this.journal] };
	}

	async append(line: string): Promise<void> {
		if (this.crash.dead) this.crash.step();
		try {
			this.crash.step();
		} catch (error) {
			// Killed in the middle of the line.
			this.journal.push(line.slice(0, line.length / 2));
			throw error;
		}
		this.journal.push(line);
	}

	async save(lines: Iterable<string>): Promise<void> {
		this.crash.step();
		this.state = [...lines];
		this.saves++;
		// Between the two the process may die: an old journal beside a new state.
		this.crash.step();
		this.journal = [];
	}
}

function refused(category: 'permission' | 'guard', message: string): RemoteError {
	return new RemoteError({ category, stage: 'local', message, description: 'Wait or look.' });
}
