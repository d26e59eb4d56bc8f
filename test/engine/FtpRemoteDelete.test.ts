import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FtpRemoteDelete } from '../../nodes/FtpRemoteDelete/FtpRemoteDelete.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { nodeTypesOf } from '../support/engine/nodeTypes';
import { locator, searchList } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { loadedWorkflow } from '../support/engine/workflowFile';
import { itemsOf, node } from '../support/engine/workflowOf';
import { FtpServer } from '../support/server/FtpServer';

const deletion = new FtpRemoteDelete();
let server: FtpServer;
let runs: FtpRun;

function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
/** Everything on the server, as relative paths. */
const left = () => readdirSync(server.root, { recursive: true }).map(String).sort();
const paths = (...all: readonly unknown[]) =>
	itemsOf(...all.map((path) => ({ path: path as string })));
const perItem = locator('={{ $json.path }}');

beforeEach(async () => {
	server = await FtpServer.start();
	runs = new FtpRun(deletion, credentialFor(server));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('Delete File', () => {
	it('deletes each file, in the order of the input and paired with it', async () => {
		put('in/a', 'in/b', 'in/c');
		const run = await runs.run({ path: perItem }, paths('/in/c', '/in/a'));
		expect(run.items(tested)).toEqual([
			{ json: { path: '/in/c', type: 'file', deleted: true }, pairedItem: { item: 0 } },
			{ json: { path: '/in/a', type: 'file', deleted: true }, pairedItem: { item: 1 } },
		]);
		expect(left()).toEqual(['in', 'in/b']);
	});

	it('deletes hundreds over a few connections, and with them the folders that became empty', async () => {
		const files = Array.from({ length: 600 }, (_, i) => `/in/${i % 20}/f${i}`);
		put(...files, 'keep');
		const options = { removeEmptyFolders: true };
		const run = await runs.run({ path: perItem, options }, paths(...files));
		expect(run.json(tested).map(({ path }) => path)).toEqual(files);
		expect(left()).toEqual(['keep']);
		expect(server.stats.peakLoggedIn).toBeLessThanOrEqual(25);
		expect(server.commands('DELE')).toHaveLength(600);
		// One look at each of the 20 folders and the one that holds them, when all files are gone.
		expect(server.commands('MLSD')).toHaveLength(21);
	});

	it('skips what is missing if that is fine', async () => {
		put('in/a');
		const options = { ifMissing: 'skip' };
		const run = await runs.run({ path: perItem, options }, paths('/in/a', '/in/none'));
		expect(run.json(tested)).toEqual([
			{ path: '/in/a', type: 'file', deleted: true },
			{ path: '/in/none', deleted: false, skipped: true },
		]);
	});

	it('deletes nothing in a preview', async () => {
		put('in/a');
		const run = await runs.run({ path: locator('/in/a'), options: { preview: true } });
		const shown = { path: '/in/a', type: 'file', deleted: false, preview: true };
		expect(run.json(tested)).toEqual([shown]);
		expect(left()).toEqual(['in', 'in/a']);
	});

	it('moves to the trash, all of one run under one time', async () => {
		put('in/a', 'in/sub/b');
		const options = { trashFolder: locator('/trash') };
		const run = await runs.run({ path: perItem, options }, paths('/in/a', '/in/sub/b'));
		expect(run.json(tested)).toMatchObject([{ deleted: true }, { deleted: true }]);
		const [time = '', ...more] = readdirSync(join(server.root, 'trash'));
		expect([time, more]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d-]+Z$/), []]);
		expect(left()).toEqual(
			['in', 'in/sub', 'trash'].concat(
				['', '/in', '/in/a', '/in/sub', '/in/sub/b'].map((path) => `trash/${time}${path}`),
			),
		);
		expect(server.commands('DELE')).toEqual([]);
	});
});

