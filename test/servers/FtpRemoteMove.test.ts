import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteMove } from '../../nodes/FtpRemoteMove/FtpRemoteMove.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { filesBelow } from '../support/filesBelow';
import { loginsOf } from '../support/realServers/loginsOf';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const move = new FtpRemoteMove();
const perItem = { fromPath: locator('={{ $json.from }}'), toPath: locator('={{ $json.to }}') };
const pairs = (...all: ReadonlyArray<readonly [string, string]>) =>
	itemsOf(...all.map(([from, to]): IDataObject => ({ from, to })));
/** Names that servers glob, split, cut or take for options. */
const odd = [
	'-rf',
	'[a]*?.txt',
	' leads and ends ',
	'a -> b',
	'ü ß 名',
	'semi;colon=1',
	'~',
	'%41',
];

afterAll(stopEngine);

describe.each(loginsOf())('Move on $kind with TLS $tls', ({ kind, tls, login }) => {
	let server: RealServer;
	let runs: FtpRun;

	/** Files that hold their own first name. */
	async function put(...files: readonly string[]): Promise<void> {
		for (const file of files) {
			await mkdir(join(server.root, dirname(file)), { recursive: true });
			await writeFile(join(server.root, file), file);
		}
		await server.own();
	}
	const files = () => filesBelow(server.root);
	const content = async (path: string) => await readFile(join(server.root, path), 'utf8');

	beforeAll(async () => {
		server = await startRealServer(kind, { tls });
		runs = new FtpRun(move, credentialFor(server, login(server)));
	});
	afterEach(async () => {
		for (const name of await readdir(server.root))
			await rm(join(server.root, name), { recursive: true });
	});
	afterAll(async () => await server.stop());

	it('moves files of every name, and gives them another one', async () => {
		await put('[a]xy.txt', ...odd);
		const there = await runs.run(
			perItem,
			pairs(...odd.map((name) => [`/${name}`, `/new/x${name}x`] as const)),
		);
		expect(there.error).toBeUndefined();
		expect(there.json(tested).map(({ path }) => path)).toEqual(odd.map((name) => `/new/x${name}x`));
		const back = await runs.run(
			{
				operation: 'rename',
				path: locator('={{ $json.path }}'),
				newName: '={{ $json.name.slice(1) }}',
			},
			itemsOf(...there.json(tested)),
		);
		expect(back.error).toBeUndefined();
		expect(files()).toEqual(['[a]xy.txt', ...odd.map((name) => `new/${name}x`)].sort());
	});

	it('overwrites a file, and keeps both or leaves all as it is if so wanted', async () => {
		await put('1/a.csv', '2/a.csv', '3/a.csv', '4/a.csv', 'out/a.csv');
		const run = async (from: string, ifExists: string) =>
			await runs.run({ ...perItem, ifExists }, pairs([`/${from}/a.csv`, '/out/']), {
				onError: 'continueRegularOutput',
			});
		expect((await run('1', 'fail')).json(tested)).toMatchObject([
			{ error: { category: 'alreadyExists' } },
		]);
		expect((await run('2', 'skip')).json(tested)).toMatchObject([{ skipped: true }]);
		expect((await run('3', 'keepBoth')).json(tested)).toMatchObject([{ path: '/out/a (1).csv' }]);
		expect(await content('out/a.csv')).toBe('out/a.csv');
		expect((await run('4', 'overwrite')).json(tested)).toMatchObject([{ path: '/out/a.csv' }]);
		expect(files()).toEqual(['1/a.csv', '2/a.csv', 'out/a (1).csv', 'out/a.csv']);
		expect(await content('out/a.csv')).toBe('4/a.csv');
		expect(await content('out/a (1).csv')).toBe('3/a.csv');
	});

	it('moves folders with all in them, and never over or into another one by mistake', async () => {
		await put('in/sub/a', 'in/sub/deep/b', 'archive/old', 'file');
		await mkdir(join(server.root, 'empty'));
		await server.own();
		const steps = pairs(
			['/in/sub', '/archive'],
			['/archive/sub/deep', '/new/deep'],
			['/in', '/in/x/'],
			['/archive', '/file'],
		);
		const run = await runs.run({ ...perItem, ifExists: 'overwrite' }, steps, {
			onError: 'continueRegularOutput',
		});
		expect(run.json(tested)).toMatchObject([
			{ path: '/archive/sub', type: 'folder', moved: true },
			{ path: '/new/deep', type: 'folder', moved: true },
			{ error: { category: 'invalidInput' } },
			{ error: { category: 'alreadyExists' } },
		]);
		const rename = { operation: 'rename', path: locator('/archive'), newName: 'empty' };
		const taken = await runs.run({ ...rename, ifExists: 'overwrite' });
		expect(taken.error).toMatchObject({ context: { category: 'alreadyExists' } });
		expect(files()).toEqual(['archive/old', 'archive/sub/a', 'file', 'new/deep/b']);
	});

	it('tells nothing, done already and a file that never came apart', async () => {
		await put('in/a.csv', 'archive/old');
		const twice = pairs(
			['/in/a.csv', '/archive'],
			['/in/a.csv', '/archive'],
			['/in/b.csv', '/archive'],
			['/in/b.csv', '/archive/b.csv'],
		);
		const run = await runs.run(perItem, twice, { onError: 'continueRegularOutput' });
		expect(run.json(tested)).toMatchObject([
			{ path: '/archive/a.csv', size: 8, moved: true },
			{ path: '/archive/a.csv', size: 8, alreadyDone: true },
			{ error: { category: 'notFound', path: '/in/b.csv' } },
			{ error: { category: 'notFound', path: '/in/b.csv' } },
		]);
	});

	it('moves many files to the same places, and none a second time', async () => {
		const all = Array.from({ length: 100 }, (_, i) => `in/d${i % 10}/f${i}.csv`);
		await put(...all, 'in/keep.txt', 'in/done/old.csv');
		await symlink('keep.txt', join(server.root, 'in/link.csv'));
		const many = {
			operation: 'many',
			folder: locator('/in'),
			toFolder: locator('/in/done'),
			recursive: true,
			filters: { include: '*.csv' },
		};
		const run = await runs.run(many);
		expect(run.error).toBeUndefined();
		expect(run.items(tested)).toHaveLength(100);
		expect(run.json(tested)[0]).toMatchObject({ size: 12, modifiedAt: expect.any(String) });
		const moved = all.map((path) => path.replace('in/', 'in/done/'));
		const expected = [...moved, 'in/done/old.csv', 'in/keep.txt', 'in/link.csv'].sort();
		expect(files()).toEqual(expected);
		expect((await runs.run(many)).json(tested)).toEqual([]);
		expect(files()).toEqual(expected);
	});
});

describe.each(loginsOf(['none']))('Move on a $kind that allows no changes', ({ kind, login }) => {
	it('says so, and moves nothing', async () => {
		const server = await startRealServer(kind, { readOnly: true });
		try {
			await mkdir(join(server.root, 'in'));
			await writeFile(join(server.root, 'in/a'), 'x');
			await server.own();
			const runs = new FtpRun(move, credentialFor(server, login(server)));
			for (const to of ['/in/b', '/new/b']) {
				const run = await runs.run(perItem, pairs(['/in/a', to]));
				expect(run.error).toMatchObject({ context: { category: 'permission' } });
			}
			expect(filesBelow(server.root)).toEqual(['in/a']);
		} finally {
			await server.stop();
		}
	});
});
