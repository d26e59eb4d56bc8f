import { spotLoop, liesElsewhere } from '../../../../nodes/shared/files/spotLoop';
import { fingerprintOf, type Place } from '../../../../nodes/shared/files/Place';
import { walk, wholeTree, type WalkOptions } from '../../../../nodes/shared/files/walk';
import type { FolderIds, Listing } from '../../../../nodes/shared/model/Listing';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { MemoryTree } from '../../../support/memory/MemoryTree';
import { testRun } from '../../../support/memory/testRun';
import { link, type TreeLiteral } from '../../../support/memory/treeLiteral';

/** Shows links as what they lead to, and tells, if asked to, which folder is which. */
class HidingEndpoint extends MemoryEndpoint {
	private readonly seen: unknown[] = [];

	constructor(
		tree: TreeLiteral | MemoryTree,
		private readonly tells: 'ids' | 'zeros' | 'one' | 'nothing' = 'nothing',
	) {
		super(tree, { parallel: 4 });
	}

	override async list(folder: string): Promise<Listing> {
		const listing = await super.list(folder);
		const entries = listing.entries.map((entry) =>
			entry.type === 'link'
				? ({ ...entry, type: 'folder', linkTarget: null, size: null } as const)
				: entry,
		);
		return { ...listing, entries, ...(this.tells !== 'nothing' && { ids: this.ids(folder) }) };
	}

	private ids(folder: string): FolderIds {
		const node = this.tree.folder(folder);
		const inside = new Map<string, string>();
		for (const { name } of node?.children.values() ?? []) {
			const id = this.idOf(`${folder === '/' ? '' : folder}/${name}`);
			if (id !== null) inside.set(name, id);
		}
		return { self: this.idOf(folder), parent: null, inside, odd: new Set() };
	}

	private idOf(path: string): string | null {
		const node = this.tree.folder(path);
		if (!node || this.tells === 'zeros') return null;
		if (this.tells === 'one') return 'same for all';
		if (!this.seen.includes(node)) this.seen.push(node);
		return `fe00g${this.seen.indexOf(node) + 1}`;
	}
}

const looping = (count: number, target: string): TreeLiteral => ({
	top: Object.fromEntries(
		Array.from({ length: count }, (_, i) => [
			`d${i}`,
			{ [`f${i}.txt`]: 'x', [`loop${i}`]: link(target) },
		]),
	),
});

async function walked(side: MemoryEndpoint, options: Partial<WalkOptions> = {}) {
	const tree = await walk(side, '/', { ...wholeTree, ...options }, testRun());
	const listings = side.logged('list').length;
	return { paths: [...tree.entries.keys()], incomplete: [...tree.incomplete], listings, tree };
}

describe('links that a server shows as folders', () => {
	it.each([
		...[1, 2, 3, 5].map((count) => [count, '..', 2 + 2 * count] as const),
		...[1, 2, 3, 5].map((count) => [count, '.', 2 + 2 * count] as const),
		...[1, 2, 3, 5].map((count) => [count, '/', 2 + 2 * count] as const),
	])('%d that lead back to %s are listed once each', async (count, target, listings) => {
		for (const followLinks of [false, true]) {
			const side = new HidingEndpoint(looping(count, target), 'ids');
			const found = await walked(side, { followLinks });
			expect(found.listings).toBe(listings);
			expect(found.incomplete).toEqual([]);
			expect(found.paths).toHaveLength(1 + 3 * count);
			expect(found.tree.entries.get('/top/d0/loop0')).toMatchObject({ type: 'link' });
			expect(found.tree.entries.get('/top/d0')).toMatchObject({ type: 'folder' });
		}
	});

	it('that lead to each other end where they come back', async () => {
		const side = new HidingEndpoint(
			{ a: { x: '1', toB: link('/b') }, b: { toA: link('/a') } },
			'ids',
		);
		const found = await walked(side);
		expect(found.paths).toEqual([
			'/a',
			'/a/toB',
			'/a/toB/toA',
			'/a/x',
			'/b',
			'/b/toA',
			'/b/toA/toB',
			'/b/toA/x',
		]);
		expect(found.listings).toBe(7);
	});

	it('that lead elsewhere are folders as any other', async () => {
		const side = new HidingEndpoint({ in: { way: link('../out') }, out: { a: 'x' } }, 'ids');
		expect((await walked(side)).paths).toContain('/in/way/a');
	});

	it.each([
		[1, '..', 7],
		[2, '..', 28],
		[3, '..', 77],
		[5, '..', 307],
		[5, '.', 17],
	])(
		'%d that lead back to %s never make a walk endless where the server tells nothing more, and are reported',
		async (count, target, most) => {
			for (const tells of ['nothing', 'zeros', 'one'] as const) {
				const found = await walked(new HidingEndpoint(looping(count, target), tells));
				expect(found.listings).toBeLessThanOrEqual(most);
				expect(found.incomplete.length).toBeGreaterThan(0);
				for (const [path, reason] of found.incomplete) {
					expect(path).toMatch(/loop\d/);
					expect(reason).toMatch(/^It shows exactly what \/.* shows: perhaps a link/);
				}
			}
		},
	);
});

