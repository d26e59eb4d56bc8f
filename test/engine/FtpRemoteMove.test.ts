import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteMove } from '../../nodes/FtpRemoteMove/FtpRemoteMove.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { filesBelow } from '../support/filesBelow';
import { on, refuseOverExisting } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const move = new FtpRemoteMove();
let server: FtpServer;
let runs: FtpRun;

/** Files that hold their own first name. */
function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
const files = () => filesBelow(server.root);
const content = (path: string) => readFileSync(join(server.root, path), 'utf8');
const pairs = (...all: ReadonlyArray<readonly [string, string]>) =>
	itemsOf(...all.map(([from, to]): IDataObject => ({ from, to })));
const perItem = { fromPath: locator('={{ $json.from }}'), toPath: locator('={{ $json.to }}') };
const one = (from: string, to: string, more: IDataObject = {}) => ({
	fromPath: locator(from),
	toPath: locator(to),
	...more,
});
beforeEach(async () => {
	server = await FtpServer.start();
	runs = new FtpRun(move, credentialFor(server));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('Move', () => {
	it('gives the entry at its new place, in the order of the input and paired with it', async () => {
		put('in/a.csv', 'in/b.csv');
		const time = new Date('2026-01-02T03:04:05Z');
		utimesSync(join(server.root, 'in/b.csv'), time, time);
		const run = await runs.run(
			perItem,
			pairs(['/in/b.csv', '/archive/2026/'], ['/in/a.csv', '/archive/first.csv']),
		);
		expect(run.items(tested)).toEqual([
			{
				json: {
					name: 'b.csv',
					path: '/archive/2026/b.csv',
					folder: '/archive/2026',
					type: 'file',
					size: 8,
					modifiedAt: '2026-01-02T03:04:05.000Z',
					modifiedPrecision: 'second',
					permissions: expect.any(String),
					owner: 'owner',
					group: 'group',
					linkTarget: null,
					originalPath: '/in/b.csv',
					moved: true,
				},
				pairedItem: { item: 0 },
			},
			{
				json: expect.objectContaining({ path: '/archive/first.csv', originalPath: '/in/a.csv' }),
				pairedItem: { item: 1 },
			},
		]);
		expect(files()).toEqual(['archive/2026/b.csv', 'archive/first.csv']);
	});

	it.each<[string, string, object]>([
		['fail', 'in/a', {}],
		['skip', 'in/a', { path: '/out/a', originalPath: '/in/a', skipped: true }],
	])('leaves both as they are where the name is taken (%s)', async (ifExists, _, expected) => {
		put('in/a', 'out/a');
		const run = await runs.run(one('/in/a', '/out/a', { ifExists }));
		if (ifExists === 'skip') expect(run.json(tested)).toEqual([expected]);
		else expect(run.error).toMatchObject({ context: { category: 'alreadyExists', path: '/in/a' } });
		expect(files()).toEqual(['in/a', 'out/a']);
		expect(content('out/a')).toBe('out/a');
	});

	it.each([
		['renames over the old file', []],
		['refuses to rename over one', [on('RNTO', refuseOverExisting())]],
	])('overwrites on a server that %s', async (_, rules) => {
		put('in/a', 'out/a');
		server.script(...rules);
		const run = await runs.run(one('/in/a', '/out/a', { ifExists: 'overwrite' }));
		expect(run.json(tested)).toMatchObject([{ path: '/out/a', moved: true }]);
		expect(files()).toEqual(['out/a']);
		expect(content('out/a')).toBe('in/a');
	});

	it('keeps both, each item under a name of its own', async () => {
		put('in/1/a.csv', 'in/2/a.csv', 'out/a.csv');
		const run = await runs.run(
			{ ...perItem, ifExists: 'keepBoth' },
			pairs(['/in/1/a.csv', '/out/'], ['/in/2/a.csv', '/out/']),
		);
		expect(run.json(tested).map(({ path }) => path)).toEqual(['/out/a (1).csv', '/out/a (2).csv']);
		expect(content('out/a.csv')).toBe('out/a.csv');
		expect(content('out/a (2).csv')).toBe('in/2/a.csv');
	});

	it('moves a folder with all in it, and enters one that is there', async () => {
		put('in/sub/a', 'in/sub/deep/b', 'archive/old');
		const run = await runs.run(
			perItem,
			pairs(['/in/sub', '/archive'], ['/archive/sub/deep', '/x']),
		);
		expect(run.json(tested)).toMatchObject([
			{ path: '/archive/sub', type: 'folder', originalPath: '/in/sub' },
			{ path: '/x', type: 'folder', originalPath: '/archive/sub/deep' },
		]);
		expect(files()).toEqual(['archive/old', 'archive/sub/a', 'x/b']);
	});

	it('says when there is nothing left to do', async () => {
		put('in/a', 'in/dir/b');
		const twice = pairs(
			['/in/a', '/out/a'],
			['/in/a', '/out/a'],
			['/in/dir', '/out/'],
			['/out/a', '/out'],
		);
		const run = await runs.run(perItem, twice);
		expect(run.json(tested)).toMatchObject([
			{ path: '/out/a', moved: true },
			{ path: '/out/a', size: 4, originalPath: '/in/a', alreadyDone: true },
			{ path: '/out/dir', moved: true },
			{ path: '/out/a', alreadyDone: true },
		]);
		const again = await runs.run(perItem, pairs(['/in/dir', '/out/']));
		expect(again.json(tested)).toMatchObject([{ path: '/out/dir', alreadyDone: true }]);
	});

	it('skips what is missing if that is fine', async () => {
		const run = await runs.run(one('/in/none', '/out/', { options: { ifMissing: 'skip' } }));
		expect(run.json(tested)).toEqual([{ path: '/in/none', skipped: true }]);
		expect(server.commands('MKD')).toEqual([]);
	});

	it('moves hundreds over a few connections, and makes their folders once', async () => {
		const all = Array.from({ length: 400 }, (_, i) => `/in/f${i}`);
		put(...all);
		const run = await runs.run(
			perItem,
			pairs(...all.map((path, i) => [path, `/out/${i % 4}/`] as const)),
		);
		expect(run.json(tested).map(({ originalPath }) => originalPath)).toEqual(all);
		expect(files()).toHaveLength(400);
		expect(files().every((path) => path.startsWith('out/'))).toBe(true);
		expect(server.stats.peakLoggedIn).toBeLessThanOrEqual(25);
		expect(server.commands('RNTO').length).toBeLessThan(600);
	});

	it.each([
		[
			'rotates names',
			[
				['/2', '/3'],
				['/1', '/2'],
				['/new', '/1'],
			],
			{ '1': 'new', '2': '1', '3': '2' },
		],
		[
			'swaps two',
			[
				['/1', '/t'],
				['/2', '/1'],
				['/t', '/2'],
			],
			{ '1': '2', '2': '1', new: 'new' },
		],
	] as ReadonlyArray<[string, Array<[string, string]>, Record<string, string>]>)(
		'%s in the order of the items',
		async (_, steps, expected) => {
			put('1', '2', 'new');
			const run = await runs.run(perItem, pairs(...steps));
			expect(run.error).toBeUndefined();
			expect(Object.fromEntries(files().map((path) => [path, content(path)]))).toEqual(expected);
		},
	);
});

describe('Rename', () => {
	it('gives a file and a folder a new name where they are', async () => {
		put('in/a.csv', 'in/old/b');
		const rename = {
			operation: 'rename',
			path: locator('={{ $json.path }}'),
			newName: '={{ $json.name }}',
		};
		const run = await runs.run(
			rename,
			itemsOf({ path: '/in/a.csv', name: 'a done.csv' }, { path: '/in/old', name: 'new' }),
		);
		expect(run.json(tested)).toMatchObject([
			{ name: 'a done.csv', path: '/in/a done.csv', type: 'file', originalPath: '/in/a.csv' },
			{ name: 'new', path: '/in/new', type: 'folder', originalPath: '/in/old' },
		]);
		expect(files()).toEqual(['in/a done.csv', 'in/new/b']);
	});

	it('never goes into a folder of that name', async () => {
		put('in/a', 'in/b/x');
		const run = await runs.run({ operation: 'rename', path: locator('/in/a'), newName: 'b' });
		expect(run.error).toMatchObject({ context: { category: 'alreadyExists' } });
		expect(files()).toEqual(['in/a', 'in/b/x']);
	});
});
