import fc from 'fast-check';
import { ConnectionBudget } from '../../../../nodes/shared/concurrency/ConnectionBudget';
import { FakeClock, settled } from './FakeClock';
import { PoolBench, Trouble, type Thing } from './PoolBench';

const limit = 4;
const owners = ['a', 'b', 'c'];

type Step =
	| { readonly kind: 'use'; readonly owner: number; readonly pool: number }
	| { readonly kind: 'end'; readonly which: number; readonly how: 'well' | 'error' | 'broken' }
	| { readonly kind: 'abort'; readonly which: number }
	| { readonly kind: 'create'; readonly which: number; readonly how: number }
	| { readonly kind: 'rot'; readonly which: number; readonly silent: boolean }
	| { readonly kind: 'wait'; readonly ms: number }
	| { readonly kind: 'closeIdle'; readonly pool: number };

const index = fc.nat(50);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				kind: fc.constant('use' as const),
				owner: fc.nat(2),
				pool: fc.nat(1),
			}),
		},
		{
			weight: 5,
			arbitrary: fc.record({
				kind: fc.constant('end' as const),
				which: index,
				how: fc.constantFrom('well' as const, 'well' as const, 'error' as const, 'broken' as const),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ kind: fc.constant('abort' as const), which: index }) },
		{
			weight: 5,
			arbitrary: fc.record({ kind: fc.constant('create' as const), which: index, how: fc.nat(9) }),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				kind: fc.constant('rot' as const),
				which: index,
				silent: fc.boolean(),
			}),
		},
		{
			weight: 2,
			arbitrary: fc.record({
				kind: fc.constant('wait' as const),
				ms: fc.constantFrom(10, 1000, 10_000, 40_000),
			}),
		},
		{
			weight: 1,
			arbitrary: fc.record({ kind: fc.constant('closeIdle' as const), pool: fc.nat(1) }),
		},
	),
	{ minLength: 20, maxLength: 120 },
);

interface Use {
	readonly owner: string;
	readonly pool: number;
	readonly number: number;
	readonly stop: AbortController;
	thing: Thing | null;
	end: (error?: Error) => void;
	over: boolean;
}

/** Two pools of one login under random work and trouble; everything that must hold is looked at after each step. */
class World {
	readonly clock = new FakeClock();
	private readonly budget = new ConnectionBudget(() => this.clock.now());
	readonly benches = [0, 1].map(
		() =>
			new PoolBench({
				byHand: true,
				limit,
				clock: this.clock,
				joinBudget: (closeIdle) => this.budget.join('login', { limit: limit + 1, closeIdle }),
			}),
	);
	readonly uses: Use[] = [];
	private readonly dead = new Set<Thing>();
	private readonly begun = new Map<string, number>();
	private readonly done = new Set<unknown>();
	private readonly broken: string[] = [];

	async step(step: Step): Promise<void> {
		switch (step.kind) {
			case 'use':
				this.use(step.pool, owners[step.owner] ?? 'a');
				break;
			case 'end': {
				const use = pick(this.uses, step.which, ({ thing, over }) => thing !== null && !over);
				if (use?.thing && step.how === 'broken') use.thing.usable = false;
				use?.end(step.how === 'well' ? undefined : new Error(step.how));
				break;
			}
			case 'abort':
				pick(this.uses, step.which, ({ over }) => !over)?.stop.abort(new Error('stopped'));
				break;
			case 'create': {
				const kinds = ['refused', 'refused', 'passing', 'final', 'other'] as const;
				const kind = kinds[step.how];
				await this.create(step.which, kind === undefined ? null : new Trouble(kind));
				break;
			}
			case 'rot': {
				const idle = this.benches.flatMap(({ things }) =>
					things.filter(({ users }) => users === 0),
				);
				const thing = pick(idle, step.which, ({ gone }) => gone === null);
				if (thing && step.silent) this.dead.add(thing);
				else if (thing) thing.usable = false;
				break;
			}
			case 'wait':
				await this.clock.advance(step.ms);
				break;
			case 'closeIdle':
				void this.benches[step.pool]?.pool.closeIdle();
				break;
		}
		await settled();
		this.check();
	}

	/** Lets everything end well: nothing may hang, nothing may be left. */
	async finish(): Promise<void> {
		for (let i = 0; this.uses.some(({ over }) => !over); i++) {
			if (i > 1000) throw new Error('A task never ends');
			while (await this.create(0, null));
			for (const use of this.uses) if (use.thing !== null) use.end();
			await this.clock.advance(1000);
			this.check();
		}
		const closed = Promise.all(this.benches.map(({ pool }) => pool.close('end')));
		await settled();
		await closed;
		expect(this.benches.map(({ alive }) => alive)).toEqual([0, 0]);
		expect(this.budget.held('login')).toBe(0);
	}

	private use(pool: number, owner: string): void {
		const line = `${pool} ${owner}`;
		const use: Use = {
			owner,
			pool,
			number: this.uses.length,
			stop: new AbortController(),
			thing: null,
			end: () => undefined,
			over: false,
		};
		this.uses.push(use);
		let first = true;
		const over = () => {
			use.over = true;
			use.thing = null;
		};
		this.benches[pool]
			?.use(
				async (thing) => {
					if (first && use.number < (this.begun.get(line) ?? -1))
						this.broken.push(`${use.number} of ${owner} begins too late`);
					if (first) this.begun.set(line, use.number);
					first = false;
					if (this.dead.has(thing)) {
						thing.usable = false;
						throw new Trouble('dead');
					}
					use.thing = thing;
					await new Promise<void>((resolve, reject) => {
						use.end = (error) => (error === undefined ? resolve() : reject(error));
					});
				},
				{ owner, signal: use.stop.signal },
			)
			.then(over, over);
	}

	private async create(which: number, trouble: Trouble | null): Promise<boolean> {
		const all = this.benches.flatMap(({ creations }) => creations);
		const creation = pick(all, which, (one) => !this.done.has(one));
		if (creation === undefined) return false;
		this.done.add(creation);
		await (trouble === null ? creation.succeed() : creation.fail(trouble));
		return true;
	}

	private check(): void {
		expect(this.broken).toEqual([]);
		let alive = 0;
		this.benches.forEach((bench, pool) => {
			const { stats } = bench.pool;
			const mine = this.uses.filter((use) => use.pool === pool && !use.over);
			alive += bench.alive;
			expect(bench.alive).toBeLessThanOrEqual(limit);
			expect(stats).toMatchObject({
				open: bench.alive,
				busy: mine.filter(({ thing }) => thing !== null).length,
				waiting: mine.filter(({ thing }) => thing === null).length,
				created: bench.things.length,
				closed: bench.things.length - bench.alive,
			});
		});
		expect(alive).toBeLessThanOrEqual(limit + 1);
		expect(alive).toBeLessThanOrEqual(this.budget.held('login'));
		expect(this.budget.held('login')).toBeLessThanOrEqual(limit + 1);
	}
}

/** One of those that fit, by any number. */
function pick<V>(all: readonly V[], which: number, fits: (one: V) => boolean): V | undefined {
	const fitting = all.filter(fits);
	return fitting[which % Math.max(1, fitting.length)];
}

describe('Pools under random work and trouble', () => {
	it('keep their limits, lose nothing, end every task, and keep the order within an owner', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const world = new World();
				for (const step of all) await world.step(step);
				await world.finish();
			}),
			{ numRuns: 120, seed: 20_261_121 },
		);
	});
});
