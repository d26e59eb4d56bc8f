import type { BudgetMember, Permit } from './ConnectionBudget';
import { FailureMemory } from './FailureMemory';
import { IdleResources, type PooledResource } from './IdleResources';
import { Opener } from './Opener';
import { ownRoom } from './ownRoom';
import { Pending } from './Pending';
import type { PoolOptions, PoolStats, PoolTurn } from './PoolOptions';
import { TurnQueue } from './TurnQueue';

interface Lease<T> {
	readonly member: PooledResource<T>;
	/** Created for this task: nobody had it before. */
	readonly fresh: boolean;
}

interface Waiter<T> extends Pick<Pending<Lease<T>>, 'resolve' | 'reject'> {
	readonly freshOnly: boolean;
}

/** Once a limit was learned, others take turns with us on the other side: idle resources end this soon. */
const idleCloseWhenLearnedMs = 1000;

/** Lends costly resources to tasks: never more than a limit, one task at a time each, owners in turn. */
export class Pool<T> {
	private readonly waiters = new TurnQueue<Waiter<T>>();
	private readonly failures = new FailureMemory();
	private readonly idle: IdleResources<T>;
	private readonly opener: Opener<T>;
	private readonly permits: BudgetMember;
	private busy = 0;
	private closing = 0;
	private created = 0;
	private closed = 0;
	private reused = 0;
	private askedAt: number;
	private end: { readonly reason: unknown; readonly whenGone: Array<() => void> } | null = null;

	constructor(private readonly options: PoolOptions<T>) {
		const { clock, keepAlive, keepAliveMs, idleCloseMs } = options;
		this.askedAt = clock.now();
		this.permits = options.joinBudget?.(() => this.closeOneIdle()) ?? ownRoom;
		this.opener = new Opener(options, this.permits, {
			open: () => this.busy + this.idle.size,
			closing: () => this.closing,
			opened: (resource, permit) => this.opened(resource, permit),
			failed: (error, until) => this.failAll(error, until),
			changed: () => {
				this.idle.rulesChanged();
				this.serve();
			},
		});
		this.idle = new IdleResources({
			clock,
			keepAlive,
			rules: () =>
				this.opener.learnedLimit === null
					? { closeMs: idleCloseMs, keepAliveMs }
					: { closeMs: Math.min(idleCloseMs, idleCloseWhenLearnedMs), keepAliveMs: 0 },
			onEnd: (member, how) => void this.destroy(member, how),
			onAlive: (member) => this.keepOrDestroy(member),
		});
	}

	/** Tasks without a resource at this moment. */
	get waiting(): number {
		return this.waiters.size;
	}

	get stats(): PoolStats {
		const { busy, created, closed, reused, waiting } = this;
		const idle = this.idle.size;
		const { limit } = this.options;
		const { learnedLimit } = this.opener;
		return { open: idle + busy, idle, busy, waiting, limit, learnedLimit, created, closed, reused };
	}

	/** For how long nobody has asked for anything; 0 while anything is open, under way or awaited. */
	get restingMs(): number {
		const { busy, idle, closing, waiting, opener } = this;
		const atRest = busy + idle.size + closing + waiting === 0 && opener.isAtRest;
		return atRest ? this.options.clock.now() - this.askedAt : 0;
	}

	/**
	 * Runs a task on a resource that it has for itself, as soon as there is one. Rejects with what the task throws, with
	 * `signal.reason` when that aborts before the task began, and with the error of `create` when none can be had.
	 * A running task keeps its resource until it ends, whatever the signal says.
	 */
	async use<R>(task: (resource: T) => Promise<R>, turn: PoolTurn): Promise<R> {
		for (let deaths = 0; ; deaths++) {
			const { member, fresh } = await this.wait(turn, deaths);
			let deadOnArrival = false;
			try {
				turn.signal.throwIfAborted();
				const result = await task(member.resource);
				this.opener.used();
				return result;
			} catch (error) {
				deadOnArrival = !fresh && (this.options.isDeadOnArrival?.(error, member.resource) ?? false);
				if (!deadOnArrival) throw error;
			} finally {
				this.busy--;
				if (deadOnArrival) this.bury(member);
				else this.giveBack(member);
			}
		}
	}

	/** Destroys what nobody uses, gracefully. Resolves when that is done; the pool goes on. */
	async closeIdle(): Promise<void> {
		await Promise.all(this.idle.takeAll().map((member) => this.destroy(member, 'graceful')));
	}