describe('Delete Folder', () => {
	it('deletes an empty folder, and a full one with all in it', async () => {
		put('full/a', 'full/sub/b', 'keep');
		mkdirSync(join(server.root, 'empty'));
		await runs.run({ operation: 'folder', path: locator('/empty/') });
		expect(left()).not.toContain('empty');
		const path = locator('/full');
		const run = await runs.run({ operation: 'folder', path, recursive: true });
		expect(run.json(tested)).toEqual([{ path: '/full', type: 'folder', deleted: true }]);
		expect(left()).toEqual(['keep']);
	});

	it.each([false, true])(
		'deletes folders that lie in each other in the order of the input (recursive %s)',
		async (recursive) => {
			const folders = ['/a/b/c/d', '/a/b/c', '/a/b', '/a'];
			mkdirSync(join(server.root, 'a/b/c/d'), { recursive: true });
			const run = await runs.run(
				{ operation: 'folder', path: perItem, recursive },
				paths(...folders),
			);
			expect(run.json(tested).map(({ path }) => path)).toEqual(folders);
			expect(left()).toEqual([]);
		},
	);

	it.each(['slink', 'symlink', 'folder'] as const)(
		'never deletes what is behind a link (MLSD with %s)',
		async (linkFacts) => {
			server.settings.linkFacts = linkFacts;
			put('kept/precious', 'in/sub/a');
			for (const name of ['in/one', 'in/sub/two'])
				symlinkSync(join(server.root, 'kept'), join(server.root, name));
			const parameters = { operation: 'folder', path: perItem, recursive: true };
			const run = await runs.run(parameters, paths('/in/one', '/in'));
			expect(run.json(tested)).toEqual([
				{ path: '/in/one', type: 'link', deleted: true },
				{ path: '/in', type: 'folder', deleted: true },
			]);
			expect(left()).toEqual(['kept', 'kept/precious']);
		},
	);
});

describe('Delete Many', () => {
	it('deletes what fits, one item each, and keeps the folder', async () => {
		put('in/a.tmp', 'in/b.csv', 'in/sub/c.tmp', 'in/.x.tmp');
		const run = await runs.run({
			operation: 'many',
			folder: locator('/in'),
			recursive: true,
			type: 'files',
			filters: { include: '*.tmp', includeHidden: false },
			options: { removeEmptyFolders: true },
		});
		expect(run.json(tested)).toEqual([
			{ path: '/in/a.tmp', type: 'file', deleted: true },
			{ path: '/in/sub/c.tmp', type: 'file', deleted: true },
		]);
		expect(run.items(tested).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
		]);
		expect(left()).toEqual(['in', 'in/.x.tmp', 'in/b.csv']);
	});

	it('shows what it would delete, however much it is', async () => {
		put('in/a', 'in/b', 'in/sub/c');
		const run = await runs.run({
			operation: 'many',
			folder: locator('/in'),
			recursive: true,
			options: { preview: true, maxDeletions: 1 },
		});
		expect(run.json(tested).map(({ path, deleted }) => [path, deleted])).toEqual([
			['/in/a', false],
			['/in/b', false],
			['/in/sub', false],
			['/in/sub/c', false],
		]);
		expect(left()).toHaveLength(5);
	});

	it('leaves names of our own making alone', async () => {
		put('in/a', 'in/.a1b2c3d4.big.bin.part');
		await runs.run({ operation: 'many', folder: locator('/in'), recursive: true });
		expect(left()).toEqual(['in', 'in/.a1b2c3d4.big.bin.part']);
	});

	it('skips a folder that is missing if that is fine', async () => {
		const options = { ifMissing: 'skip' };
		const run = await runs.run({ operation: 'many', folder: locator('/none'), options });
		expect(run.json(tested)).toEqual([{ path: '/none', deleted: false, skipped: true }]);
	});
});

describe('in the editor', () => {
	const type = 'test.delete';
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };

	it.each([
		['path', 'searchFolders', { path: locator('/in/') }, ['/in/sub/']],
		['path', 'searchFilesAndFolders', { path: locator('/in/') }, ['/in/sub/', '/in/a']],
		['folder', 'searchManyFolders', { folder: locator('/in/') }, ['/in/sub/']],
		[
			'options.trashFolder',
			'searchTrashFolders',
			{ options: { trashFolder: locator('/in/') } },
			['/in/sub/'],
		],
	])('a person browses for %s by %s', async (field, method, parameters, expected) => {
		put('in/a', 'in/sub/b');
		const browsing = node('Delete', type, parameters, { credentials });
		const { results } = await searchList(
			browsing,
			field,
			method,
			{},
			{
				nodeTypes: { [type]: deletion },
				credentials: { ftpRemoteApi: runs.credential },
			},
		);
		expect(results.map(({ value }) => value)).toEqual(expected);
	});

	it.each([
		[{ path: locator('/in/a') }, 'file: /in/a'],
		[{ operation: 'many', folder: locator('/in') }, 'many: /in'],
	])('the subtitle of %j is "%s"', (parameters, expected) => {
		const shown = node('Delete', type, parameters);
		const types = nodeTypesOf({ [type]: deletion });
		const workflow = loadedWorkflow({ nodes: [shown], connections: {} }, types);
		const loaded = workflow.getNode('Delete') ?? shown;
		const { subtitle } = deletion.description;
		expect(workflow.expression.getSimpleParameterValue(loaded, subtitle, 'internal', {})).toBe(
			expected,
		);
	});
});
