import type { Clock, Timer } from './Clock';

/**
 * Fires once after a silence. A transfer touches it thousands of times a second, so a touch only notes the time:
 * the one timer looks at it when it fires, and sets itself again for the rest.
 */
export class IdleTimer {
	private touchedAt: number;
	private timer: Timer | null = null;

	/** Begins at once; `ms` 0 or less = never fires. */
	constructor(
		private readonly ms: number,
		private readonly clock: Clock,
		private readonly onSilence: () => void,
	) {
		this.touchedAt = clock.now();
		if (ms > 0) this.set(ms);
	}

	/** Something was heard. */
	touch(): void {
		this.touchedAt = this.clock.now();
	}

	/** Silence does not count from now on: the other side waits for us. */
	pause(): void {
		this.timer?.cancel();
		this.timer = null;
	}

	/** Silence counts again, from now on. After `stop` or firing this begins anew. */
	resume(): void {
		this.touch();
		if (this.timer === null && this.ms > 0) this.set(this.ms);
	}

	/** It is not needed any more. */
	stop(): void {
		this.pause();
	}

	private set(ms: number): void {
		this.timer = this.clock.setTimer(ms, () => {
			this.timer = null;
			const left = this.touchedAt + this.ms - this.clock.now();
			if (left > 0) this.set(left);
			else this.onSilence();
		});
	}
}
