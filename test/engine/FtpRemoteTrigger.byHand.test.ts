import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteTrigger } from '../../nodes/FtpRemoteTrigger/FtpRemoteTrigger.node';
import { inShort } from '../support/engine/ActiveTrigger';
import { credentialFor } from '../support/engine/ftpRun';
import { runWorkflow } from '../support/engine/runWorkflow';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { node } from '../support/engine/workflowOf';
import { FtpServer } from '../support/server/FtpServer';

const type = 'test.trigger';
const trigger = new FtpRemoteTrigger();
let server: FtpServer;

/** What *Fetch Test Event* does in the editor. */
async function test(parameters: IDataObject = {}, staticData: IDataObject = {}) {
	const given = { folder: locator('/in'), ...parameters };
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
	const file = { nodes: [node('Trigger', type, given, { credentials })], connections: {} };
	return await runWorkflow(file, {
		nodeTypes: { [type]: trigger },
		credentials: { ftpRemoteApi: { ...credentialFor(server), retries: 0 } },
		staticData,
	});
}

function put(path: string, day: number): void {
	const file = join(server.root, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, path);
	const modified = new Date(Date.UTC(2026, 0, day));
	utimesSync(file, modified, modified);
}

beforeEach(async () => {
	server = await FtpServer.start();
	for (let day = 1; day <= 12; day++) put(`in/${String(day).padStart(2, '0')}.csv`, day);
	put('in/x.txt', 1);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('a test in the editor', () => {
	it.each<[string, object, readonly string[]]>([
		['ten files, the oldest first', {}, ['01', '02', '03', '04', '05', '06', '07', '08', '09']],
		['as many as a poll hands out', { maxFiles: 2 }, ['01', '02']],
		['the newest first', { maxFiles: 2, order: 'newestFirst' }, ['12', '11']],
	])('shows %s', async (_, options, expected) => {
		const run = await test({ filters: { include: '*.csv' }, options: options as IDataObject });
		expect(run.error).toBeUndefined();
		const shown = inShort(run.items('Trigger'));
		const names = expected.map((name) => `added /in/${name}.csv`);
		expect(shown).toEqual(names.length > 2 ? [...names, 'added /in/10.csv'] : names);
	});

	it('touches neither the server nor what is remembered', async () => {
		const staticData = { 'node:Trigger': { watched: 'x', state: 'y' } };
		const before = structuredClone(staticData);
		for (const options of [
			{ download: true, afterPickup: 'delete', maxFiles: 1 },
			{ download: true, afterPickup: 'move', moveToFolder: locator('/done'), maxFiles: 1 },
		]) {
			const run = await test({ options }, staticData);
			expect(run.error).toBeUndefined();
			const [item] = run.items('Trigger');
			expect(item?.json.path).toBe('/in/01.csv');
			expect((await run.file(item)).toString()).toBe('in/01.csv');
		}
		expect(staticData).toEqual(before);
		expect(readdirSync(server.root)).toEqual(['in']);
		expect(readdirSync(join(server.root, 'in'))).toHaveLength(13);
		expect(server.commands().filter((line) => /^(DELE|RNFR|MKD|STOR)/.test(line))).toEqual([]);
	});

	it('lets a file that is there stand for one that is gone', async () => {
		const run = await test({ events: ['removed'], options: { maxFiles: 1 } });
		expect(run.json('Trigger')).toMatchObject([{ event: 'removed', path: '/in/01.csv' }]);
	});

	it('leaves out done files', async () => {
		const run = await test({
			readyWhen: 'doneFile',
			donePattern: '*.csv',
			filters: { include: 'x.*, 0*' },
		});
		expect(run.json('Trigger')).toMatchObject([{ path: '/in/x.txt' }]);
	});

	it.each<[string, object, RegExp]>([
		['an empty folder', { folder: locator('/none') }, /^There is no file in \/none$/],
		[
			'filters that nothing passes',
			{ filters: { include: '*.pdf', minSize: '1 kB' }, recursive: true },
			/^No file in \/in and the folders in it passes the filters \(Include \*\.pdf; Min Size 1 kB\)$/,
		],
	])('names %s', async (_, parameters, message) => {
		mkdirSync(join(server.root, 'none'), { recursive: true });
		const run = await test(parameters as IDataObject);
		expect(run.error).toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/\w.*\.$/),
		});
	});

	it.each<[string, object, string]>([
		['a folder of an expression', { folder: locator('={{ ({}).x }}') }, 'Folder to Watch is empty'],
		['a filter of an expression', { filters: { include: '={{ ({}).x }}' } }, 'Include is missing'],
		[
			'an option of an expression',
			{ options: { minAge: '={{ ({}).x }}' } },
			'Min Age (Seconds) is',
		],
		['a rule of an expression', { readyWhen: '={{ ({}).x }}' }, 'Ready When is empty'],
		['an expression that cannot be read', { recursive: '={{ bogus( }}' }, 'A parameter cannot be'],
		['nothing to watch for', { events: '={{ ({}).x }}' }, 'Watch For is empty'],
		['the data of a node before it', { recursive: '={{ $json.x }}' }, "hasn't been executed"],
	])('refuses %s', async (_, parameters, message) => {
		const run = await test(parameters as IDataObject);
		expect(run.error?.message).toContain(message);
		expect(run.error).toMatchObject({ context: { category: 'invalidInput' } });
	});
});
