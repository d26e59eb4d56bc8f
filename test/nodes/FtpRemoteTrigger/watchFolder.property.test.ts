import fc from 'fast-check';
import type { MemorySettings } from '../../support/memory/MemorySettings';
import { WatchedWorld } from '../../support/memory/WatchedWorld';
import { empty, without } from '../../support/memory/Faults';
import { propertyRuns } from '../../support/propertyRuns';

const runs = propertyRuns(150);
const names = ['a.csv', 'b.csv', 'sub/c.csv', 'sub/deep/d.csv'] as const;

type Step =
	| { readonly do: 'write'; readonly name: string; readonly size: number }
	| { readonly do: 'upload'; readonly name: string; readonly polls: number }
	| { readonly do: 'delete'; readonly name: string }
	| {
			readonly do: 'trouble';
			readonly kind: 'empty' | 'short' | 'incomplete' | 'fail';
			readonly nth: number;
	  }
	| { readonly do: 'poll' }
	| { readonly do: 'restart' };

const name = fc.constantFrom(...names);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
	fc.oneof(
		fc.record({
			do: fc.constant('write' as const),
			name,
			size: fc.integer({ min: 0, max: 2 }),
		}),
		fc.record({
			do: fc.constant('upload' as const),
			name,
			polls: fc.integer({ min: 1, max: 4 }),
		}),
		fc.record({ do: fc.constant('delete' as const), name }),
		fc.record({
			do: fc.constant('trouble' as const),
			kind: fc.constantFrom('empty' as const, 'short', 'incomplete', 'fail'),
			nth: fc.integer({ min: 1, max: 3 }),
		}),
		{ weight: 4, arbitrary: fc.constant({ do: 'poll' as const }) },
		{ weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
	),
	{ minLength: 4, maxLength: 30 },
);

const servers = fc.constantFrom<Partial<MemorySettings>>({}, { listedPrecision: 'minute' });
const forms = fc.record({
	recursive: fc.constant(true),
	readyWhen: fc.constantFrom('unchangedBetweenPolls', 'unchangedForSeconds'),
	readySeconds: fc.constantFrom(30, 90),
	events: fc.constantFrom(['added'], ['added', 'changed'], ['added', 'changed', 'removed']),
	options: fc.record(
		{
			maxFiles: fc.integer({ min: 1, max: 3 }),
			order: fc.constantFrom('oldestFirst', 'newestFirst', 'path', 'smallestFirst'),
			minAge: fc.constantFrom(1, 100),
			download: fc.constant(true),
		},
		{ requiredKeys: [] },
	),
});

/** Plays the steps; uploads go on with each poll until they are complete. */
class Play {
	readonly told: string[] = [];
	/** By path, what is complete, in the words of `told`. */
	readonly complete = new Map<string, string>();
	/** All that ever was. */
	readonly everComplete = new Set<string>();
	private readonly uploads = new Map<string, { left: number; size: number }>();

	constructor(readonly world: WatchedWorld) {}

	step(step: Step): Promise<void> {
		switch (step.do) {
			case 'write':
				this.uploads.delete(step.name);
				this.finish(step.name, step.size);
				return Promise.resolve();
			case 'upload':
				this.uploads.set(step.name, { left: step.polls, size: 0 });
				this.grow(step.name);
				return Promise.resolve();
			case 'delete':
				this.uploads.delete(step.name);
				this.complete.delete(step.name);
				this.world.delete(`/in/${step.name}`);
				return Promise.resolve();
			case 'trouble':
				this.arrange(step.kind, step.nth);
				return Promise.resolve();
			case 'restart':
				this.world.restart();
				return Promise.resolve();
			case 'poll':
				return this.poll();
		}
	}

	async poll(): Promise<void> {
		try {
			const { taken, removed } = await this.world.poll();
			for (const { entry } of taken)
				this.told.push(`${entry.path} ${entry.size} ${entry.modifiedAt}`);
			for (const { path } of removed)
				expect(this.world.server.tree.at(path)?.type).not.toBe('file');
		} catch {
			// An outage; the next poll comes.
		}
		this.world.server.faults.clear();
		for (const uploading of [...this.uploads.keys()]) this.grow(uploading);
	}

	private finish(file: string, size: number): void {
		const path = `/in/${file}`;
		// Each version has a second of its own, so that everybody can tell them apart.
		this.world.now += 1000;
		this.world.put(path, 'x'.repeat(size));
		const at = new Date(this.world.now).toISOString();
		const shown = `${path} ${size} ${at}`;
		this.complete.set(file, shown);
		this.everComplete.add(shown);
	}

	private grow(file: string): void {
		const upload = this.uploads.get(file);
		if (!upload) return;
		upload.size += 5;
		this.complete.delete(file);
		if (upload.left-- > 0) {
			this.world.now += 1000;
			this.world.put(`/in/${file}`, 'x'.repeat(upload.size));
			return;
		}
		this.uploads.delete(file);
		this.finish(file, upload.size);
	}

	private arrange(kind: 'empty' | 'short' | 'incomplete' | 'fail', nth: number): void {
		const { faults } = this.world.server;
		if (kind === 'fail') faults.fail({ operation: 'list', nth });
		else if (kind === 'empty') faults.listing({ nth }, empty);
		else if (kind === 'incomplete') faults.listing({ nth }, without('a.csv', 'deep'));
		else faults.listing({ nth }, (seen) => ({ ...seen, entries: seen.entries.slice(1) }));
	}
}

it('hands out each complete file exactly once, whatever silent polls n8n forgets and servers answer', async () => {
	await fc.assert(
		fc.asyncProperty(servers, forms, steps, async (settings, form, all) => {
			const world = new WatchedWorld({ in: { 'old.csv': 'old' } }, form, settings);
			const play = new Play(world);
			await play.poll();
			for (const step of all) await play.step(step);
			for (let more = 0; more < 14; more++) await play.poll();
			expect(play.told.filter((one, index) => play.told.indexOf(one) !== index)).toEqual([]);
			const whole = play.told.filter((one) => play.everComplete.has(one));
			expect(play.told).toEqual(whole);
			for (const one of play.complete.values()) expect(play.told).toContain(one);
			expect(play.told.filter((one) => one.includes('old.csv'))).toEqual([]);
		}),
		runs,
	);
});
