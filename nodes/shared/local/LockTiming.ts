/** The time that a lock lives by; comes in from outside, so that tests need not wait. */
export interface LockTiming {
	/** Milliseconds of a clock that nobody sets back. */
	readonly now: () => number;
	/** Rejects when the run is stopped. */
	readonly sleep: (ms: number) => Promise<void>;
	/** Does something again and again; the returned function ends that. */
	readonly every: (ms: number, work: () => Promise<void>) => () => void;
	/** How often a holder shows that it is alive. */
	readonly beatMs: number;
	/** How long a lock must have shown no life before it is taken over. */
	readonly staleMs: number;
}

/** As the product says: a beat every 5 s, and 30 s without one are death. */
export const lockTimes = { beatMs: 5000, staleMs: 30_000 } as const;
