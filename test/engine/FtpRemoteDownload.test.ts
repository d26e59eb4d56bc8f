import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpRemoteDownload } from '../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator, searchList } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node } from '../support/engine/workflowOf';
import { cutControl, cutData, dropBefore, on, slow, stall } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const big = randomBytes(3_000_000);
let server: FtpServer;
let download: FtpRun;

beforeEach(async () => {
	server = await FtpServer.start();
	download = new FtpRun(new FtpRemoteDownload(), credentialFor(server));
	mkdirSync(join(server.root, 'in/sub'), { recursive: true });
	put('in/a.csv', 'a;b\n');
	put('in/big.bin', big);
	put('in/empty.txt', '');
	put('in/sub/b.unknown', 'Grüße');
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

function put(path: string, content: string | Buffer): void {
	writeFileSync(join(server.root, path), content);
	utimesSync(join(server.root, path), 1_700_000_000, 1_700_000_000);
}

it('gives the whole entry, a receipt and the file', async () => {
	const run = await download.run({ path: locator('/in/a.csv') });
	const [item] = run.items(tested);
	expect(item).toMatchObject({ pairedItem: { item: 0 } });
	expect(item?.json).toEqual({
		...{ name: 'a.csv', path: '/in/a.csv', folder: '/in', type: 'file', size: 4 },
		...{ modifiedAt: '2023-11-14T22:13:20.000Z', modifiedPrecision: 'second' },
		...{ permissions: '0644', owner: 'owner', group: 'group', linkTarget: null },
		...{ bytes: 4, durationMs: expect.any(Number), bytesPerSecond: expect.any(Number) },
		sha256: createHash('sha256').update('a;b\n').digest('hex'),
		...{ verified: 'size', attempts: 1, resumedFrom: null },
	});
	expect(item?.binary?.data).toMatchObject({
		...{ fileName: 'a.csv', fileExtension: 'csv', mimeType: 'text/csv', directory: '/in' },
	});
	expect(String(await run.file(item))).toBe('a;b\n');
});

it('downloads a folder in the order of its paths, each file into the field that was named', async () => {
	const parameters = { operation: 'many', folder: locator('/in'), binaryPropertyName: 'file' };
	const run = await download.run({ ...parameters, recursive: true }, itemsOf({ a: 1 }));
	expect(run.json(tested).map(({ path }) => path)).toEqual([
		...['/in/a.csv', '/in/big.bin', '/in/empty.txt', '/in/sub/b.unknown'],
	]);
	const items = run.items(tested);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	expect((await run.file(items[1], 'file')).equals(big)).toBe(true);
	expect(await run.file(items[2], 'file')).toHaveLength(0);
	expect(items[3]?.binary?.file?.mimeType).toBe('application/octet-stream');
	// The listing has told size and time: nothing is asked for each file.
	expect(server.commands('MLST')).toEqual([]);
});

it.each([
	['filters', { filters: { include: '*.csv, *.txt', minSize: '1 B' } }, ['/in/a.csv']],
	['a limit', { returnAll: false, limit: 1 }, ['/in/a.csv']],
])('downloads what %s let through', async (_, more, paths) => {
	const run = await download.run({ operation: 'many', folder: locator('/in'), ...more });
	expect(run.json(tested).map(({ path }) => path)).toEqual(paths);
});

it('gives text, and says when it is not all of it', async () => {
	const path = locator('/in/sub/b.unknown');
	const whole = await download.run({ operation: 'text', path });
	expect(whole.json(tested)).toMatchObject([
		{ path: '/in/sub/b.unknown', size: 7, text: 'Grüße', truncated: false },
	]);
	const options = { maxTextBytes: 3 };
	const cut = await download.run({ operation: 'text', path, options });
	expect(cut.json(tested)).toMatchObject([{ text: 'Gr', truncated: true }]);
	expect(cut.items(tested)[0]?.binary).toBeUndefined();
});

it('follows a link to its file', async () => {
	symlinkSync('a.csv', join(server.root, 'in/link'));
	const run = await download.run({ path: locator('/in/link') });
	expect(String(await run.file(run.items(tested)[0]))).toBe('a;b\n');
});

it.each([
	[
		'a missing file',
		'/in/none',
		'notFound',
		expect.stringContaining('"/in/none": it does not exist'),
	],
	['a folder', '/in/sub', 'invalidInput', '/in/sub is a folder'],
	['the root', '/', 'invalidInput', '/ is a folder'],
	['a way out', '/../x', 'invalidInput', 'Path leads out of the Root Folder: /../x'],
	['a second command', 'a\r\nDELE b', 'invalidInput', expect.stringContaining('line break')],
	['nothing', '={{ $json.none }}', 'invalidInput', 'Path is empty'],
])('refuses %s', async (_, path, category, message) => {
	const run = await download.run({ path: locator(path) });
	expect(run.status).toBe('error');
	expect(run.error).toMatchObject({ message, context: { category, itemIndex: 0 } });
	expect(server.commands('DELE')).toEqual([]);
});

it('skips what is missing where that is wanted', async () => {
	const options = { ifMissing: 'skip' };
	const one = await download.run({ path: locator('/none'), options });
	expect(one.items(tested)).toEqual([
		{ json: { path: '/none', skipped: true }, pairedItem: { item: 0 } },
	]);
	const many = await download.run({ operation: 'many', folder: locator('/none'), options });
	expect(many.json(tested)).toEqual([{ path: '/none', skipped: true }]);
});

it('makes one login attempt for a thousand items with a wrong password', async () => {
	const items = itemsOf(...Array.from({ length: 1000 }, (_, index) => ({ index })));
	const wrong = new FtpRun(new FtpRemoteDownload(), { ...download.credential, password: 'x' });
	const run = await wrong.run({ path: locator('/in/a.csv') }, items, {
		onError: 'continueErrorOutput',
	});
	expect(run.json(tested, 1)).toHaveLength(1000);
	expect(run.json(tested, 1)[999]).toMatchObject({ error: { category: 'auth', ftpCode: 530 } });
	expect(server.stats.loginsAttempted).toBe(1);
});

it('does not log in to a server whose certificate it cannot trust', async () => {
	server.settings.tls = 'required';
	const secure = new FtpRun(new FtpRemoteDownload(), { ...download.credential, ssl: 'explicit' });
	const run = await secure.run({ path: locator('/in/a.csv') });
	expect(run.error).toMatchObject({ context: { category: 'certificate' } });
	expect(server.commands('PASS')).toEqual([]);
});

it.each([
	['cut', cutData(1_000_000)],
	['cut and called a success', cutData(1_000_000, { reply: '226 Done' })],
	['cut with its control connection', cutControl(1_000_000)],
	['lost before it began', dropBefore()],
])('delivers the whole file when the transfer is %s', async (_, fault) => {
	server.script(on('RETR', { times: 1 }, fault));
	const run = await download.run({ path: locator('/in/big.bin') });
	const [item] = run.items(tested);
	expect(item?.json).toMatchObject({ bytes: big.length, verified: 'size', attempts: 2 });
	expect((await run.file(item)).equals(big)).toBe(true);
});

it('says how often it tried a file that cannot be had', async () => {
	server.script(on('RETR', dropBefore()));
	const run = await download.run({ path: locator('/in/big.bin') });
	expect(run.error).toMatchObject({ context: { category: 'connectionLost', attempts: 4 } });
});

it('keeps the other files of a folder when one fails, under Continue', async () => {
	server.script(on('RETR', { path: '/in/big.bin' }, dropBefore()));
	const parameters = { operation: 'many', folder: locator('/in') };
	const run = await download.run(parameters, undefined, { onError: 'continueRegularOutput' });
	expect(run.json(tested)).toMatchObject([
		{ path: '/in/a.csv', bytes: 4 },
		{ error: { category: 'connectionLost', path: '/in/big.bin' } },
		{ path: '/in/empty.txt', bytes: 0 },
	]);
	expect(Object.keys(run.json(tested)[1] ?? {})).toEqual(['error']);
	const stopped = await download.run(parameters);
	expect(stopped.status).toBe('error');
});

it('keeps all connections busy, and never opens more', async () => {
	for (let index = 0; index < 300; index++) put(`in/sub/${index}`, `content of ${index}`);
	const few = new FtpRun(new FtpRemoteDownload(), { ...download.credential, maxConnections: 6 });
	const items = itemsOf(...Array.from({ length: 300 }, (_, index) => ({ index })));
	const run = await few.run({ path: locator('=/in/sub/{{ $json.index }}') }, items);
	expect(run.json(tested).map(({ name }) => name)).toEqual(items.map((_, index) => `${index}`));
	expect(String(await run.file(run.items(tested)[299]))).toBe('content of 299');
	expect(server.stats.peakLoggedIn).toBe(6);
	expect(server.stats.loginsAttempted).toBe(6);
});

it('gives nothing for nothing', async () => {
	const run = await download.run({ path: locator('/in/a.csv') }, []);
	expect(run.status).toBe('success');
	expect(server.stats.connections).toBe(0);
});

it.each([
	['runs', slow(1_000_000)],
	['is silent', stall(100_000)],
])('stops within a second while a transfer %s', async (_, fault) => {
	server.script(on('RETR', { times: 1 }, fault));
	const running = await download.start({ path: locator('/in/big.bin') }, undefined, {
		onError: 'continueRegularOutput',
	});
	await server.until(({ stats }) => stats.dataConnections > 0);
	const stopped = Date.now();
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect((await download.run({ path: locator('/in/big.bin') })).status).toBe('success');
	expect(existsSync(join(server.root, 'in/big.bin'))).toBe(true);
});

it('lets a person browse the server', async () => {
	const nodeTypes = { download: new FtpRemoteDownload() };
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
	const asking = node('N', 'download', { path: locator('/in/a.csv') }, { credentials });
	const found = await searchList(
		asking,
		'path',
		'searchFilesAndFolders',
		{},
		{
			nodeTypes,
			credentials: { ftpRemoteApi: download.credential },
		},
	);
	expect(found.results.map(({ value }) => value)).toEqual([
		...['/in/sub/', '/in/a.csv', '/in/big.bin', '/in/empty.txt'],
	]);
});
