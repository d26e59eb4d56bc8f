import { applyLines, encodeLine, foldJournal, type JournalLine } from './journal';
import { decodeState, encodeState } from './stateLines';
import type { StateLock, StateStore } from './StateStore';
import { freshState, type SyncState } from './SyncState';

/** The state of a pair during one run: as it was at the beginning, and what has happened since. */
export class StateSession {
	private readonly lines: JournalLine[] = [];

	private constructor(
		/** What the last run left, with what a killed one had done. */
		readonly before: SyncState,
		private readonly store: StateStore | null,
		private readonly lock: StateLock | null,
		/** A journal was found, or a state that is not ours: the state must be written even if nothing happens. */
		private readonly stale: boolean,
	) {}

	/** Without a store nothing is known and nothing kept. Without a lock nothing is written. */
	static async open(
		pairId: string,
		store: StateStore | null,
		lock: StateLock | null,
	): Promise<StateSession> {
		const stored = store === null ? { state: null, journal: [] } : await store.load();
		const state = decodeState(stored.state ?? [], pairId) ?? freshState(pairId);
		const stale = stored.journal.length > 0;
		return new StateSession(foldJournal(state, stored.journal), store, lock, stale);
	}

	/** True when there is a place to keep a state in. */
	get kept(): boolean {
		return this.store !== null;
	}

	/** Writes down what has just been done, or is about to be. */
	async append(line: JournalLine): Promise<void> {
		this.lines.push(line);
		if (this.lock !== null) await this.store?.append(encodeLine(line));
	}

	/** What need not survive a crash, because the next run would find it out again. */
	note(lines: readonly JournalLine[]): void {
		// Spread arguments end at some 100,000 lines.
		for (const line of lines) this.lines.push(line);
	}

	/** @throws RemoteError `guard` when another run has taken the lock over */
	async confirm(): Promise<void> {
		await this.lock?.confirm();
	}

	/** Writes the state if anything is to be remembered. `whole`: this run has looked at everything. */
	async save(whole: boolean): Promise<void> {
		if (this.store === null || this.lock === null) return;
		const known = this.before.whole || !whole;
		if (this.lines.length === 0 && !this.stale && known) return;
		await this.confirm();
		const state = applyLines(this.before, this.lines);
		await this.store.save(encodeState({ ...state, whole: whole || state.whole }));
	}
}
