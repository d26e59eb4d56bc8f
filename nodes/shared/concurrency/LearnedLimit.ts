/** After a refusal: the time before one more is tried, doubled each time that fails. */
const firstBackOffMs = 30_000;
const longestBackOffMs = 600_000;

/**
 * How many resources the other side bears, learned from its refusals. Shrinks at once, grows one by one:
 * each of ours must have served once, and a back-off time must have passed.
 */
export class LearnedLimit {
	private learned: number | null = null;
	private backOffMs = firstBackOffMs;
	private growAt = 0;
	private uses = 0;

	/** @param configured the limit while nothing is learned; never exceeded */
	constructor(private readonly configured: number) {}

	/** The learned limit, null while none is. */
	get value(): number | null {
		return this.learned;
	}

	/** How many may be open now. */
	allowed(now: number): number {
		if (this.learned === null) return this.configured;
		return this.growthDue() !== null && now >= this.growAt ? this.learned + 1 : this.learned;
	}

	/** When one more may be tried; null while nothing is learned or uses are missing. */
	growthDue(): number | null {
		return this.learned !== null && this.uses >= this.learned ? this.growAt : null;
	}

	/** One more than `open` was refused. */
	refused(open: number, now: number): void {
		// Refusals of one burst come within the back-off of the first and must not double it 20 times.
		if (this.learned !== null && now >= this.growAt)
			this.backOffMs = Math.min(this.backOffMs * 2, longestBackOffMs);
		this.learn(Math.max(1, open), now);
	}

	/** One more was opened, now there are `open`. */
	opened(open: number, now: number): void {
		if (this.learned === null || open <= this.learned) return;
		this.backOffMs = firstBackOffMs;
		if (open >= this.configured) this.learned = null;
		else this.learn(open, now);
	}

	/** A resource did its work. */
	used(): void {
		this.uses++;
	}

	private learn(limit: number, now: number): void {
		this.learned = limit;
		this.growAt = now + this.backOffMs;
		this.uses = 0;
	}
}
