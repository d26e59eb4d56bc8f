import type { Clock, Timer } from './Clock';
import type { Permit } from './ConnectionBudget';

/** A resource of a pool with what the pool knows of it. Times are of the pool's clock. */
export interface PooledResource<T> {
	readonly resource: T;
	/** Given back once the resource is destroyed. */
	readonly permit: Permit;
	/** When the last task ended. */
	usedAt: number;
	/** When it was last seen to work: a task or a keep-alive ended. */
	provenAt: number;
}

interface IdleOptions<T> {
	readonly clock: Clock;
	/** Milliseconds; asked each time, for a learned limit changes them. `keepAliveMs` 0 = off. */
	readonly rules: () => { readonly closeMs: number; readonly keepAliveMs: number };
	readonly keepAlive: (resource: T) => Promise<void>;
	/** Idle for too long, or its keep-alive failed: the resource is out of the store. */
	readonly onEnd: (member: PooledResource<T>, how: 'graceful' | 'broken') => void;
	/** Kept alive and free again: the resource is out of the store until it is added. */
	readonly onAlive: (member: PooledResource<T>) => void;
}

/** The resources that nobody uses: kept alive, and closed when idle for too long. */
export class IdleResources<T> {
	/** The most recently used last. */
	private readonly members: Array<PooledResource<T>> = [];
	/** Being kept alive: not lent meanwhile. */
	private checking = 0;
	/** One timer for all: setting one for each use would cost more than the use. */
	private timer: { readonly at: number; readonly timer: Timer } | null = null;

	constructor(private readonly options: IdleOptions<T>) {}

	/** All, those being kept alive included. */
	get size(): number {
		return this.members.length + this.checking;
	}

	add(member: PooledResource<T>): void {
		const { members } = this;
		let at = members.length;
		while (at > 0 && (members[at - 1]?.usedAt ?? 0) > member.usedAt) at--;
		members.splice(at, 0, member);
		this.setTimer(this.due(member));
	}

	/** Takes out the most recently used. */
	takeNewest(): PooledResource<T> | undefined {
		return this.members.pop();
	}

	/** Takes out the one that was used longest ago. */
	takeOldest(): PooledResource<T> | undefined {
		return this.members.shift();
	}

	/** Takes out all that were not seen to work after `time`. */
	takeUnprovenSince(time: number): Array<PooledResource<T>> {
		const all = this.members.splice(0);
		this.members.push(...all.filter(({ provenAt }) => provenAt > time));
		return all.filter(({ provenAt }) => provenAt <= time);
	}

	/** Takes out all that are not being kept alive. */
	takeAll(): Array<PooledResource<T>> {
		this.timer?.timer.cancel();
		this.timer = null;
		return this.members.splice(0);
	}

	/** Looks at the rules again, since they may have become stricter. */
	rulesChanged(): void {
		if (this.members.length > 0) this.setTimer(Math.min(...this.members.map((m) => this.due(m))));
	}

	private due({ usedAt, provenAt }: PooledResource<T>): number {
		const { closeMs, keepAliveMs } = this.options.rules();
		return Math.min(usedAt + closeMs, keepAliveMs > 0 ? provenAt + keepAliveMs : Infinity);
	}

	private setTimer(at: number): void {
		if (this.timer !== null && this.timer.at <= at) return;
		this.timer?.timer.cancel();
		const { clock } = this.options;
		const timer = clock.setTimer(Math.max(0, at - clock.now()), () => this.sweep());
		this.timer = { at, timer };
	}

	private sweep(): void {
		this.timer = null;
		const now = this.options.clock.now();
		const due = this.members.filter((member) => this.due(member) <= now);
		const rest = this.members.filter((member) => !due.includes(member));
		this.members.splice(0, Infinity, ...rest);
		this.rulesChanged();
		const { closeMs } = this.options.rules();
		for (const member of due) {
			if (member.usedAt + closeMs <= now) this.options.onEnd(member, 'graceful');
			else void this.keepAlive(member);
		}
	}

	private async keepAlive(member: PooledResource<T>): Promise<void> {
		this.checking++;
		let alive = true;
		try {
			await this.options.keepAlive(member.resource);
			member.provenAt = this.options.clock.now();
		} catch {
			alive = false;
		}
		this.checking--;
		if (alive) this.options.onAlive(member);
		else this.options.onEnd(member, 'broken');
	}
}
