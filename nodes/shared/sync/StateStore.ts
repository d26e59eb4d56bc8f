/** What is stored, as lines without their ends; `state` is null when there is none. */
export interface StoredState {
	readonly state: readonly string[] | null;
	/** Lines written since the state was; the last may be torn. */
	readonly journal: readonly string[];
}

/** A held lock. */
export interface StateLock {
	/** Reads the lock again. @throws RemoteError `guard` when another run has taken it over */
	confirm(): Promise<void>;
	release(): Promise<void>;
}

/**
 * Where the state of one pair lives. It knows lines of text only, so that the disk need not know what they mean.
 */
export interface StateStore {
	/** Keeps other runs of the pair out. @throws RemoteError `guard` while another run is at work, `permission` where the folder cannot be written */
	lock(): Promise<StateLock>;
	/** Changes nothing and makes nothing, so that a preview can call it without the lock. */
	load(): Promise<StoredState>;
	/** Adds a line to the journal; lines of calls side by side come one after the other. Done when a killed process no longer loses it. */
	append(line: string): Promise<void>;
	/** Replaces the state as a whole or not at all, then empties the journal. A journal that outlives this does no harm. */
	save(lines: Iterable<string>): Promise<void>;
}
