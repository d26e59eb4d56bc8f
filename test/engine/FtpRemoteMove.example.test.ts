import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FtpRemoteDownload } from '../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';
import { FtpRemoteList } from '../../nodes/FtpRemoteList/FtpRemoteList.node';
import { FtpRemoteMove } from '../../nodes/FtpRemoteMove/FtpRemoteMove.node';
import { credentialFor } from '../support/engine/ftpRun';
import { runWorkflow } from '../support/engine/runWorkflow';
import { stopEngine } from '../support/engine/stopEngine';
import type { WorkflowFile } from '../support/engine/workflowFile';
import { filesBelow } from '../support/filesBelow';
import { refuse } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const example = JSON.parse(
	readFileSync(resolve(__dirname, '../../examples/process-and-archive.json'), 'utf8'),
) as WorkflowFile;
const nodeTypes = {
	'n8n-nodes-ftp-remote.ftpRemoteDownload': new FtpRemoteDownload(),
	'n8n-nodes-ftp-remote.ftpRemoteList': new FtpRemoteList(),
	'n8n-nodes-ftp-remote.ftpRemoteMove': new FtpRemoteMove(),
};
let server: FtpServer;

const arrive = (...names: readonly string[]) => {
	mkdirSync(join(server.root, 'in/pictures'), { recursive: true });
	for (const name of names) writeFileSync(join(server.root, 'in/pictures', name), name);
};
const run = async () =>
	await runWorkflow(example, { nodeTypes, credentials: { ftpRemoteApi: credentialFor(server) } });
/** The files on the server; the month of the archive does not matter here. */
const files = () => filesBelow(server.root).map((path) => path.replace(/\d{4}-\d\d/, 'MONTH'));

beforeEach(async () => {
	server = await FtpServer.start();
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('the workflow that archives what it has processed', () => {
	it('moves each file to the archive, and keeps those of the same name', async () => {
		arrive('a.png', 'b.jpg', 'note.txt');
		expect((await run()).error).toBeUndefined();
		expect(files()).toEqual(['archive/MONTH/a.png', 'archive/MONTH/b.jpg', 'in/pictures/note.txt']);
		arrive('a.png');
		const second = await run();
		expect(second.json('Archive the picture')).toMatchObject([
			{ name: 'a (1).png', originalPath: '/in/pictures/a.png', moved: true },
		]);
		expect(second.json('Send the alert')).toEqual([]);
	});

	it('leaves a file that cannot be read, and tells why', async () => {
		arrive('a.png', 'b.jpg');
		server.script(refuse('RETR', 550, { path: '/in/pictures/a.png' }));
		const result = await run();
		expect(files()).toEqual(['archive/MONTH/b.jpg', 'in/pictures/a.png']);
		expect(result.json('Send the alert')).toMatchObject([
			{
				subject: 'FTP: /in/pictures/a.png stays in its folder',
				text: expect.stringContaining('/in/pictures/a.png'),
			},
		]);
	});

	it('leaves a file that cannot be moved, and tells why', async () => {
		arrive('a.png', 'b.jpg');
		server.script(refuse('RNFR', 550, { path: '/in/pictures/b.jpg' }));
		const result = await run();
		expect(files()).toEqual(['archive/MONTH/a.png', 'in/pictures/b.jpg']);
		expect(result.json('Send the alert')).toMatchObject([
			{ subject: 'FTP: /in/pictures/b.jpg stays in its folder' },
		]);
	});
});
