import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { testCertificates } from '../support/certificates';
import { closedPort } from '../support/closedPort';
import {
	credentialFor,
	itemsOfTest,
	runTestConnection,
	testConnection,
	testConnectionTypes,
} from '../support/engine/runTestConnection';
import { startWorkflow } from '../support/engine/runWorkflow';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node, workflowOf } from '../support/engine/workflowOf';
import { FtpServer } from '../support/server/FtpServer';
import { on, reply, silence } from '../support/server/faults';

afterAll(stopEngine);

let server: FtpServer;
afterEach(async () => await server.stop());

const everything = { writeProbe: true, countConnections: true, protocolLog: true };

async function secured(options: Parameters<typeof FtpServer.start>[0] = {}) {
	server = await FtpServer.start({ tls: 'explicit', ...options });
	writeFileSync(join(server.root, 'a.txt'), 'a');
	const { caPem } = await testCertificates();
	return credentialFor(server, { caCertificates: caPem });
}

it('tells everything about a connection that works', async () => {
	const credential = await secured({ greeting: '220 ProFTPD 1.3.8 Server ready.' });
	const [tested] = await itemsOfTest(credential, { operation: 'test' });
	const { server: shown } = await testCertificates();
	expect(tested).toMatchObject({
		ok: true,
		verdict: 'ok',
		explanation: 'Everything that was tested works.',
		hint: '',
		suggestedSettings: null,
		security: 'TLSv1.3',
		tlsVersion: 'TLSv1.3',
		cipher: expect.stringMatching(/^TLS_/),
		certificate: {
			subject: 'CN=localhost',
			issuer: 'CN=FTP Test CA',
			names: expect.arrayContaining(['localhost', 'ftp.test', '127.0.0.1']),
			validFrom: expect.stringMatching(/^\d{4}-.*Z$/),
			validTo: expect.stringMatching(/^\d{4}-.*Z$/),
			daysLeft: 364,
			fingerprint256: shown.fingerprint256,
			chain: [{ subject: 'CN=FTP Test CA', issuer: 'CN=FTP Test CA' }],
			problems: [],
		},
		server: 'ProFTPD 1.3.8',
		features: expect.arrayContaining(['UTF8', 'REST STREAM']),
		dataChannel: 'passive',
		listing: 'MLSD',
		modifiedPrecision: 'second',
		clockOffsetSeconds: 0,
		rootFolder: '/',
		entries: 1,
		loginMs: expect.any(Number),
		localAddress: '127.0.0.1',
		pool: { open: 0, limit: 5 },
	});
	expect(tested).not.toHaveProperty('error');
	expect(tested).not.toHaveProperty('protocolLog');
	await server.until(({ stats }) => stats.open === 0);
	expect(server.stats.quits).toBe(1);
});

it('puts out one item a stage, in order, with the verdict last', async () => {
	const credential = await secured();
	const all = ['resolve', 'connect', 'greeting', 'tls', 'certificate', 'login', 'features'];
	const inside = ['folder', 'dataChannel', 'listing', 'clock'];
	const few = await itemsOfTest(credential, { operation: 'diagnose' });
	expect(few.map(({ stage }) => stage)).toEqual([...all, ...inside, 'verdict']);
	const items = await itemsOfTest(credential, { operation: 'diagnose', options: everything });
	const stages = [...all, ...inside, 'write', 'connections', 'verdict'];
	expect(items.map(({ stage }) => stage)).toEqual(stages);
	for (const item of items) {
		const keys = ['stage', 'status', 'durationMs', 'detail', 'hint', 'data'];
		expect(Object.keys(item)).toEqual(keys);
		expect(item).toMatchObject({ status: 'ok', detail: expect.stringMatching(/[.:]$/) });
	}
	expect(items.at(-1)?.data).toMatchObject({
		verdict: 'ok',
		explanation: 'Everything that was tested works.',
		suggestedSettings: null,
	});
});

it('skips what depends on a stage that failed', async () => {
	const credential = { ...(await secured()), rootFolder: '/none' };
	const items = await itemsOfTest(credential, { operation: 'diagnose', options: everything });
	const statuses = Object.fromEntries(items.map(({ stage, status }) => [stage, status]));
	expect(statuses).toMatchObject({
		...{ login: 'ok', features: 'ok', folder: 'failed', dataChannel: 'skipped' },
		...{ listing: 'skipped', clock: 'skipped', write: 'skipped', connections: 'ok' },
	});
});

it('reports the certificate that it refuses', async () => {
	const { expired } = await testCertificates();
	const [tested] = await itemsOfTest(await secured({ certificate: expired }));
	expect(tested).toMatchObject({
		...{ ok: false, security: 'TLSv1.3', tlsVersion: 'TLSv1.3', loginMs: null },
		certificate: { problems: ['expired'], fingerprint256: expired.fingerprint256 },
	});
	expect((tested?.certificate as { daysLeft: number }).daysLeft).toBeLessThan(0);
});

