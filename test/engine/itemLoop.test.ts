import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { FtpRemoteApi } from '../../credentials/FtpRemoteApi.credentials';
import { BinaryStore } from '../../nodes/shared/n8n/BinaryStore';
import { binarySource } from '../../nodes/shared/n8n/binarySource';
import { forEachItem } from '../../nodes/shared/n8n/forEachItem';
import { pathParameter } from '../../nodes/shared/n8n/pathParameter';
import { credentialName, settingsOf } from '../../nodes/shared/n8n/remoteAccess';
import { executionContext } from '../../nodes/shared/n8n/runContext';
import { pathModes } from '../../nodes/shared/n8n/sharedFields';
import { browse } from '../../nodes/shared/n8n/searchPaths';
import { MemoryEndpoint } from '../support/MemoryEndpoint';
import { runWorkflow, startWorkflow } from '../support/engine/runWorkflow';
import { locator, searchList } from '../support/engine/searchList';
import { standInNode } from '../support/engine/standIns/standInNode';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node, workflowOf } from '../support/engine/workflowOf';

const large = Buffer.alloc(1_000_000, 'x');
const server = new MemoryEndpoint({
	in: { 'a.csv': 'a;b', 'large.bin': large, 'canceled orders': {}, deeperm: {} },
	out: {},
});

/** Reads each path, and writes it back below /out: the smallest node that uses everything of the room. */
async function execute(this: IExecuteFunctions) {
	const run = executionContext(this);
	const store = new BinaryStore(this.helpers, run.hint);
	const open = async () => {
		await settingsOf(this);
		return server;
	};
	return await forEachItem(
		this,
		{ continueOnFail: this.continueOnFail(), run, open },
		{
			read: (itemIndex) => pathParameter(this, 'path', 'Path', itemIndex),
			work: async (path, endpoint) => {
				if (path === '/wait') await run.sleep(60_000);
				return await store.withRoom(async (keep) => {
					const consume = async (body: Parameters<typeof keep>[0]) => await keep(body, path);
					return await endpoint.read(path, consume, { verify: 'size' });
				});
			},
			output: ({ receipt, result }) => [{ json: { ...receipt }, binary: { data: result } }],
		},
	);
}

const download: INodeType = standInNode('download', 'regular', execute, [
	{
		displayName: 'Path',
		name: 'path',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...pathModes('searchPath', 'e.g. /in/orders.csv'),
	},
]);
download.description.credentials = [{ name: credentialName, required: true }];
download.methods = {
	listSearch: {
		async searchPath(filter = '', page) {
			const current = this.getCurrentNodeParameter('path');
			return await browse(server, 'filesAndFolders', { current, search: filter, page });
		},
	},
};

const upload: INodeType = standInNode(
	'upload',
	'regular',
	async function (this: IExecuteFunctions) {
		const { source, fileName } = await binarySource(this, 0, 'data');
		await server.write(`/out/${fileName}`, source, { mode: 'atomic', verify: 'size' });
		return [this.getInputData()];
	},
);

const credentials = { [credentialName]: { id: '1', name: 'Server' } };
const options = {
	nodeTypes: { 'test.download': download, 'test.upload': upload },
	credentials: { [new FtpRemoteApi().name]: { host: 'ftp.example.com', advanced: false } },
};
const downloading = (more: object = {}) =>
	node('D', 'test.download', { path: locator('={{ $json.path }}') }, { credentials, ...more });
const paths = (...all: unknown[]) => itemsOf(...all.map((path) => ({ path: path as string })));

afterAll(stopEngine);

it('downloads each item into the binary store, and uploads it from there', async () => {
	const file = workflowOf(
		paths('/in/large.bin', '/in/a.csv'),
		downloading(),
		node('U', 'test.upload'),
	);
	const run = await runWorkflow(file, options);
	expect(run.error).toBeUndefined();
	const [first, second] = run.items('D');
	expect(first).toMatchObject({ json: { bytes: 1_000_000 }, pairedItem: { item: 0 } });
	expect(first?.binary?.data).toMatchObject({
		fileName: 'large.bin',
		fileExtension: 'bin',
		mimeType: 'application/octet-stream',
		directory: '/in',
	});
	expect((await run.file(first)).equals(large)).toBe(true);
	expect(second?.binary?.data).toMatchObject({ mimeType: 'text/csv', fileExtension: 'csv' });
	expect((await server.find('/out/large.bin'))?.size).toBe(1_000_000);
});

it.each([
	['missing', null, 'Path is empty'],
	['a number', 5, 'Path is not text'],
	['outside', '/../x', 'Path leads out of the Root Folder: /../x'],
])('refuses a path that is %s', async (_, path, message) => {
	const run = await runWorkflow(workflowOf(paths('/in/a.csv', path), downloading()), options);
	expect(run.status).toBe('error');
	expect(run.error).toMatchObject({
		message,
		context: { itemIndex: 1, category: 'invalidInput' },
	});
});

it('keeps the message of a missing file whose folder n8n would take for an error code', async () => {
	const run = await runWorkflow(workflowOf(paths('/in/deeperm/a.csv'), downloading()), options);
	expect(run.error).toMatchObject({ context: { category: 'notFound', path: '/in/deeperm/a.csv' } });
	expect(run.error?.message).toContain('/in/deeperm/a.csv');
});

it('does not count as stopped because of a folder named like that', async () => {
	const path = '/in/canceled orders/a.csv';
	const run = await runWorkflow(workflowOf(paths(path), downloading()), options);
	expect(run.status).toBe('error');
	expect(run.error).toMatchObject({ description: expect.stringContaining(path) });
});

it('puts failed items on the error output, with the fields of the error', async () => {
	const file = workflowOf(
		paths('/in/none', '/in/a.csv'),
		downloading({ onError: 'continueErrorOutput' }),
	);
	const run = await runWorkflow(file, options);
	expect(run.status).toBe('success');
	expect(run.items('D', 0)).toMatchObject([{ json: { bytes: 3 }, pairedItem: { item: 1 } }]);
	expect(run.json('D', 1)).toMatchObject([{ error: { category: 'notFound', path: '/in/none' } }]);
});

it('fails each item when the credential cannot be right', async () => {
	const file = workflowOf(
		paths('/in/a.csv', '/in/a.csv'),
		downloading({ onError: 'continueRegularOutput' }),
	);
	const run = await runWorkflow(file, { ...options, credentials: { ftpRemoteApi: { host: '' } } });
	const error = { message: 'Host is empty', category: 'invalidInput' };
	expect(run.json('D')).toMatchObject([{ error }, { error }]);
});

it.each([[undefined], ['continueRegularOutput' as const]])(
	'stops within a second, with onError %p',
	async (onError) => {
		let begun = () => {};
		const reached = new Promise<void>((resolve) => (begun = resolve));
		const running = await startWorkflow(workflowOf(paths('/wait'), downloading({ onError })), {
			...options,
			onNodeStart: (name) => name === 'D' && begun(),
		});
		await reached;
		const stopped = Date.now();
		running.cancel();
		expect((await running.finished).status).toBe('canceled');
		expect(Date.now() - stopped).toBeLessThan(1000);
	},
);

it('lets a person browse in the path field', async () => {
	const search = { filter: '/in/a' };
	const { results } = await searchList(downloading(), 'path', 'searchPath', search, options);
	expect(results.map(({ name }) => name)).toEqual([
		'/in/canceled orders/',
		'/in/a.csv',
		'/in/large.bin',
	]);
});
