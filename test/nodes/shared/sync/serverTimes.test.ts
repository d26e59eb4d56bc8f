import type { MemorySettings } from '../../../support/memory/MemorySettings';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const minute = 60_000;
const kinds: ReadonlyArray<readonly [string, Partial<MemorySettings>]> = [
	['seconds, and keeps times', {}],
	['seconds, and stamps its own', { keepsModified: false }],
	['minutes, and tells seconds when asked', { listedPrecision: 'minute', keepsModified: false }],
	[
		'minutes, and no more',
		{ listedPrecision: 'minute', exactModified: false, keepsModified: false },
	],
	['days, and tells seconds when asked', { listedPrecision: 'day', keepsModified: false }],
	['days, and no more', { listedPrecision: 'day', exactModified: false, keepsModified: false }],
	['days, and keeps times', { listedPrecision: 'day', exactModified: false }],
	['no times at all', { listedPrecision: 'none', exactModified: false, keepsModified: false }],
];

describe.each(kinds)('a server that lists %s', (_, settings) => {
	const fresh = (): SyncWorld =>
		new SyncWorld({
			local: { tree: { 'a.txt': file('aaa'), 'b.txt': file('bbb') } },
			remote: { settings },
		});

	it.each(['push', 'twoWay'] as const)(
		'has nothing to do in the second run of %s, at once and later',
		async (operation) => {
			const world = fresh();
			await world.sync(operation);
			for (const pause of [0, 500, minute, 40 * 24 * 60 * minute]) {
				world.pass(pause);
				world.renew();
				const report = await world.sync(operation);
				expect(planned(report)).toEqual([]);
				expect(report.summary.unchanged).toBe(2);
				expect(world.remote.logged('write')).toEqual([]);
			}
		},
	);

	it('does not read files again and again', async () => {
		const world = fresh();
		await world.sync('twoWay');
		world.pass(25 * 60 * minute);
		await world.sync('twoWay');
		world.renew();
		await world.sync('twoWay');
		expect([...world.remote.logged('read'), ...world.remote.logged('find')]).toEqual([]);
	});

	it('shows an edit of another size in any second', async () => {
		const world = fresh();
		await world.sync('twoWay');
		world.put('remote', '/a.txt', 'longer');
		expect(planned(await world.sync('twoWay'))).toEqual(['download a.txt changed']);
	});
});

describe.each(kinds.filter(([, { listedPrecision }]) => listedPrecision !== 'none'))(
	'an edit of the same size on a server that lists %s',
	(_, settings) => {
		it.each([0, 900, 30_000, minute])('is seen %d ms after the run', async (pause) => {
			const world = new SyncWorld({
				local: { tree: { 'a.txt': file('aaa') } },
				remote: { settings },
			});
			await world.sync('twoWay');
			world.pass(pause);
			world.put('remote', '/a.txt', 'AAA');
			expect(planned(await world.sync('twoWay'))).toEqual(['download a.txt changed']);
			expect(world.dump().local).toEqual({ 'a.txt': 'AAA' });
		});
	},
);

describe('a changed time of equal size on a server that lists minutes', () => {
	it('is confirmed by asking for the second', async () => {
		const settings = { listedPrecision: 'minute' as const };
		const world = new SyncWorld({
			local: { tree: { 'a.txt': file('aaa') } },
			remote: { settings },
		});
		await world.sync('push');
		// The listing is off, as by a wrong year; the server knows better when it is asked.
		world.remote.faults.listing({ path: '/' }, (listing) => ({
			...listing,
			entries: listing.entries.map((entry) => ({
				...entry,
				modifiedAt: '2025-01-15T10:20:00.000Z',
			})),
		}));
		expect(planned(await world.sync('push'))).toEqual([]);
		expect(world.remote.logged('find')).toContain('find /a.txt');
	});
});

