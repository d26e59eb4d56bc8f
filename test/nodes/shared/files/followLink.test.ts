import { followLink } from '../../../../nodes/shared/files/followLink';
import type { Place } from '../../../../nodes/shared/files/Place';
import { walk, wholeTree } from '../../../../nodes/shared/files/walk';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { testRun } from '../../../support/memory/testRun';
import { file, link, type TreeLiteral } from '../../../support/memory/treeLiteral';

async function paths(tree: TreeLiteral, folder = '/', followLinks = true) {
	const found = await walk(
		new MemoryEndpoint(tree),
		folder,
		{ ...wholeTree, followLinks },
		testRun(),
	);
	return [...found.entries.keys()];
}

const to = (linkTarget: string | null) => ({ name: 'way', linkTarget });
const placeAt = (hops: number): Place => ({
	...{ path: '/a', real: '/a', hops },
	...{ fingerprint: '', id: null, tellsApart: false, parent: null },
});
const releases = { '5': { 'app.js': 'x' } };

describe('links on a walk', () => {
	it('are entries and nothing more while they are not followed', async () => {
		expect(await paths({ releases, current: link('releases/5') }, '/', false)).not.toContain(
			'/current/app.js',
		);
	});

	it.each([
		['a relative link to a folder', { releases, current: link('releases/5') }, '/current/app.js'],
		['an absolute link to a folder', { releases, current: link('/releases/5') }, '/current/app.js'],
		['a link by way of a link', { releases, b: link('a'), a: link('releases') }, '/b/5/app.js'],
		[
			'each of two links to one folder',
			{ releases, a: link('releases'), b: link('releases') },
			'/b/5/app.js',
		],
	])('are followed: %s', async (_, tree, expected) => {
		expect(await paths(tree)).toContain(expected);
	});

	it.each([
		['to its own folder', { sub: { 'a.txt': 'x', loop: link('.') } }],
		['to the folder above', { sub: { 'a.txt': 'x', loop: link('..') } }],
		['to the top, absolute', { sub: { 'a.txt': 'x', loop: link('/') } }],
		['to itself', { sub: { 'a.txt': 'x', loop: link('loop') } }],
		['to nothing', { sub: { 'a.txt': 'x', loop: link('gone') } }],
		['to its own folder, absolute', { sub: { 'a.txt': 'x', loop: link('/sub') } }],
		['to a file', { sub: { 'a.txt': 'x', loop: link('a.txt') } }],
	])('stay links when they lead %s', async (_, tree) => {
		expect(await paths(tree)).toEqual(['/sub', '/sub/a.txt', '/sub/loop']);
	});

	it('without a known target are followed, and stay links when they lead back', async () => {
		const side = new MemoryEndpoint({
			top: { loop: link('.') },
			in: { way: link('../out') },
			out: { a: 'x' },
		});
		side.faults.listing({}, (listing) => ({
			...listing,
			entries: listing.entries.map((entry) => ({ ...entry, linkTarget: null })),
		}));
		const { entries } = await walk(side, '/', { ...wholeTree, followLinks: true }, testRun());
		expect([...entries.keys()]).toEqual([
			'/in',
			'/in/way',
			'/in/way/a',
			'/out',
			'/out/a',
			'/top',
			'/top/loop',
		]);
		expect(followLink(to(null), placeAt(8))).toBeNull();
	});

	it('end where two folders link to each other', async () => {
		expect(await paths({ a: { toB: link('../b') }, b: { toA: link('../a') } })).toEqual([
			'/a',
			'/a/toB',
			'/a/toB/toA',
			'/b',
			'/b/toA',
			'/b/toA/toB',
		]);
	});

	it('that lead above the folder of the walk stay links', async () => {
		expect(
			await paths({ top: { sub: { up: link('../..') }, 'a.txt': file('x') } }, '/top'),
		).toEqual(['/top/a.txt', '/top/sub', '/top/sub/up']);
	});

	it('are followed eight times in a row at most', () => {
		expect(followLink(to('../b'), placeAt(7))).toBe('/b');
		expect(followLink(to('../b'), placeAt(8))).toBeNull();
	});

	it('that climb over the Root Folder are not followed', () => {
		expect(followLink(to('../../etc'), placeAt(0))).toBeNull();
	});
});
