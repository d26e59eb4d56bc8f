import { Pool } from '../../../../nodes/shared/concurrency/Pool';
import type { PoolOptions, PoolTurn } from '../../../../nodes/shared/concurrency/PoolOptions';
import { FakeClock, settled } from './FakeClock';

/** A resource that tests can look into. */
export interface Thing {
	readonly id: number;
	usable: boolean;
	users: number;
	gone: null | 'graceful' | 'broken';
	keptAlive: number;
}

/** An error of one kind, for `judge`. */
export class Trouble extends Error {
	constructor(
		readonly kind: 'final' | 'refused' | 'passing' | 'other' | 'dead',
		readonly attempts = 0,
	) {
		super(kind);
	}
}

/** A creation under way, to be finished by hand. */
export interface Creation {
	readonly signal: AbortSignal;
	readonly succeed: () => Promise<void>;
	readonly fail: (error: unknown) => Promise<void>;
}

/** A pool of things whose creations succeed at once, follow `plan`, or (with `byHand`) wait for the test. */
export class PoolBench {
	readonly clock = new FakeClock();
	readonly things: Thing[] = [];
	readonly creations: Creation[] = [];
	/** Errors for the next creations; null = it works. */
	readonly plan: Array<Trouble | null> = [];
	attempts = 0;
	readonly pool: Pool<Thing>;

	constructor(options: Partial<PoolOptions<Thing>> & { readonly byHand?: boolean } = {}) {
		const { byHand, ...poolOptions } = options;
		this.pool = new Pool<Thing>({
			limit: 3,
			create: async (signal) => {
				this.attempts++;
				if (byHand === true) await this.handOver(signal);
				const trouble = this.plan.shift();
				if (trouble) throw trouble;
				return this.make();
			},
			destroy: (thing, how) => {
				if (thing.gone !== null) throw new Error('Destroyed twice');
				if (thing.users > 0) throw new Error('Destroyed in use');
				thing.gone = how;
			},
			isUsable: (thing) => thing.usable,
			judge: (error) => (error instanceof Trouble && error.kind !== 'dead' ? error.kind : 'other'),
			isDeadOnArrival: (error) => error instanceof Trouble && error.kind === 'dead',
			withAttempts: (error, attempts) =>
				error instanceof Trouble ? new Trouble(error.kind, attempts) : error,
			retries: 2,
			retryDelayMs: 10_000,
			keepAliveMs: 30_000,
			keepAlive: async (thing) => {
				thing.keptAlive++;
			},
			idleCloseMs: 60_000,
			clock: this.clock,
			...poolOptions,
		});
	}

	get alive(): number {
		return this.things.filter(({ gone }) => gone === null).length;
	}

	/** Begins a task that ends when the test says so. */
	async begin(owner = 'run', signal = new AbortController().signal) {
		let end = (_error?: Error): void => undefined;
		let thing: Thing | null = null;
		const ended = new Promise<void>((resolve, reject) => {
			end = (error?: Error) => (error === undefined ? resolve() : reject(error));
		});
		ended.catch(() => undefined);
		const result = this.use(
			async (lent) => {
				thing = lent;
				await ended;
			},
			{ owner, signal },
		);
		const outcome = result.then(
			() => 'done' as const,
			(error: unknown) => error,
		);
		await settled();
		const finish = async (error?: Error): Promise<unknown> => {
			end(error);
			return await outcome;
		};
		return { outcome, finish, lent: (): Thing | null => thing };
	}

	/** `pool.use`, watching that nobody shares a thing. */
	use<R>(task: (thing: Thing) => Promise<R>, turn: Partial<PoolTurn> = {}): Promise<R> {
		return this.pool.use(
			async (thing) => {
				if (++thing.users > 1 || thing.gone !== null) throw new Error('Lent while in use or gone');
				try {
					return await task(thing);
				} finally {
					thing.users--;
				}
			},
			{ owner: 'run', signal: new AbortController().signal, ...turn },
		);
	}

	private make(): Thing {
		const thing: Thing = {
			id: this.things.length + 1,
			usable: true,
			users: 0,
			gone: null,
			keptAlive: 0,
		};
		this.things.push(thing);
		return thing;
	}

	private handOver(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason));
			this.creations.push({
				signal,
				succeed: async () => {
					resolve();
					await settled();
				},
				fail: async (error) => {
					reject(error);
					await settled();
				},
			});
		});
	}
}
