import { systemClock } from '../concurrency/Clock';
import { IdleTimer } from '../concurrency/IdleTimer';

/** Nothing was heard on control or data for the credential's timeout. */
export class Silence extends Error {
	constructor() {
		super('silence');
	}
}

/** Fires when something is expected of the server and nothing has moved for `ms`, unless it waits for us. */
export class SilenceTimer {
	private expected = 0;
	private paused = 0;
	private readonly timer: IdleTimer;

	constructor(ms: number, onSilence: () => void) {
		this.timer = new IdleTimer(ms, systemClock, () => {
			// Pausing only counts, since it happens with every piece of an upload: here it is looked at.
			if (this.paused > 0) this.timer.resume();
			else if (this.expected > 0) onSilence();
		});
		this.timer.stop();
	}

	/** One more thing is expected. */
	enter(): void {
		this.expected++;
		if (this.expected === 1) this.timer.resume();
		else this.touch();
	}

	/** It has come. */
	leave(): void {
		this.expected--;
		if (this.expected <= 0) this.end();
		else this.touch();
	}

	/** Something moved. */
	touch(): void {
		this.timer.touch();
	}

	/** We are the slow side (a slow consumer or source): no silence of the server's. */
	pause(): void {
		this.paused++;
	}

	resume(): void {
		this.paused = Math.max(0, this.paused - 1);
		this.touch();
	}

	/** Nothing is expected any more. */
	end(): void {
		this.expected = 0;
		this.timer.stop();
	}
}
