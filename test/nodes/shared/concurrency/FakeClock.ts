import type { Clock, Timer } from '../../../../nodes/shared/concurrency/Clock';

interface Due {
	readonly at: number;
	readonly fire: () => void;
}

/** Lets everything that is ready go on, however many steps it takes. */
export const settled = async (): Promise<void> => {
	for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
	private time = 1_000_000;
	private readonly timers = new Set<Due>();

	get pending(): number {
		return this.timers.size;
	}

	now(): number {
		return this.time;
	}

	setTimer(ms: number, fire: () => void): Timer {
		const due = { at: this.time + ms, fire };
		this.timers.add(due);
		return { cancel: () => void this.timers.delete(due) };
	}

	readonly sleep = (ms: number): Promise<void> =>
		new Promise((resolve) => this.setTimer(ms, resolve));

	/** Goes on by `ms`, firing what becomes due in order, and lets the consequences happen. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await settled();
		for (let due = this.next(end); due !== undefined; due = this.next(end)) {
			this.timers.delete(due);
			this.time = Math.max(this.time, due.at);
			due.fire();
			await settled();
		}
		this.time = Math.max(this.time, end);
	}

	private next(end: number): Due | undefined {
		const [first] = [...this.timers].sort((a, b) => a.at - b.at);
		return first !== undefined && first.at <= end ? first : undefined;
	}
}
