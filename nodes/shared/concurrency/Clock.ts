/** A timer that was set; cancelling it twice, or after it fired, does nothing. */
export interface Timer {
	cancel(): void;
}

/** Where time comes from, so that tests never wait. */
export interface Clock {
	/** Milliseconds since some fixed moment; never goes back. */
	now(): number;
	/**
	 * Calls `fire` once after `ms` milliseconds. Only a timer that somebody waits for (`awaited`) keeps the
	 * process alive: an idle connection must not, but a run that pauses before its next try must.
	 */
	setTimer(ms: number, fire: () => void, kind?: 'idle' | 'awaited'): Timer;
}

/** The clock of this machine. Monotonic, since a corrected wall clock would close or keep connections for hours. */
export const systemClock: Clock = {
	now: () => performance.now(),
	setTimer(ms, fire, kind = 'idle') {
		const timer = setTimeout(fire, ms);
		if (kind === 'idle') timer.unref();
		return { cancel: () => clearTimeout(timer) };
	},
};
