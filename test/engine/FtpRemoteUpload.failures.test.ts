import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { FtpRemoteUpload } from '../../nodes/FtpRemoteUpload/FtpRemoteUpload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { filesBelow } from '../support/filesBelow';
import {
	cutControl,
	cutData,
	dropBefore,
	loseReply,
	on,
	refuse,
	refuseOverExisting,
	reply,
	slow,
	stall,
	storeOnly,
} from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const big = randomBytes(2_000_000);
const bigItem = [fileItem(big, 'big.bin')];
const out = { folder: locator('/out') };
const text = { ...out, operation: 'text', fileContent: '={{ $json.text }}' };
let server: FtpServer;
let upload: FtpRun;

beforeEach(async () => {
	server = await FtpServer.start();
	upload = new FtpRun(new FtpRemoteUpload(), credentialFor(server, { retries: 2 }));
	mkdirSync(join(server.root, 'out'));
	writeFileSync(join(server.root, 'out/big.bin'), 'old');
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

function fileItem(content: Buffer, fileName: string): INodeExecutionData {
	const data = content.toString('base64');
	return { json: {}, binary: { data: { data, mimeType: 'text/plain', fileName } } };
}
const stored = (path = 'out/big.bin') => readFileSync(join(server.root, path));
const files = () => filesBelow(server.root);
const nobody = { json: {} };

describe('an upload that is disturbed once', () => {
	it.each([
		['cut', on('STOR', { times: 1 }, cutData(900_000))],
		['cut and called a success', on('STOR', { times: 1 }, cutData(900_000, { reply: '226 Ok' }))],
		['cut with its control connection', on('STOR', { times: 1 }, cutControl(900_000))],
		['lost before it began', on('STOR', { times: 1 }, dropBefore())],
		['called a success with nothing stored', on('STOR', { times: 1 }, storeOnly(0))],
		['without an answer to its rename', on('RNTO', { times: 1 }, loseReply())],
		['refused to rename over the old file', on('RNTO', refuseOverExisting())],
	])('arrives whole: %s', async (_, rule) => {
		server.script(rule);
		const run = await upload.run(out, bigItem);
		expect(run.json(tested)).toMatchObject([{ size: big.length, verified: 'size' }]);
		expect(stored().equals(big)).toBe(true);
		expect(files()).toEqual(['out/big.bin']);
	});
});

describe('an upload that cannot be finished', () => {
	it.each([
		['cut', on('STOR', cutData(900_000)), 'dataChannel'],
		['cut and called a success', on('STOR', cutData(9, { reply: '226 Ok' })), 'integrity'],
		['cut with its control connection', on('STOR', cutControl(900_000)), 'connectionLost'],
		['stored as nothing', on('STOR', storeOnly(0)), 'dataChannel'],
		['refused its name', on('RNTO', reply('550 Never')), 'permission'],
		['refused', refuse('STOR', 553), 'permission'],
	])('leaves the old file and nothing else: %s', async (_, rule, category) => {
		server.script(rule);
		const options = { doneFile: '.done' };
		const run = await upload.run({ ...out, options }, bigItem);
		expect(run.error).toMatchObject({ context: { category, path: '/out/big.bin' } });
		expect(stored().toString()).toBe('old');
		expect(files()).toEqual(['out/big.bin']);
	});

	it('leaves the old file when the quota ends in the middle', async () => {
		server.settings.quotaBytes = 1_000_000;
		const run = await upload.run(out, bigItem);
		expect(run.error).toMatchObject({ context: { category: 'quota', attempts: 1, ftpCode: 552 } });
		expect(stored().toString()).toBe('old');
		expect(files()).toEqual(['out/big.bin']);
	});

	it('leaves no half file when it writes in place', async () => {
		server.settings.quotaBytes = 1_000_000;
		const parameters = { ...out, fileName: 'new.bin', options: { writeMode: 'direct' } };
		expect((await upload.run(parameters, bigItem)).status).toBe('error');
		expect(files()).toEqual(['out/big.bin']);
	});
});

it.each([
	['runs', slow(1_000_000)],
	['is silent', stall(100_000)],
])('stops within a second while a transfer %s, and tidies up', async (_, fault) => {
	server.script(on('STOR', { times: 1 }, fault));
	const onError = 'continueRegularOutput';
	const running = await upload.start(out, bigItem, { onError });
	await server.until(({ stats }) => stats.dataConnections > 0);
	const stopped = Date.now();
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect(files()).toEqual(['out/big.bin']);
	expect(stored().toString()).toBe('old');
	expect((await upload.run(out, bigItem)).status).toBe('success');
	expect(files()).toEqual(['out/big.bin']);
});

describe('input that cannot be right', () => {
	const named = (fileName: string) => [fileItem(Buffer.from('x'), fileName)];

	it.each([
		['no file', {}, [nobody], "binary file 'data'"],
		['no file in any field', { binaryPropertyName: '*' }, [nobody], 'no file'],
		['no name', {}, named(''), 'has no name'],
		['a name that leads out', {}, named('../x'), 'contains a "/"'],
		['a name that leads out on Windows', {}, named('..\\x'), 'another folder'],
		['a name with a second command', { fileName: 'x\r\nDELE y' }, named('a'), 'line break'],
		[
			'one name for two files',
			{ fileName: 'x', binaryPropertyName: 'data,data2' },
			[{ json: {}, binary: { ...named('a')[0]?.binary, data2: named('b')[0]?.binary?.data } }],
			'2 files',
		],
		['a folder that leads out', { folder: locator('/../x') }, named('a'), 'Root Folder'],
		['text that is missing', { ...text, fileName: 'big.bin' }, [nobody], 'Text is missing'],
		['permissions that are none', { options: { permissions: 'rw' } }, named('a'), 'octal'],
		['a suffix that leads away', { options: { doneFile: '/x' } }, named('a'), 'contains a "/"'],
		['a time that is none', { options: { keepModified: 'soon' } }, named('a'), 'no date'],
	])('is refused before anything is sent: %s', async (_, more, items, message) => {
		const run = await upload.run({ ...out, ...more }, items as INodeExecutionData[]);
		expect(run.error).toMatchObject({ context: { category: 'invalidInput', itemIndex: 0 } });
		expect(run.error?.message).toContain(message);
		expect(server.stats.connections).toBe(0);
	});

	it('is the error alone under Continue', async () => {
		const run = await upload.run(out, [nobody, ...bigItem], { onError: 'continueErrorOutput' });
		expect(run.json(tested, 0)).toMatchObject([{ path: '/out/big.bin' }]);
		expect(run.items(tested, 1)).toMatchObject([
			{ json: { error: { category: 'invalidInput', stage: 'local', attempts: 1 } } },
		]);
	});
});

it('keeps the other files of an item when one fails, under Continue', async () => {
	server.script(refuse('STOR', 553, { argument: /\.a\.txt\.part$/ }));
	const binary = {
		one: fileItem(Buffer.from('1'), 'a.txt').binary?.data,
		two: fileItem(Buffer.from('2'), 'b.txt').binary?.data,
	};
	const items = [{ json: {}, binary }] as INodeExecutionData[];
	const onError = 'continueRegularOutput';
	const run = await upload.run({ ...out, binaryPropertyName: '*' }, items, { onError });
	expect(run.json(tested)).toMatchObject([
		{ error: { category: 'permission', path: '/out/a.txt' } },
		{ path: '/out/b.txt', bytes: 1 },
	]);
	expect(Object.keys(run.items(tested)[0] ?? {}).sort()).toEqual(['json', 'pairedItem']);
});

it('keeps all connections busy, and never opens more', async () => {
	const few = new FtpRun(new FtpRemoteUpload(), { ...upload.credential, maxConnections: 6 });
	const items = itemsOf(...Array.from({ length: 500 }, (_, index) => ({ text: `${index}` })));
	const run = await few.run({ ...text, fileName: '={{ $json.text }}.txt' }, items);
	expect(run.json(tested).map(({ name }) => name)).toEqual(items.map((_, i) => `${i}.txt`));
	expect(stored('out/499.txt').toString()).toBe('499');
	expect(files()).toHaveLength(501);
	expect(server.stats.peakLoggedIn).toBe(6);
});

it('writes items of one path in their order', async () => {
	const lines = Array.from({ length: 20 }, (_, index) => `${index}\n`);
	const items = itemsOf(...lines.map((line) => ({ text: line })));
	await upload.run({ ...text, fileName: 'log', ifExists: 'append' }, items);
	expect(stored('out/log').toString()).toBe(lines.join(''));
});

describe('with Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	it.each([
		['append', ['out/a', 'out/b', 'out/big.bin']],
		['keepBoth', ['out/a', 'out/b', 'out/big.bin']],
		['fail', ['out/a', 'out/b', 'out/big.bin']],
	])('does not do twice what was done: %s', async (ifExists, there) => {
		// The second item fails in the first try of the node.
		server.script(on(['STOR', 'APPE'], { argument: /b(\.part)?$/, times: 1 }, dropBefore()));
		const hasty = new FtpRun(new FtpRemoteUpload(), {
			...{ ...upload.credential, retries: 0, maxConnections: 1 },
		});
		const parameters = { ...text, fileName: '={{ $json.text }}', ifExists };
		const run = await hasty.run(parameters, itemsOf({ text: 'a' }, { text: 'b' }), retrying);
		expect(run.json(tested)).toMatchObject([{ path: '/out/a' }, { path: '/out/b' }]);
		expect(files()).toEqual(there);
		expect(stored('out/a').toString()).toBe('a');
	});
});

it.each(['overwrite', 'append'])(
	'sends nothing if a hash is wanted that the server cannot give: %s',
	async (ifExists) => {
		const run = await upload.run({ ...out, ifExists, options: { verify: 'hash' } }, bigItem);
		expect(run.error).toMatchObject({ context: { category: 'unsupported' } });
		expect(stored().toString()).toBe('old');
		expect(files()).toEqual(['out/big.bin']);
	},
);