describe('a clock that jumps', () => {
	const tree = {
		'a.txt': file('aaa'),
		'b.txt': file('bbb', '2026-01-03T04:05:06Z'),
		'c.txt': file('cc'),
	};
	const shift = (world: SyncWorld, side: 'local' | 'remote', ms: number): void => {
		for (const [key, { name, node }] of world.trees[side].root.children)
			if (node.type === 'file')
				world.trees[side].root.children.set(key, {
					name,
					node: { ...node, modified: node.modified + ms },
				});
	};

	it.each([
		['remote', 60 * minute, 'push'],
		['remote', -45 * minute, 'twoWay'],
		['local', 60 * minute, 'pull'],
		['local', 120 * minute, 'twoWay'],
	] as const)(
		'on the %s side by %d ms transfers nothing in %s, is told, and is believed once',
		async (side, ms, operation) => {
			const world = new SyncWorld({ local: { tree }, remote: { tree } });
			await world.sync('twoWay');
			shift(world, side, ms);
			const report = await world.sync(operation);
			expect(planned(report)).toEqual([]);
			expect(report.summary.notes).toEqual([
				expect.stringMatching(new RegExp(`have moved by .?${Math.abs(ms / minute)} minutes`)),
			]);
			const again = await world.sync(operation);
			expect(planned(again)).toEqual([]);
			expect(again.summary.notes).toEqual([]);
		},
	);

	it('hides no edit of a file that did not move with the others', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		shift(world, 'remote', 60 * minute);
		world.put('remote', '/c.txt', 'CC');
		expect(planned(await world.sync('twoWay'))).toEqual(['download c.txt changed']);
	});

	it('is not believed when a file that moved holds something else', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		for (const [path, text] of [
			['/a.txt', 'AAA'],
			['/b.txt', 'BBB'],
			['/c.txt', 'CC'],
		] as const) {
			const node = world.trees.remote.at(path);
			if (node?.type === 'file') world.put('remote', path, text, node.modified + 60 * minute);
		}
		expect(planned(await world.sync('twoWay'))).toHaveLength(3);
	});

	it('is none when only some of the files have moved', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		const node = world.trees.remote.at('/a.txt');
		if (node?.type === 'file') world.put('remote', '/a.txt', 'aaa', node.modified + 60 * minute);
		const report = await world.sync('twoWay');
		expect(planned(report)).toEqual(['download a.txt changed']);
		expect(report.summary.notes).toEqual([]);
	});

	it('is found in listings that show minutes', async () => {
		const settings = { listedPrecision: 'minute' as const };
		const world = new SyncWorld({ local: { tree }, remote: { tree, settings } });
		await world.sync('twoWay');
		await world.sync('twoWay');
		shift(world, 'remote', 60 * minute);
		expect(planned(await world.sync('twoWay'))).toEqual([]);
	});

	it('is not believed for the sake of old files when the latest one was edited', async () => {
		const more = { ...tree, 'd.txt': file('dd', '2026-01-20T04:05:06Z') };
		const world = new SyncWorld({ local: { tree: more }, remote: { tree: more } });
		await world.sync('twoWay');
		shift(world, 'remote', 60 * minute);
		const node = world.trees.remote.at('/d.txt');
		if (node?.type === 'file') world.put('remote', '/d.txt', 'DD', node.modified);
		expect(planned(await world.sync('twoWay'))).toContain('download d.txt changed');
	});

	it('is not believed when the samples cannot be read', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		shift(world, 'remote', 60 * minute);
		world.remote.faults.fail({ operation: 'read', nth: 1 });
		expect(planned(await world.sync('twoWay'))).toHaveLength(3);
	});

	it('by no multiple of a quarter of an hour is an edit', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		shift(world, 'remote', 61 * minute);
		expect(planned(await world.sync('twoWay'))).toHaveLength(3);
	});
});

describe('a server that computes other hashes than the state keeps', () => {
	it('does not bring back what is deleted right after a run that read it', async () => {
		const world = new SyncWorld({
			remote: {
				tree: { 'a.txt': file('aaa'), 'b.txt': file('bbb') },
				settings: { hashes: ['md5'] },
			},
		});
		world.put('remote', '/a.txt', 'ccc');
		await world.sync('twoWay');
		await world.sync('twoWay');
		world.trees.remote.delete('/a.txt');
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile local a.txt deleted']);
	});
});
