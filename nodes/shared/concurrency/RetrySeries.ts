/** What a failed try means for the series. */
export type SeriesStep = 'again' | 'usedUp' | 'counted';

/**
 * One series of tries that many share. Tries that began side by side and fail one after the other count as one:
 * each names the round in which it began.
 */
export class RetrySeries {
	private roundNumber = 0;
	private failedRounds = 0;

	/** @param retries how often to try again after the first try */
	constructor(private readonly retries: number) {}

	/** To be handed to `failed` by a try that begins now. */
	get round(): number {
		return this.roundNumber;
	}

	/** Rounds that failed since the last success. */
	get failures(): number {
		return this.failedRounds;
	}

	/** Notes a failed try: `counted` when its round has failed already. After `usedUp` the next try begins a new series. */
	failed(round: number): SeriesStep {
		if (round !== this.roundNumber) return 'counted';
		this.roundNumber++;
		this.failedRounds++;
		return this.failedRounds > this.retries ? 'usedUp' : 'again';
	}

	/** Begins anew: a try worked, or nobody waits any more. */
	reset(): void {
		this.roundNumber++;
		this.failedRounds = 0;
	}
}
