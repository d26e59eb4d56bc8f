import { lockTimes, type LockTiming } from '../../../nodes/shared/local/LockTiming';

interface Repeated {
	readonly ms: number;
	readonly work: () => Promise<void>;
	next: number;
}

/** A clock for locks that tests move: who sleeps on it moves it on, and the beats that are due come then. */
export class LockClock implements LockTiming {
	readonly beatMs = lockTimes.beatMs;
	readonly staleMs = lockTimes.staleMs;
	time = 0;
	/** False: the holders of locks show no life, as after kill -9. */
	alive = true;
	readonly #repeated = new Set<Repeated>();

	readonly now = () => this.time;

	readonly sleep = async (ms: number): Promise<void> => {
		this.time += ms;
		for (const one of this.#repeated) {
			for (; one.next <= this.time; one.next += one.ms) if (this.alive) await one.work();
		}
	};

	readonly every = (ms: number, work: () => Promise<void>) => {
		const one = { ms, work, next: this.time + ms };
		this.#repeated.add(one);
		return () => void this.#repeated.delete(one);
	};

	/** Beats that are still due to come. */
	get beating(): number {
		return this.#repeated.size;
	}
}