it('names what is wrong with a certificate that it was told to accept', async () => {
	const { selfSigned } = await testCertificates();
	const credential = {
		...(await secured({ certificate: selfSigned })),
		...{ certificateCheck: 'allowAny', caCertificates: '' },
	};
	const items = await itemsOfTest(credential, { operation: 'diagnose' });
	expect(items.find(({ stage }) => stage === 'certificate')).toMatchObject({
		status: 'warning',
		detail: expect.stringMatching(/It is self-signed\.$/),
		data: { problems: ['selfSigned'] },
	});
	expect(items.at(-1)).toMatchObject({ status: 'warning', data: { verdict: 'ok' } });
});

describe('what it costs', () => {
	it('is no more than 3 seconds for a server that works', async () => {
		const credential = await secured();
		const began = Date.now();
		await itemsOfTest(credential, { operation: 'diagnose', options: everything });
		expect(Date.now() - began).toBeLessThan(3000);
	});

	it('is no more than two timeouts for a server that is dead', async () => {
		const credential = { ...(await secured({ faults: [on('GREETING', silence())] })), timeout: 1 };
		const items = await itemsOfTest(credential, { operation: 'diagnose', options: everything });
		expect(items.at(-1)).toMatchObject({ status: 'failed' });
		// What is over is the pace of a busy machine, not another timeout.
		expect(items.at(-1)?.durationMs).toBeLessThan(2900);
	});
});

describe('Fail When Not OK', () => {
	const options = { failWhenNotOk: true };

	it('fails with the verdict', async () => {
		const credential = credentialFor({ port: await closedPort() });
		server = await FtpServer.start();
		const run = await runTestConnection(credential, { options });
		expect(run.error).toMatchObject({
			message: expect.stringMatching(/refused the connection$/),
			context: { category: 'unreachable', itemIndex: 0, data: { verdict: 'unreachable' } },
		});
	});

	it('gives an error item under Continue', async () => {
		const credential = { ...(await secured()), password: 'wrong' };
		const more = { onError: 'continueRegularOutput' } as const;
		const run = await runTestConnection(credential, { options }, more);
		expect(run.json('T')).toMatchObject([{ error: { category: 'auth', stage: 'login' } }]);
		expect(Object.keys(run.json('T')[0] ?? {})).toEqual(['error']);
	});

	it('lets a connection that works pass', async () => {
		expect(await itemsOfTest(await secured(), { options })).toMatchObject([{ ok: true }]);
	});
});

it('fails for a credential that cannot be right', async () => {
	server = await FtpServer.start();
	const run = await runTestConnection(credentialFor(server, { host: '' }));
	expect(run.error).toMatchObject({
		message: 'Host is empty',
		context: { category: 'invalidInput' },
	});
});

it('adds the last lines of the conversation, without the password', async () => {
	const credential = await secured();
	const options = { protocolLog: true };
	const [tested] = await itemsOfTest(credential, { options });
	expect(tested?.protocolLog).toEqual(expect.arrayContaining(['> USER test', '> PASS ***']));
	const stages = await itemsOfTest(
		{ ...credential, password: 'nope' },
		{ operation: 'diagnose', options },
	);
	const log = (stages.at(-1)?.data as IDataObject).protocolLog;
	expect(log).toEqual(expect.arrayContaining(['> PASS ***', '< 530 Login incorrect']));
});

it('masks a password that the server puts into its answers', async () => {
	const said = '530 No user test with password hunter2xyz';
	const credential = {
		...(await secured({ faults: [on('PASS', reply(said))] })),
		password: 'hunter2xyz',
	};
	for (const operation of ['test', 'diagnose']) {
		const items = JSON.stringify(await itemsOfTest(credential, { operation, options: everything }));
		expect(items).toContain('No user test with password ***');
		expect(items).not.toContain('hunter2xyz');
	}
	const failing = await runTestConnection(credential, { options: { failWhenNotOk: true } });
	expect(JSON.stringify(failing.run)).not.toContain('hunter2xyz');
});

it('stops within a second', async () => {
	const credential = { ...(await secured({ faults: [on('CWD', silence())] })), timeout: 60 };
	const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
	const file = workflowOf(itemsOf({}), node('T', testConnection, {}, { credentials }));
	const running = await startWorkflow(file, {
		nodeTypes: testConnectionTypes,
		credentials: { ftpRemoteApi: credential },
	});
	await server.until(() => server.commands('CWD').length > 0);
	const stopped = Date.now();
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
	expect(Date.now() - stopped).toBeLessThan(1000);
});
