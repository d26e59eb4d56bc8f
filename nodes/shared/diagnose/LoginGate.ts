import type { Clock, Timer } from '../concurrency/Clock';

interface Waiting {
	readonly rank: number;
	readonly pass: () => void;
	readonly refuse: (reason: Error) => void;
}

/** The gate was closed before a candidate's turn came. */
export class GateClosed extends Error {}

/**
 * Lets candidates that have come as far as the login in one at a time, the best first. A password that is refused once
 * is refused everywhere, so whoever meets that closes the gate, and it is not sent again.
 */
export class LoginGate {
	private readonly waiting: Waiting[] = [];
	private busy = false;
	private open = false;
	private closed = false;
	private readonly timer: Timer;

	/**
	 * @param coming how many candidates there are
	 * @param graceMs how long the first ones wait for better ones
	 */
	constructor(
		private coming: number,
		graceMs: number,
		clock: Clock,
	) {
		this.timer = clock.setTimer(graceMs, () => {
			this.open = true;
			this.serve();
		});
	}

	/** Resolves when it is this candidate's turn. @param rank the lowest goes first @throws GateClosed */
	enter(rank: number): Promise<void> {
		this.coming--;
		return new Promise((pass, refuse) => {
			if (this.closed) refuse(new GateClosed());
			else this.waiting.push({ rank, pass, refuse });
			this.serve();
		});
	}

	/** Of a candidate that had its turn: the next may come. */
	leave(): void {
		this.busy = false;
		this.serve();
	}

	/** Of a candidate that ended before it came to the gate. */
	fail(): void {
		this.coming--;
		this.serve();
	}

	/** Nobody else may enter. */
	close(): void {
		this.closed = true;
		this.timer.cancel();
		for (const { refuse } of this.waiting.splice(0)) refuse(new GateClosed());
	}

	private serve(): void {
		if (this.coming <= 0) this.open = true;
		if (this.busy || !this.open || this.closed) return;
		const [next] = this.waiting.sort((a, b) => a.rank - b.rank).splice(0, 1);
		if (!next) return;
		this.busy = true;
		next.pass();
	}
}
