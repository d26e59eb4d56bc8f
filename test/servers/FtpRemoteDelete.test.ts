import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FtpRemoteDelete } from '../../nodes/FtpRemoteDelete/FtpRemoteDelete.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { loginsOf } from '../support/realServers/loginsOf';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const deletion = new FtpRemoteDelete();
const perItem = locator('={{ $json.path }}');
const paths = (...all: readonly string[]) => itemsOf(...all.map((path) => ({ path })));
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

describe.each(loginsOf())('Delete on $kind with TLS $tls', ({ kind, tls, login }) => {
	let server: RealServer;
	let runs: FtpRun;

	async function put(...files: readonly string[]): Promise<void> {
		for (const file of files) {
			await mkdir(join(server.root, dirname(file)), { recursive: true });
			await writeFile(join(server.root, file), file);
		}
		await server.own();
	}
	const left = async () => (await readdir(server.root, { recursive: true })).sort();

	beforeAll(async () => {
		server = await startRealServer(kind, { tls });
		runs = new FtpRun(deletion, credentialFor(server, login(server)));
	});
	afterEach(async () => {
		for (const name of await readdir(server.root))
			await rm(join(server.root, name), { recursive: true });
	});
	afterAll(async () => await server.stop());

	it('deletes files of every name', async () => {
		await put('[a]xy.txt', ...odd);
		const run = await runs.run({ path: perItem }, paths(...odd.map((name) => `/${name}`)));
		expect(run.error).toBeUndefined();
		expect(run.json(tested).every(({ deleted }) => deleted)).toBe(true);
		expect(await left()).toEqual(['[a]xy.txt']);
	});

	it('deletes folders of every name with all in them, and nothing beside them', async () => {
		await put('keep', '[a]xy.txt/in', ...odd.map((name) => `${name}/sub/${name}`));
		const run = await runs.run(
			{ operation: 'folder', recursive: true, path: perItem },
			paths(...odd.map((name) => `/${name}`)),
		);
		expect(run.error).toBeUndefined();
		expect(await left()).toEqual(['[a]xy.txt', '[a]xy.txt/in', 'keep']);
	});

	it('removes links as links, also those that lead nowhere', async () => {
		await put('kept/precious', 'in/sub/a');
		await symlink('../kept', join(server.root, 'in/one'));
		await symlink('../../kept', join(server.root, 'in/sub/two'));
		await symlink('../kept/precious', join(server.root, 'in/file'));
		await symlink('gone', join(server.root, 'in/broken'));
		const run = await runs.run(
			{ operation: 'folder', recursive: true, path: perItem },
			paths('/in/one', '/in'),
		);
		expect(run.error).toBeUndefined();
		expect(run.json(tested)).toMatchObject([{ type: 'link' }, { type: 'folder' }]);
		expect(await left()).toEqual(['kept', 'kept/precious']);
	});

	it('deletes many files and the folders that they leave empty', async () => {
		const files = Array.from({ length: 100 }, (_, i) => `in/d${i % 10}/f${i}.tmp`);
		await put(...files, 'in/keep.csv');
		const run = await runs.run({
			operation: 'many',
			folder: locator('/in'),
			recursive: true,
			type: 'files',
			filters: { include: '*.tmp' },
			options: { removeEmptyFolders: true },
		});
		expect(run.error).toBeUndefined();
		expect(run.items(tested)).toHaveLength(100);
		expect(await left()).toEqual(['in', 'in/keep.csv']);
	});

	it('moves to the trash', async () => {
		await put('in/a', 'in/sub/b');
		const options = { trashFolder: locator('/trash') };
		const run = await runs.run({ path: perItem, options }, paths('/in/a', '/in/sub/b'));
		expect(run.error).toBeUndefined();
		const all = await left();
		expect(all.filter((path) => /^trash\/[\dTZ-]+\/in\/(a|sub\/b)$/.test(path))).toHaveLength(2);
		expect(all).not.toContain('in/a');
	});

	it('tells a full folder, a folder, a file and nothing apart', async () => {
		await put('in/a');
		const asFolder = { operation: 'folder', path: perItem };
		const more = { onError: 'continueRegularOutput' } as const;
		const folders = await runs.run(asFolder, paths('/in', '/in/a', '/none'), more);
		const files = await runs.run({ path: perItem }, paths('/in', '/in/none', '/no/ne'), more);
		const categories = [...folders.json(tested), ...files.json(tested)].map(
			({ error }) => (error as { category: string }).category,
		);
		expect(categories).toEqual([
			'notEmpty',
			'invalidInput',
			'notFound',
			'invalidInput',
			'notFound',
			'notFound',
		]);
		expect(await left()).toEqual(['in', 'in/a']);
	});
});

describe.each(loginsOf(['none']))('Delete on a $kind that allows no changes', ({ kind, login }) => {
	it('says so, and deletes nothing', async () => {
		const server = await startRealServer(kind, { readOnly: true });
		try {
			await mkdir(join(server.root, 'in'));
			await writeFile(join(server.root, 'in/a'), 'x');
			await server.own();
			const runs = new FtpRun(deletion, credentialFor(server, login(server)));
			const file = await runs.run({ path: locator('/in/a') });
			expect(file.error).toMatchObject({ context: { category: 'permission', path: '/in/a' } });
			const folder = { operation: 'folder', path: locator('/in'), recursive: true };
			expect((await runs.run(folder)).error).toMatchObject({ context: { category: 'permission' } });
			expect(await readdir(join(server.root, 'in'))).toEqual(['a']);
		} finally {
			await server.stop();
		}
	});
});