	/**
	 * Ends the pool: those who wait, and all later uses, are rejected with `reason`; running tasks finish.
	 * Resolves when the last resource is destroyed.
	 */
	async close(reason: unknown): Promise<void> {
		this.end ??= { reason, whenGone: [] };
		const { whenGone } = this.end;
		for (const { item } of this.waiters.clear()) item.reject(reason);
		this.opener.stop();
		const gone = new Promise<void>((resolve) => whenGone.push(resolve));
		await this.closeIdle();
		this.serve();
		await gone;
	}

	private wait({ owner, signal }: PoolTurn, deaths: number): Promise<Lease<T>> {
		if (this.end !== null) return Promise.reject(this.end.reason);
		this.askedAt = this.options.clock.now();
		const failure = this.failures.recall(owner, this.askedAt);
		if (failure !== undefined) return Promise.reject(failure.error);
		const pending = new Pending<Lease<T>>(signal, () => {
			this.waiters.remove(place);
			if (this.waiting === 0) this.opener.stop();
			this.serve();
		});
		if (signal.aborted) return pending.promise;
		const waiter: Waiter<T> = {
			resolve: (lease) => pending.resolve(lease),
			reject: (error) => pending.reject(error),
			freshOnly: deaths > 1,
		};
		const place =
			deaths > 0 ? this.waiters.addFirst(owner, waiter) : this.waiters.add(owner, waiter);
		this.serve();
		return pending.promise;
	}

	/** The one place where free resources meet those who wait. */
	private serve(): void {
		for (let next = this.waiters.first(); next !== undefined; next = this.waiters.first()) {
			const member = next.freshOnly ? undefined : this.takeIdle();
			if (member === undefined) break;
			this.reused++;
			this.lend({ member, fresh: false });
		}
		this.opener.want(this.waiting);
		// A fresh one was asked for, and idle ones take its room.
		if (this.waiters.first()?.freshOnly === true && this.opener.isStuck && this.closing === 0) {
			const oldest = this.idle.takeOldest();
			if (oldest !== undefined) void this.destroy(oldest, 'graceful');
		}
		const { busy, idle, closing, opener, end } = this;
		if (end === null || busy + idle.size + closing + opener.creating > 0) return;
		this.permits.leave();
		for (const resolve of end.whenGone.splice(0)) resolve();
	}

	private lend(lease: Lease<T>): void {
		this.busy++;
		this.waiters.shift()?.resolve(lease);
	}

	private takeIdle(): PooledResource<T> | undefined {
		for (let member = this.idle.takeNewest(); member; member = this.idle.takeNewest()) {
			if (this.options.isUsable(member.resource)) return member;
			void this.destroy(member, 'broken');
		}
		return undefined;
	}

	private opened(resource: T, permit: Permit): void {
		const now = this.options.clock.now();
		const member = { resource, permit, usedAt: now, provenAt: now };
		this.created++;
		this.failures.forget();
		if (this.waiting > 0) this.lend({ member, fresh: true });
		else this.keepOrDestroy(member);
		this.serve();
	}

	private giveBack(member: PooledResource<T>): void {
		member.usedAt = this.options.clock.now();
		member.provenAt = member.usedAt;
		this.keepOrDestroy(member);
	}

	/** What becomes of a resource that is free: the next task's, idle, or gone. */
	private keepOrDestroy(member: PooledResource<T>): void {
		if (!this.options.isUsable(member.resource)) void this.destroy(member, 'broken');
		else if (this.end !== null || this.permits.yields(this.waiting))
			void this.destroy(member, 'graceful');
		else this.idle.add(member);
		this.serve();
	}

	/** What was silent for at least as long as a dead one is as dead: a restarted server ends all connections. */
	private bury(dead: PooledResource<T>): void {
		const others = this.idle.takeUnprovenSince(dead.provenAt);
		for (const member of [dead, ...others]) void this.destroy(member, 'broken');
	}

	private async destroy(member: PooledResource<T>, how: 'graceful' | 'broken'): Promise<void> {
		this.closing++;
		try {
			// In a function of its own, so that even a synchronous throw does not come back into `serve`.
			await (async () => this.options.destroy(member.resource, how))();
		} catch {
			// It is gone either way, and nobody is there to be told.
		} finally {
			this.closing--;
			this.closed++;
			member.permit.release();
			this.serve();
		}
	}

	private async closeOneIdle(): Promise<boolean> {
		const member = this.idle.takeOldest();
		if (member === undefined) return false;
		await this.destroy(member, 'graceful');
		return true;
	}

	private failAll(error: unknown, until: number): void {
		for (const { owner, item } of this.waiters.clear()) {
			this.failures.remember(owner, error, until);
			item.reject(error);
		}
	}
}
