import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { FtpRemoteUpload } from '../../nodes/FtpRemoteUpload/FtpRemoteUpload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator, searchList } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node } from '../support/engine/workflowOf';
import { on, firstDo } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';
import { filesBelow } from '../support/filesBelow';

const text = { operation: 'text', folder: locator('/out') };
let server: FtpServer;
let upload: FtpRun;

beforeEach(async () => {
	server = await FtpServer.start();
	upload = new FtpRun(new FtpRemoteUpload(), credentialFor(server));
	mkdirSync(join(server.root, 'out'));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

/** An item with small files, by binary field: name and content. */
function fileItem(files: Readonly<Record<string, readonly [string, string]>>): INodeExecutionData {
	const entries = Object.entries(files).map(([field, [fileName, content]]) => {
		const data = Buffer.from(content).toString('base64');
		return [field, { data, mimeType: 'text/plain', fileName }] as const;
	});
	return { json: { from: 'before' }, binary: Object.fromEntries(entries) };
}
const read = (path: string) => readFileSync(join(server.root, path), 'utf8');
const files = () => filesBelow(server.root);

it('gives the entry and a receipt, and hands on the file', async () => {
	const run = await upload.run({ folder: locator('/out') }, [
		fileItem({ data: ['a.txt', 'hello'] }),
	]);
	const [item] = run.items(tested);
	expect(item?.json).toEqual({
		...{ name: 'a.txt', path: '/out/a.txt', folder: '/out', type: 'file', size: 5 },
		...{ modifiedAt: null, modifiedPrecision: 'none' },
		...{ permissions: null, owner: null, group: null, linkTarget: null },
		...{ bytes: 5, durationMs: expect.any(Number), bytesPerSecond: expect.any(Number) },
		sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
		...{ verified: 'size', attempts: 1, resumedFrom: null },
	});
	expect(item?.pairedItem).toEqual({ item: 0 });
	expect(item?.binary?.data).toMatchObject({ fileName: 'a.txt' });
	expect(read('out/a.txt')).toBe('hello');
});

it('needs five commands for a file once it is logged in', async () => {
	await upload.run({ ...text, fileContent: 'x', fileName: 'first' });
	server.record.clear();
	await upload.run({ ...text, fileContent: 'x', fileName: 'second' });
	expect(server.commands().map((line) => line.split(' ')[0])).toEqual([
		...['EPSV', 'STOR', 'SIZE', 'RNFR', 'RNTO'],
	]);
});

it.each([
	['several fields', 'data, two'],
	['all fields', '*'],
])('uploads the files of %s, one item each', async (_, binaryPropertyName) => {
	const items = [fileItem({ data: ['a', '1'], two: ['b', '2'] })];
	const run = await upload.run({ folder: locator('/out'), binaryPropertyName }, items);
	expect(run.items(tested)).toMatchObject([
		{ json: { path: '/out/a' }, pairedItem: { item: 0 } },
		{ json: { path: '/out/b' }, pairedItem: { item: 0 } },
	]);
	expect(files()).toEqual(['out/a', 'out/b']);
});

it('hands on the fields of the input, and no binary, as it is told', async () => {
	const options = { includeInputFields: true, keepBinary: false };
	const items = [fileItem({ data: ['a', '1'] })];
	const run = await upload.run({ folder: locator('/out'), options }, items);
	expect(run.json(tested)).toMatchObject([{ path: '/out/a', input: { from: 'before' } }]);
	expect(run.items(tested)[0]?.binary).toBeUndefined();
});

it('says that one file of an item replaces another one', async () => {
	const items = [fileItem({ data: ['a', '1'], two: ['a', '2'] })];
	const run = await upload.run({ folder: locator('/out'), binaryPropertyName: '*' }, items);
	expect(run.hints(tested)).toEqual([expect.stringContaining('/out/a')]);
	expect(read('out/a')).toBe('2');
});

it('uploads text of each item in UTF-8, to folders that it makes once', async () => {
	const items = itemsOf(...Array.from({ length: 20 }, (_, index) => ({ index, text: 'Grüße' })));
	const parameters = { ...text, folder: locator('/new/deep'), fileContent: '={{ $json.text }}' };
	const run = await upload.run({ ...parameters, fileName: '={{ $json.index }}.txt' }, items);
	expect(run.json(tested).map(({ name }) => name)).toEqual(items.map((_, i) => `${i}.txt`));
	expect(read('new/deep/19.txt')).toBe('Grüße');
	// Once for the deepest, once for the one above, and again.
	expect(server.commands('MKD')).toHaveLength(3);
});

it('gives a file its time and permissions, and writes its marker last', async () => {
	const options = { keepModified: '2020-01-02T03:04:05Z', permissions: '600', doneFile: '.done' };
	const run = await upload.run({ ...text, fileContent: 'x', fileName: 'a', options });
	expect(run.json(tested)).toMatchObject([{ modifiedAt: '2020-01-02T03:04:05.000Z' }]);
	const { mtime, mode } = statSync(join(server.root, 'out/a'));
	expect([mtime.toISOString(), (mode & 0o777).toString(8)]).toEqual([
		...['2020-01-02T03:04:05.000Z', '600'],
	]);
	expect(read('out/a.done')).toBe('');
	const commands = server.commands();
	const last = commands.findIndex((line) => line.endsWith('STOR /out/a.done'));
	expect(last).toBeGreaterThan(commands.indexOf('RNTO /out/a'));
});

it('takes a time or permissions that the server refuses for a hint', async () => {
	server.settings.off = ['MFMT', 'MDTM', 'SITE'];
	const options = { keepModified: '2020-01-02T03:04:05Z', permissions: '600' };
	const run = await upload.run({ ...text, fileContent: 'x', fileName: 'a', options });
	expect(run.json(tested)).toMatchObject([{ modifiedAt: null }]);
	expect(run.hints(tested)).toHaveLength(2);
});

describe('if the file exists', () => {
	beforeEach(() => writeFileSync(join(server.root, 'out/a.txt'), 'old'));

	it.each([
		['overwrite', ['out/a.txt'], 'new', { path: '/out/a.txt', size: 3 }],
		['skip', ['out/a.txt'], 'old', { path: '/out/a.txt', skipped: true }],
		['keepBoth', ['out/a (1).txt', 'out/a.txt'], 'old', { path: '/out/a (1).txt' }],
		['append', ['out/a.txt'], 'oldnew', { path: '/out/a.txt', size: 6, bytes: 3 }],
		['overwriteIfDifferent', ['out/a.txt'], 'new', { path: '/out/a.txt' }],
	])('does what %s says', async (ifExists, there, content, json) => {
		const run = await upload.run({ ...text, fileContent: 'new', fileName: 'a.txt', ifExists });
		expect(run.json(tested)).toMatchObject([json]);
		expect(files()).toEqual(there);
		expect(read('out/a.txt')).toBe(content);
	});

	it('fails where that is wanted, and leaves the file', async () => {
		const parameters = { ...text, fileContent: 'new', fileName: 'a.txt', ifExists: 'fail' };
		const run = await upload.run(parameters);
		expect(run.error).toMatchObject({ context: { category: 'alreadyExists' } });
		expect(read('out/a.txt')).toBe('old');
	});

	it('skips the same content where the server computes hashes', async () => {
		server.settings.hashes = ['XSHA256'];
		const parameters = { ...text, fileName: 'a.txt', ifExists: 'overwriteIfDifferent' };
		const same = await upload.run({ ...parameters, fileContent: 'old' });
		expect(same.json(tested)).toEqual([{ path: '/out/a.txt', skipped: true }]);
		const other = await upload.run({ ...parameters, fileContent: 'OLD' });
		expect(other.json(tested)).toMatchObject([{ path: '/out/a.txt', bytes: 3 }]);
	});

	it('does not replace what somebody else puts there meanwhile', async () => {
		const quicker = firstDo(() => writeFileSync(join(server.root, 'out/b'), 'theirs'));
		server.script(on('STOR', { times: 1 }, quicker));
		const run = await upload.run({ ...text, fileContent: 'x', fileName: 'b', ifExists: 'fail' });
		expect(run.error).toMatchObject({ context: { category: 'alreadyExists' } });
		expect(read('out/b')).toBe('theirs');
		expect(files()).toEqual(['out/a.txt', 'out/b']);
	});
});

describe('Create Folder', () => {
	it('makes a folder and those above it, twice without complaint', async () => {
		const parameters = { operation: 'createFolder', path: locator('/x/y/z') };
		for (let time = 0; time < 2; time++) {
			const run = await upload.run(parameters);
			expect(run.json(tested)).toMatchObject([{ path: '/x/y/z', folder: '/x/y', type: 'folder' }]);
		}
		expect(statSync(join(server.root, 'x/y/z')).isDirectory()).toBe(true);
	});

	it('makes no folder above it where that is not wanted', async () => {
		const options = { createMissingFolders: false };
		const parameters = { operation: 'createFolder', path: locator('/x/y'), options };
		const run = await upload.run(parameters);
		expect(run.error).toMatchObject({ context: { category: 'notFound' } });
	});

	it('says that a file is in the way', async () => {
		writeFileSync(join(server.root, 'out/a'), '');
		const run = await upload.run({ operation: 'createFolder', path: locator('/out/a') });
		expect(run.error).toMatchObject({ context: { category: 'alreadyExists' } });
	});
});

it('lets a person browse for the folder', async () => {
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
	const asking = node('N', 'upload', { folder: locator('/') }, { credentials });
	const options = {
		nodeTypes: { upload: new FtpRemoteUpload() },
		credentials: { ftpRemoteApi: upload.credential },
	};
	const found = await searchList(asking, 'folder', 'searchFolders', {}, options);
	expect(found.results).toEqual([{ name: '/out/', value: '/out/' }]);
});