describe('real folders that look alike', () => {
	it.each(['nothing', 'ids', 'one'] as const)(
		'are all read, 200 levels deep (%s)',
		async (tells) => {
			const tree = new MemoryTree();
			tree.put(`${'/d'.repeat(200)}/end.txt`, 'x');
			const found = await walked(new HidingEndpoint(tree, tells));
			expect(found.paths.at(-1)).toBe(`${'/d'.repeat(200)}/end.txt`);
			expect(found.incomplete).toEqual([]);
		},
	);

	it('are all read in a cache of three levels of the same names', async () => {
		const level = (inner: TreeLiteral): TreeLiteral => ({ a: inner, b: inner });
		const found = await walked(new HidingEndpoint(level(level(level({ f: 'x' })))));
		expect(found.paths).toHaveLength(2 + 4 + 8 + 8);
		expect(found.incomplete).toEqual([]);
	});

	it('are all read with equal files in them, once and in any depth where the server tells which is which', async () => {
		const data: TreeLiteral = { f: 'x', data: { f: 'x', data: { f: 'x', data: { g: 'y' } } } };
		expect((await walked(new HidingEndpoint(data, 'ids'))).paths).toContain('/data/data/data/g');
		const copied: TreeLiteral = { f: 'x', data: { f: 'x', data: { g: 'y' } } };
		expect((await walked(new HidingEndpoint(copied))).paths).toContain('/data/data/g');
	});
});

describe('what a folder turns out to be', () => {
	const listing = (parent: string | null): Listing => ({
		...{ folder: '/a/way', entries: [], complete: true, notes: [] },
		ids: { self: 'k', parent, inside: new Map(), odd: new Set() },
	});
	const place = (id: string | null, hops = 0, parent: Place | null = null): Place => ({
		...{
			path: '/a',
			real: '/a',
			hops,
			parent,
			id,
			tellsApart: true,
			fingerprint: fingerprintOf([]),
		},
	});

	it('a link where the folder above it is another than the one that it was found in', () => {
		expect(liesElsewhere(place('a'), listing('b'))).toBe(true);
		expect(liesElsewhere(place('a'), listing('a'))).toBe(false);
		expect(liesElsewhere(place(null), listing('b'))).toBe(false);
		expect(liesElsewhere(place('a'), listing(null))).toBe(false);
		expect(spotLoop(place('k', 1), place('a'), listing('b'))).toEqual({
			kind: 'link',
			leadsBack: false,
		});
		expect(spotLoop(place('k'), place('a'), listing('a'))).toEqual({ kind: 'folder' });
	});

	it('doubtful where link upon link leads there: a mesh of links would have no end', () => {
		expect(spotLoop(place('k', 4), place('a'), listing('b')).kind).toBe('link');
		expect(spotLoop(place('k', 5), place('a'), listing('b'))).toEqual({
			kind: 'doubtful',
			reason: 'More than 4 links in a row lead there',
		});
	});
});
