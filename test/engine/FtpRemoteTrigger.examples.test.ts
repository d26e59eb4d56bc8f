import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteTrigger } from '../../nodes/FtpRemoteTrigger/FtpRemoteTrigger.node';
import { FtpRemoteUpload } from '../../nodes/FtpRemoteUpload/FtpRemoteUpload.node';
import { credentialFor } from '../support/engine/ftpRun';
import { pollTrigger } from '../support/engine/pollTrigger';
import { runWorkflow } from '../support/engine/runWorkflow';
import { stopEngine } from '../support/engine/stopEngine';
import type { WorkflowFile } from '../support/engine/workflowFile';
import { FtpServer } from '../support/server/FtpServer';

const trigger = 'When a file has arrived';
const nodeTypes = {
	'n8n-nodes-ftp-remote.ftpRemoteTrigger': new FtpRemoteTrigger(),
	'n8n-nodes-ftp-remote.ftpRemoteUpload': new FtpRemoteUpload(),
};
const file = JSON.parse(
	readFileSync(join(resolve(__dirname, '../..'), 'examples/watch-claim-and-confirm.json'), 'utf8'),
) as WorkflowFile;

let server: FtpServer;
const options = () => ({ nodeTypes, credentials: { 'FTP Remote account': credentialFor(server) } });
const confirmed = (name: string) =>
	JSON.parse(readFileSync(join(server.root, 'confirmed', name), 'utf8')) as IDataObject;

beforeEach(async () => {
	server = await FtpServer.start();
	mkdirSync(join(server.root, 'in'));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('the example that picks up files', () => {
	it('claims and confirms what has arrived', async () => {
		let { staticData } = await pollTrigger(file, trigger, options());
		writeFileSync(join(server.root, 'in/orders.csv'), 'a;b');
		writeFileSync(join(server.root, 'in/readme.txt'), 'text');
		({ staticData } = await pollTrigger(file, trigger, { ...options(), staticData }));
		const { items } = await pollTrigger(file, trigger, { ...options(), staticData });
		// n8n hands the items of a poll to an execution, which a pinned output does here.
		const pinData = { [trigger]: items ?? [] };
		const run = await runWorkflow({ ...file, pinData }, options());
		expect(run.error).toBeUndefined();
		expect(confirmed('orders.csv.received.json')).toMatchObject({
			received: '/in/orders.csv',
			movedTo: '/in/picked-up/orders.csv',
			bytes: 3,
		});
		expect(readdirSync(join(server.root, 'in')).sort()).toEqual(['picked-up', 'readme.txt']);
	});

	it('can be tried with a file that is there, which stays where it is', async () => {
		writeFileSync(join(server.root, 'in/orders.csv'), 'a;b');
		const run = await runWorkflow(file, options());
		expect(run.error).toBeUndefined();
		expect(confirmed('orders.csv.received.json')).toMatchObject({ received: '/in/orders.csv' });
		expect(readdirSync(join(server.root, 'in'))).toEqual(['orders.csv']);
	});
});

it('names its credentials only', () => {
	for (const { credentials = {} } of file.nodes)
		for (const { id, name } of Object.values(credentials)) expect(id).toBe(name);
});
