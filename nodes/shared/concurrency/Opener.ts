import type { Timer } from './Clock';
import type { BudgetMember, Permit } from './ConnectionBudget';
import { LearnedLimit } from './LearnedLimit';
import type { PoolOptions } from './PoolOptions';
import { RetrySeries } from './RetrySeries';

interface OpenerHost<T> {
	/** Resources that are ready: idle or busy. */
	readonly open: () => number;
	/** Resources that are being destroyed. */
	readonly closing: () => number;
	readonly opened: (resource: T, permit: Permit) => void;
	/** Everyone who waits gets the error; it holds for them until `until`. */
	readonly failed: (error: unknown, until: number) => void;
	/** Something changed: `want` should be called again. */
	readonly changed: () => void;
}

/**
 * Opens the resources of a pool: how many at once, when again after a failure, and when to give up.
 * The first is opened alone, and so is the one that follows a failure.
 */
export class Opener<T> {
	private readonly running = new Set<AbortController>();
	/** Given up, but not ended yet. */
	private ending = 0;
	private readonly asking: AbortController[] = [];
	private readonly series: RetrySeries;
	private readonly learned: LearnedLimit;
	private pause: Timer | null = null;
	private growth: Timer | null = null;
	/** Waiting tasks at the last `want`. */
	private missing = 0;

	constructor(
		private readonly options: PoolOptions<T>,
		private readonly permits: BudgetMember,
		private readonly host: OpenerHost<T>,
	) {
		this.series = new RetrySeries(options.retries);
		this.learned = new LearnedLimit(options.limit);
	}

	/** Creations under way, those included that nobody waits for any more. */
	get creating(): number {
		return this.running.size + this.ending;
	}

	get learnedLimit(): number | null {
		return this.learned.value;
	}

	/** Whether nothing is under way, though it would be if there were room. */
	get isStuck(): boolean {
		return this.running.size === 0 && this.pause === null && this.missing > 0;
	}

	/** Whether nothing is under way or planned. */
	get isAtRest(): boolean {
		return this.creating + this.asking.length === 0 && this.pause === null;
	}

	/** Opens what `missing` waiting tasks need, as far as limit, series and budget let. */
	want(missing: number): void {
		this.missing = missing;
		while (this.running.size < this.allowed()) {
			const permit = this.permits.tryTake();
			if (permit === null) break;
			void this.open(permit);
		}
		const lacking = this.allowed() - this.running.size;
		while (this.asking.length > Math.max(0, lacking)) this.asking.pop()?.abort();
		while (this.asking.length < lacking) this.ask();
		this.watchGrowth();
	}

	/** Nobody waits any more: whatever is under way is not needed. */
	stop(): void {
		this.missing = 0;
		const needless = [...this.running, ...this.asking.splice(0)];
		this.ending += this.running.size;
		this.running.clear();
		for (const controller of needless) controller.abort();
		this.growth?.cancel();
		this.growth = null;
		this.endPause();
		this.series.reset();
	}

	/** A task ended well on one of the pool's resources. */
	used(): void {
		this.learned.used();
	}

	private room(): number {
		const { limit, clock } = this.options;
		const allowed = Math.min(limit, this.learned.allowed(clock.now()));
		return allowed - this.host.open() - this.host.closing() - this.ending;
	}

	/** How many creations may run at the moment, those that run included. */
	private allowed(): number {
		if (this.pause !== null) return 0;
		const alone = this.host.open() === 0 || this.series.failures > 0;
		return Math.min(this.missing, alone ? 1 : Infinity, this.room());
	}

	/** Waits for room in the budget; a resource of our own that becomes free in the meantime ends that. */
	private ask(): void {
		const controller = new AbortController();
		this.asking.push(controller);
		const end = () => {
			const at = this.asking.indexOf(controller);
			if (at >= 0) this.asking.splice(at, 1);
		};
		this.permits.take(controller.signal).then((permit) => {
			end();
			if (this.running.size < this.allowed()) void this.open(permit);
			else permit.release();
		}, end);
	}

	private async open(permit: Permit): Promise<void> {
		const controller = new AbortController();
		const { round } = this.series;
		this.running.add(controller);
		let resource: T;
		try {
			resource = await this.options.create(controller.signal);
		} catch (error) {
			this.ended(controller);
			permit.release();
			if (!controller.signal.aborted) this.failed(error, round);
			this.host.changed();
			return;
		}
		this.ended(controller);
		this.series.reset();
		this.endPause();
		this.learned.opened(this.host.open() + 1, this.options.clock.now());
		this.host.opened(resource, permit);
	}

	private ended(controller: AbortController): void {
		if (!this.running.delete(controller)) this.ending--;
	}

	private failed(error: unknown, round: number): void {
		const { judge, clock, retryDelayMs } = this.options;
		const open = this.host.open();
		const now = clock.now();
		const kind = judge(error, open);
		if (kind === 'refused' && open > 0) return this.learned.refused(open, now);
		if (kind === 'final' || kind === 'other')
			return this.giveUp(error, this.series.failures + 1, kind === 'final' ? Infinity : now);
		// Others' resources have served everyone in the meantime: nobody is to be told, nor the process kept alive.
		if (this.missing === 0) return this.series.reset();
		const step = this.series.failed(round);
		if (step === 'again') {
			this.endPause();
			this.pause = clock.setTimer(
				retryDelayMs,
				() => {
					this.pause = null;
					// Idle resources served everyone in the meantime: the next failure begins a new series.
					if (this.missing === 0) this.series.reset();
					this.host.changed();
				},
				'awaited',
			);
		}
		if (step !== 'usedUp') return;
		// Those that are open still serve everyone who waits, so that nobody has to fail.
		if (open > 0) {
			this.series.reset();
			this.learned.refused(open, now);
		} else this.giveUp(error, this.series.failures, now + retryDelayMs);
	}

	private giveUp(error: unknown, attempts: number, until: number): void {
		this.series.reset();
		this.endPause();
		this.host.failed(this.options.withAttempts?.(error, attempts) ?? error, until);
	}

	private endPause(): void {
		this.pause?.cancel();
		this.pause = null;
	}

	/** A long task on every resource must not hide that the back-off time is over. */
	private watchGrowth(): void {
		const due = this.learned.growthDue();
		const wait = due === null ? 0 : due - this.options.clock.now();
		if (this.missing === 0 || wait <= 0 || this.growth !== null) return;
		this.growth = this.options.clock.setTimer(wait, () => {
			this.growth = null;
			this.host.changed();
		});
	}
}
