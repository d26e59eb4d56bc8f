import type { Clock } from './Clock';
import type { BudgetMember } from './ConnectionBudget';

/**
 * What a failed creation means: `final` nobody can succeed (wrong password) · `refused` the other side wants fewer ·
 * `passing` may work later · `other` nobody knows, those who wait get it and the next one tries again.
 */
export type CreateFailure = 'final' | 'refused' | 'passing' | 'other';

/** How a pool makes, checks and ends its resources, and how it bears with failures. Times in milliseconds. */
export interface PoolOptions<T> {
	/** The most resources at once, those being created or destroyed included. */
	readonly limit: number;
	/** The signal aborts when nobody waits for the resource any more, or the pool is closed. */
	readonly create: (signal: AbortSignal) => Promise<T>;
	/** `graceful`: it works and may say goodbye · `broken`: just let go. The resource counts until this is done. */
	readonly destroy: (resource: T, how: 'graceful' | 'broken') => Promise<void> | void;
	/** Whether the next task may have it; asked after each task and before lending an idle one. */
	readonly isUsable: (resource: T) => boolean;
	/** @param open how many resources of this pool are open at the moment */
	readonly judge: (error: unknown, open: number) => CreateFailure;
	/** Whether a task failed only because its resource, which had lain idle or served others, was dead already; it is run again then. */
	readonly isDeadOnArrival?: (error: unknown, resource: T) => boolean;
	/** The error that those who wait get, told how often it was tried. */
	readonly withAttempts?: (error: unknown, attempts: number) => unknown;
	/** After the first try. */
	readonly retries: number;
	readonly retryDelayMs: number;
	/** Idle time after which `keepAlive` is called, again and again; 0 = never. */
	readonly keepAliveMs: number;
	/** Rejects when the resource is broken. */
	readonly keepAlive: (resource: T) => Promise<void>;
	/** Idle time after which a resource is destroyed gracefully. */
	readonly idleCloseMs: number;
	/** Joins a budget that several pools share; `closeIdle` is the pool's answer when others need room. */
	readonly joinBudget?: (closeIdle: () => Promise<boolean>) => BudgetMember;
	readonly clock: Clock;
}

/** Who asks a pool, and until when it is worth while. */
export interface PoolTurn {
	/** Owners take turns; one value an execution, folder browser or test. */
	readonly owner: string;
	readonly signal: AbortSignal;
}

/** A pool in numbers. */
export interface PoolStats {
	/** idle + busy */
	readonly open: number;
	readonly idle: number;
	readonly busy: number;
	/** Tasks without a resource. */
	readonly waiting: number;
	readonly limit: number;
	/** What the other side was found to bear; null while it refused nothing. */
	readonly learnedLimit: number | null;
	/** Since the beginning. */
	readonly created: number;
	readonly closed: number;
	/** Tasks that got a resource which had served before. */
	readonly reused: number;
}
