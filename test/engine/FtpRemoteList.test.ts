import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FtpRemoteList } from '../../nodes/FtpRemoteList/FtpRemoteList.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { loadedWorkflow } from '../support/engine/workflowFile';
import { locator, searchList } from '../support/engine/searchList';
import { nodeTypesOf } from '../support/engine/nodeTypes';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node } from '../support/engine/workflowOf';
import { addLines, on } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const list = new FtpRemoteList();
let server: FtpServer;
let runs: FtpRun;

function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
const paths = (...all: readonly unknown[]) =>
	itemsOf(...all.map((path) => ({ path: path as string })));
const perItem = locator('={{ $json.path }}');

beforeEach(async () => {
	server = await FtpServer.start();
	put('in/a.csv', 'in/b.txt', 'in/sub/c.csv');
	symlinkSync('sub', join(server.root, 'in/way'));
	runs = new FtpRun(list, credentialFor(server));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('List', () => {
	it('lists the Root Folder of the credential without any setting', async () => {
		const credential = credentialFor(server, { rootFolder: '/in' });
		const run = await new FtpRun(list, credential).run({});
		expect(run.json(tested).map(({ path, type }) => [path, type])).toEqual([
			['/a.csv', 'file'],
			['/b.txt', 'file'],
			['/sub', 'folder'],
			['/way', 'link'],
		]);
		expect(run.json(tested)[0]).toEqual({
			name: 'a.csv',
			path: '/a.csv',
			type: 'file',
			size: 8,
			modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
		});
	});

	it('gives whole entries of many folders in the order of the input, paired with it', async () => {
		put('x/1', 'x/2', 'y/3');
		const parameters = { folder: perItem, recursive: true, type: 'files', simple: false };
		const run = await runs.run(parameters, paths('/y', '/in/sub', '/x'));
		expect(run.items(tested).map(({ json, pairedItem }) => [json.path, pairedItem])).toEqual([
			['/y/3', { item: 0 }],
			['/in/sub/c.csv', { item: 1 }],
			['/x/1', { item: 2 }],
			['/x/2', { item: 2 }],
		]);
		expect(run.json(tested)[0]).toMatchObject({ folder: '/y', modifiedPrecision: 'second' });
	});

	it('gives nothing for an empty folder', async () => {
		mkdirSync(join(server.root, 'empty'));
		const run = await runs.run({ folder: locator('/empty') });
		expect([run.status, run.items(tested), run.hints(tested)]).toEqual(['success', [], []]);
	});

	it('cuts at the limit and says so', async () => {
		const run = await runs.run({ folder: locator('/in'), returnAll: false, limit: 3 });
		expect(run.items(tested)).toHaveLength(3);
		expect(run.hints(tested)).toEqual(['The limit left out 1 of 4 entries of /in']);
	});

	it('follows links, filters and sorts', async () => {
		const run = await runs.run({
			folder: locator('/in'),
			recursive: true,
			type: 'files',
			filters: { include: '*.csv', maxSize: '1 kB', modifiedAfter: '2000-01-01T00:00:00' },
			options: { followLinks: true, sortBy: 'name', sortDirection: 'desc' },
		});
		expect(run.json(tested).map(({ path }) => path)).toEqual([
			'/in/sub/c.csv',
			'/in/way/c.csv',
			'/in/a.csv',
		]);
	});

	it('quotes what it did not understand, and gives no items for it', async () => {
		server.script(
			on('MLSD', { path: '/in' }, addLines('what is this', 'type=file;size=1; ../../etc/passwd')),
		);
		const run = await runs.run({ folder: locator('/in'), recursive: true });
		expect(run.items(tested)).toHaveLength(5);
		expect(run.hints(tested)).toEqual([
			'1 line of folder listings was not understood: "what is this" in /in',
			'1 name cannot be part of a path: "../../etc/passwd" in /in',
		]);
	});

	it('asks nobody when there are no items', async () => {
		const run = await runs.run({}, []);
		expect([run.status, run.items(tested)]).toEqual(['success', []]);
		expect(server.stats.connections).toBe(0);
	});
});

describe('Get Info and Exists', () => {
	it('give the entry at each path', async () => {
		const run = await runs.run(
			{ operation: 'getInfo', path: perItem },
			paths('/in/a.csv', 'in/sub/'),
		);
		expect(run.json(tested)).toMatchObject([
			{ path: '/in/a.csv', name: 'a.csv', folder: '/in', type: 'file', size: 8, linkTarget: null },
			{ path: '/in/sub', type: 'folder' },
		]);
	});

	it('say whether there is something at each path', async () => {
		const run = await runs.run(
			{ operation: 'exists', path: perItem },
			paths('/in/a.csv', '/in', '/in/none', '/no/where'),
		);
		expect(run.json(tested)).toEqual([
			{ path: '/in/a.csv', exists: true, type: 'file' },
			{ path: '/in', exists: true, type: 'folder' },
			{ path: '/in/none', exists: false, type: null },
			{ path: '/no/where', exists: false, type: null },
		]);
	});
});

describe('in the editor', () => {
	const ask = async (field: 'folder' | 'path', filter: string) => {
		const type = 'test.list';
		const method = field === 'folder' ? 'searchFolders' : 'searchFilesAndFolders';
		const browsing = node(
			'List',
			type,
			{ [field]: locator('/in/a.csv', 'list') },
			{
				credentials: { ftpRemoteApi: { id: '1', name: 'Server' } },
			},
		);
		const { results } = await searchList(
			browsing,
			field,
			method,
			{ filter },
			{
				nodeTypes: { [type]: list },
				credentials: { ftpRemoteApi: runs.credential },
			},
		);
		return results.map(({ value }) => value);
	};

	it('a person browses folders, or files too', async () => {
		expect(await ask('folder', '')).toEqual(['/in/sub/', '/in/way']);
		expect(await ask('path', '')).toEqual(['/in/sub/', '/in/a.csv', '/in/b.txt', '/in/way']);
		expect(await ask('path', '/in/sub/')).toEqual(['/in/sub/c.csv']);
	});

	it.each([
		[{ operation: 'list', folder: locator('/in') }, 'list: /in'],
		[{ operation: 'exists', path: locator('/in/a.csv') }, 'exists: /in/a.csv'],
		[{}, 'list: /'],
	])('the subtitle of %j is "%s"', (parameters, expected) => {
		const type = 'test.list';
		const shown = node('List', type, parameters);
		const file = { nodes: [shown], connections: {} };
		const workflow = loadedWorkflow(file, nodeTypesOf({ [type]: list }));
		const { subtitle } = list.description;
		const loaded = workflow.getNode('List') ?? shown;
		expect(workflow.expression.getSimpleParameterValue(loaded, subtitle, 'internal', {})).toBe(
			expected,
		);
	});
});
