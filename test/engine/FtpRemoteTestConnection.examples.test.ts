import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { testCertificates } from '../support/certificates';
import { credentialFor, testConnectionTypes } from '../support/engine/runTestConnection';
import { runWorkflow } from '../support/engine/runWorkflow';
import { stopEngine } from '../support/engine/stopEngine';
import type { WorkflowFile } from '../support/engine/workflowFile';
import { FtpServer } from '../support/server/FtpServer';
import { dataPort, on } from '../support/server/faults';

afterAll(stopEngine);

const servers: FtpServer[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map(async (server) => await server.stop()));
});

const example = (name: string): WorkflowFile =>
	JSON.parse(
		readFileSync(join(resolve(__dirname, '../..'), 'examples', `${name}.json`), 'utf8'),
	) as WorkflowFile;

async function started(options: Parameters<typeof FtpServer.start>[0]) {
	const server = await FtpServer.start(options);
	servers.push(server);
	const { caPem } = await testCertificates();
	return credentialFor(server, { caCertificates: caPem });
}

/** Found by the credential's name, as in n8n after an import. */
const options = (credential: ICredentialDataDecryptedObject) => ({
	nodeTypes: testConnectionTypes,
	credentials: { 'FTP Remote account': credential },
});

describe('the weekly check', () => {
	it('is silent while all is well', async () => {
		const credential = await started({ tls: 'explicit' });
		const run = await runWorkflow(example('weekly-connection-check'), options(credential));
		expect(run.error).toBeUndefined();
		expect(run.json('Test the connection')).toMatchObject([{ ok: true }]);
		expect(run.json('Send the alert')).toEqual([]);
	});

	it('tells of a certificate that has expired', async () => {
		const { expired } = await testCertificates();
		const credential = await started({ tls: 'explicit', certificate: expired });
		const run = await runWorkflow(example('weekly-connection-check'), options(credential));
		expect(run.json('Send the alert')).toEqual([
			{
				fromEmail: 'n8n@example.com',
				toEmail: 'operations@example.com',
				subject: expect.stringMatching(/^FTP: The certificate of 127\.0\.0\.1:\d+ expired on /),
				text: expect.stringContaining(`SHA-256 ${expired.fingerprint256}`),
			},
		]);
	});

	it('tells of a certificate that expires soon', async () => {
		const { expiringSoon } = await testCertificates();
		const credential = await started({ tls: 'explicit', certificate: expiringSoon });
		const run = await runWorkflow(example('weekly-connection-check'), options(credential));
		expect(run.json('Send the alert')).toMatchObject([
			{ subject: expect.stringMatching(/^FTP: the certificate expires in (9|10) days$/) },
		]);
	});

	it('tells of a plain server that is down', async () => {
		const credential = await started({});
		await servers[0]?.pause();
		const run = await runWorkflow(example('weekly-connection-check'), options(credential));
		expect(run.json('Send the alert')).toMatchObject([
			{
				subject: expect.stringContaining('refused the connection'),
				text: expect.stringContaining('Certificate: none'),
			},
		]);
	});
});

describe('the diagnosis on failure', () => {
	const failed = {
		json: {
			execution: { id: '7', error: { message: 'Cannot upload "/a.csv"' } },
			workflow: { id: '3', name: 'Deliver orders' },
		},
	};

	it.each([
		['all is well again', [], /^Deliver orders failed: the FTP connection is in order$/],
		[
			'a firewall blocks the data ports',
			[on(['EPSV', 'PASV'], dataPort('refused'))],
			/^Deliver orders failed: Cannot list "\/": data port \d+ of 127\.0\.0\.1 refused/,
		],
	])('tells when %s', async (_title, faults, subject) => {
		const credential = await started({ faults });
		const file = example('diagnose-on-failure');
		const pinData = { 'When another workflow fails': [failed] };
		const run = await runWorkflow({ ...file, pinData }, options(credential));
		expect(run.error).toBeUndefined();
		const [sent, ...more] = run.json('Send the alert');
		expect(more).toEqual([]);
		expect(sent?.subject).toMatch(subject);
		expect(sent?.text).toMatch(/What failed: Cannot upload[^]*login \(ok\): [^]*> PASS \*\*\*/);
		expect(sent?.text).not.toContain('secret');
	});
});

it.each(['weekly-connection-check', 'diagnose-on-failure'])('%s names credentials only', (name) => {
	for (const { credentials = {} } of example(name).nodes)
		for (const { id, name: shown } of Object.values(credentials)) expect(id).toBe(shown);
});
