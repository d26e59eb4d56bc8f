import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runWorkflow } from '../support/engine/runWorkflow';
import { stopEngine } from '../support/engine/stopEngine';
import type { WorkflowFile } from '../support/engine/workflowFile';
import { testCertificates } from '../support/certificates';
import { FtpServer } from '../support/server/FtpServer';
import { builtNodes } from './builtNodes';
import { problemsOf } from './check';
import { report } from './report';
import { samples, writeSamples } from './samples';

const root = resolve(__dirname, '../..');
const example = join(root, 'examples/list-download-upload-delete.json');

/** Runs the example workflow in n8n's engine against an FTP server of its own, and shows what happened. */
async function demo(): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'ftp-remote-demo-'));
	const { caPem } = await testCertificates();
	const server = await FtpServer.start({ root: folder, tls: 'required' });
	try {
		const files = samples();
		await writeSamples(folder, files);
		console.log(`An FTP server with explicit TLS listens on ${server.host}:${server.port}.`);
		console.log(
			'The workflow of examples/list-download-upload-delete.json runs in n8n’s engine …\n',
		);
		const began = performance.now();
		const workflow = JSON.parse(readFileSync(example, 'utf8')) as WorkflowFile;
		const run = await runWorkflow(workflow, {
			nodeTypes: builtNodes(root),
			credentials: {
				ftpRemoteApi: {
					host: server.host,
					port: server.port,
					user: 'test',
					password: 'secret',
					ssl: 'explicit',
					certificateCheck: 'verify',
					caCertificates: caPem,
				},
			},
		});
		const seconds = ((performance.now() - began) / 1000).toFixed(2);
		const steps = workflow.nodes.map(({ name }) => name).filter((name) => name !== 'Start');
		console.log(report(run, steps));
		const { stats, dataConnections } = server;
		const resumed = dataConnections.filter((one) => one.resumed).length;
		console.log(
			`\n${steps.length} nodes in ${seconds} s over ${stats.peak} connections (pooled, all with TLS); ` +
				`${resumed} of ${dataConnections.length} data connections resumed the TLS session.`,
		);
		const problems = problemsOf(run, files);
		if (existsSync(join(folder, 'work'))) problems.push('The work folder is still on the server.');
		for (const problem of problems) console.error(problem);
		console.log(
			problems.length === 0 ? 'Everything is as expected.' : 'The demo did not go as expected.',
		);
		return problems.length === 0 ? 0 : 1;
	} finally {
		await stopEngine();
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function main(): Promise<void> {
	try {
		process.exitCode = await demo();
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		// Node adds a list of files to the sentence when one is missing.
		console.error(`The demo could not run: ${message.split('\n')[0]}`);
		process.exitCode = 2;
	}
}

void main();
