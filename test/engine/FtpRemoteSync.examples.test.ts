import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { engineFiles } from '../support/engine/env';
import { readTree, writeTree } from '../support/engine/diskTree';
import { runWorkflow } from '../support/engine/runWorkflow';
import { chooseBranch } from '../support/engine/standIns/chooseBranch';
import { sendAndWait } from '../support/engine/standIns/sendAndWait';
import { stopEngine } from '../support/engine/stopEngine';
import { SyncScene } from '../support/engine/SyncScene';
import type { WorkflowFile } from '../support/engine/workflowFile';
import { FtpServer } from '../support/server/FtpServer';
import { on, reply } from '../support/server/faults';

const old = new Date('2026-01-02T03:04:05Z');
const home = process.env.HOME;

let server: FtpServer;
let scene: SyncScene;
beforeEach(async () => {
	server = await FtpServer.start();
	scene = new SyncScene(server);
	// The examples use ~/.n8n-files, which n8n allows by default.
	process.env.HOME = engineFiles;
	rmSync(join(engineFiles, '.n8n-files'), { recursive: true, force: true });
});
afterEach(async () => await server.stop());
afterAll(async () => {
	process.env.HOME = home;
	await stopEngine();
});

const local = (name: string) => join(engineFiles, '.n8n-files', name);

const example = (name: string): WorkflowFile =>
	JSON.parse(
		readFileSync(join(resolve(__dirname, '../..'), 'examples', `${name}.json`), 'utf8'),
	) as WorkflowFile;

async function run(name: string, more: Readonly<Record<string, INodeType>> = {}) {
	const nodeTypes = { ...scene.engine.nodeTypes, ...more };
	return await runWorkflow(example(name), { ...scene.engine, nodeTypes });
}

describe('the nightly mirror', () => {
	it('makes the local folder what the server has, and is silent', async () => {
		writeTree(server.root, { 'in/a.txt': 'a', 'in/sub/b.txt': 'b', 'in/c.tmp': 'c' }, old);
		const first = await run('sync-nightly-mirror');
		expect(first.error).toBeUndefined();
		expect(first.json('Send the alert')).toEqual([]);
		expect(readTree(local('mirror'))).toEqual({ 'a.txt': 'a', 'sub/b.txt': 'b' });
		rmSync(join(server.root, 'in/a.txt'));
		await run('sync-nightly-mirror');
		expect(readTree(local('mirror'))).toEqual({ 'sub/b.txt': 'b' });
	});

	it('names the files that failed in one e-mail', async () => {
		writeTree(server.root, { 'in/a.txt': 'a', 'in/b.txt': 'b', 'in/c.txt': 'c' }, old);
		server.script(on('RETR', { path: /[ab]\.txt/ }, reply('550 Permission denied')));
		const result = await run('sync-nightly-mirror');
		expect(result.json('Send the alert')).toMatchObject([
			{
				subject: 'FTP mirror: 2 of 3 changes failed',
				text: expect.stringMatching(/^download \/in\/a\.txt: .+\ndownload \/in\/b\.txt: .+$/),
			},
		]);
	});

	it('tells when the whole run failed', async () => {
		await server.pause();
		const result = await run('sync-nightly-mirror');
		expect(result.status).toBe('success');
		expect(result.json('Send the alert')).toMatchObject([
			{ subject: expect.stringMatching(/^FTP mirror failed: .*refused/) },
		]);
		await server.resume();
	});
});

describe('the sync that asks before it deletes', () => {
	const sent: Array<{ readonly subject: string; readonly message: string }> = [];
	const types = (approved: boolean) => ({
		'n8n-nodes-base.merge': chooseBranch,
		'n8n-nodes-base.emailSend': sendAndWait(approved, sent),
	});
	beforeEach(async () => {
		sent.length = 0;
		writeTree(server.root, { 'in/a.txt': 'a', 'in/b.txt': 'b' }, old);
		await run('sync-with-approval', types(false));
	});

	it('asks nobody when nothing is deleted', async () => {
		expect(sent).toEqual([]);
		expect(readTree(local('approved'))).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
	});

	it.each([
		['does what was approved', true, { 'b.txt': 'b', 'c.txt': 'c' }],
		['does nothing when it was not', false, { 'a.txt': 'a', 'b.txt': 'b' }],
	])('%s', async (_, approved, expected) => {
		rmSync(join(server.root, 'in/a.txt'));
		writeTree(server.root, { 'in/c.txt': 'c' }, old);
		const result = await run('sync-with-approval', types(approved));
		expect(result.error).toBeUndefined();
		expect(sent).toEqual([
			{
				subject: 'Files and folders that a sync wants to delete: 1',
				message: 'deleteFile /in/a.txt (extra)\ndownload /in/c.txt (new)',
			},
		]);
		expect(readTree(local('approved'))).toEqual(expected);
		const done = result.json('Execute the plan').map(({ status }) => status);
		expect(done).toEqual(approved ? ['done', 'done'] : []);
	});
});

describe('the two-way sync with a conflict report', () => {
	it('is silent without a conflict, and keeps both versions with one', async () => {
		writeTree(server.root, { 'shared/a.txt': 'a', 'shared/b.txt': 'b' }, old);
		const first = await run('sync-two-way-with-conflict-report');
		expect(first.error).toBeUndefined();
		expect(first.json('Send the report')).toEqual([]);
		writeFileSync(join(local('shared'), 'a.txt'), 'local edit');
		writeFileSync(join(server.root, 'shared/a.txt'), 'remote edit!');
		const second = await run('sync-two-way-with-conflict-report');
		expect(second.json('Send the report')).toMatchObject([
			{
				subject: 'FTP sync: conflicts 1, failures 0',
				text: expect.stringMatching(
					/^\/shared\/a\.txt: changed on both sides, local .*Z \(10 bytes\), remote .*Z \(12 bytes\)$/,
				),
			},
		]);
		const both = readTree(local('shared'));
		expect(Object.values(both).sort()).toEqual(['b', 'local edit', 'remote edit!']);
		expect(readTree(join(server.root, 'shared'))).toEqual(both);
		expect(Object.keys(both)).toContainEqual(
			expect.stringMatching(/^a\.conflict-\d{8}-\d{6}\.txt$/),
		);
	});

	it('begins with two folders that are not there yet', async () => {
		const result = await run('sync-two-way-with-conflict-report');
		expect(result.error).toBeUndefined();
		mkdirSync(join(server.root, 'shared'), { recursive: true });
		expect(readTree(local('shared'))).toEqual({});
	});
});
