import type { IDataObject } from 'n8n-workflow';
import type { CandidatePort } from '../../nodes/shared/explain/suggestedSettings';
import { testCertificates } from '../support/certificates';
import { credentialFor, itemsOfTest } from '../support/engine/runTestConnection';
import { stopEngine } from '../support/engine/stopEngine';
import { closedPort } from '../support/closedPort';
import { FtpServer } from '../support/server/FtpServer';
import { dataPort, on, pasvAddress, reply, silence } from '../support/server/faults';
import type { ServerOptions } from '../support/server/settings';

/** The real ones (21, 990, 3021, 3990) may be taken by anybody on the machine of the tests. */
const mockPorts: CandidatePort[] = [];
jest.mock('../../nodes/shared/explain/candidatePorts', () => ({
	get candidatePorts() {
		return mockPorts;
	},
}));

afterAll(stopEngine);

const servers: FtpServer[] = [];
afterEach(async () => {
	mockPorts.length = 0;
	await Promise.all(servers.splice(0).map(async (server) => await server.stop()));
});

async function started(options: ServerOptions): Promise<FtpServer> {
	const server = await FtpServer.start(options);
	servers.push(server);
	return server;
}

async function candidate(options: ServerOptions): Promise<FtpServer> {
	const server = await started(options);
	mockPorts.push({ port: server.port, implicit: options.tls === 'implicit' });
	return server;
}

async function credential(port: number, more: IDataObject = {}) {
	const { caPem } = await testCertificates();
	return credentialFor({ port }, { caCertificates: caPem, ...(more as object) });
}

/** Tests, expects a failure, applies what it suggests, and tests again. */
async function applied(given: Awaited<ReturnType<typeof credential>>) {
	const [failed] = await itemsOfTest(given);
	expect(failed).toMatchObject({
		ok: false,
		hint: expect.stringContaining('These settings worked'),
	});
	const suggested = failed?.suggestedSettings as IDataObject;
	const [again] = await itemsOfTest({ ...given, ...(suggested as object) });
	expect(again).toMatchObject({ ok: true, suggestedSettings: null });
	return { verdict: failed?.verdict, suggested };
}

describe('settings that work', () => {
	it.each([
		['implicitExpected', 'implicit', { ssl: 'explicit' }, { ssl: 'implicit' }],
		['implicitExpected', 'implicit', { ssl: 'useIfAvailable' }, { ssl: 'implicit' }],
		['explicitExpected', 'explicit', { ssl: 'implicit' }, { ssl: 'explicit' }],
		['explicitExpected', 'required', { ssl: 'implicit' }, { ssl: 'explicit' }],
		['tlsRequired', 'required', { ssl: 'never' }, { ssl: 'explicit' }],
	] as const)('%s: of an %s server, tried with %p', async (verdict, tls, given, wanted) => {
		const { port } = await started({ tls });
		expect(await applied(await credential(port, given))).toEqual({ verdict, suggested: wanted });
	});

	it('are found one after another where the credential allows a single connection', async () => {
		const { port } = await started({ tls: 'implicit' });
		const single = { ssl: 'explicit', maxConnections: 1, timeout: 2 };
		expect(await applied(await credential(port, single))).toEqual({
			verdict: 'implicitExpected',
			suggested: { ssl: 'implicit' },
		});
	});

	it('are found on another port with implicit TLS', async () => {
		const { port } = await candidate({ tls: 'implicit' });
		const given = await credential(await closedPort(), { ssl: 'explicit' });
		expect(await applied(given)).toEqual({
			verdict: 'unreachable',
			suggested: { port, ssl: 'implicit' },
		});
	});

	it('are found on another port with explicit TLS', async () => {
		mockPorts.push({ port: await closedPort(), implicit: true });
		const { port } = await candidate({ tls: 'required' });
		const given = await credential(await closedPort(), { ssl: 'implicit' });
		expect(await applied(given)).toEqual({
			verdict: 'unreachable',
			suggested: { port, ssl: 'explicit' },
		});
	});

	it('prefer encryption where both would do', async () => {
		await candidate({ tls: 'none' });
		const { port } = await candidate({ tls: 'implicit' });
		const [failed] = await itemsOfTest(await credential(await closedPort()));
		expect(failed?.suggestedSettings).toEqual({ port, ssl: 'implicit' });
	});

	it('may be the address that we are connected to', async () => {
		const { port } = await started({
			faults: [on('PASV', pasvAddress('127.0.0.254'))],
		});
		const given = await credential(port, { advanced: true, passiveAddress: 'server' });
		expect(await applied(given)).toEqual({
			verdict: 'passiveAddressWrong',
			suggested: { advanced: true, passiveAddress: 'controlHost' },
		});
	});

	it('may be passive mode', async () => {
		const { port } = await started({
			faults: [on(['PORT', 'EPRT'], reply('500 Illegal PORT command'))],
		});
		const given = await credential(port, { advanced: true, mode: 'active' });
		expect(await applied(given)).toEqual({
			verdict: 'dataChannelBlocked',
			suggested: { advanced: true, mode: 'passive' },
		});
	});

	it('may be active mode, with a warning of it', async () => {
		const { port } = await started({ faults: [on(['EPSV', 'PASV'], dataPort('refused'))] });
		const given = await credential(port);
		const [failed] = await itemsOfTest(given);
		expect(failed?.hint).toContain('Active mode is for local networks');
		expect(await applied(given)).toEqual({
			verdict: 'dataChannelBlocked',
			suggested: { advanced: true, mode: 'active' },
		});
	});

	it('are found for login and data together', async () => {
		const { port } = await candidate({
			tls: 'implicit',
			faults: [on(['EPSV', 'PASV'], dataPort('refused'))],
		});
		expect(await applied(await credential(await closedPort()))).toEqual({
			verdict: 'unreachable',
			suggested: { port, ssl: 'implicit', advanced: true, mode: 'active' },
		});
	});

	it('are not needed where PASV works in place of EPSV', async () => {
		const { port } = await started({ faults: [on('EPSV', dataPort('refused'))] });
		const stages = await itemsOfTest(await credential(port), { operation: 'diagnose' });
		expect(stages.find(({ stage }) => stage === 'dataChannel')).toMatchObject({
			status: 'warning',
			hint: expect.stringContaining('EPSV cannot be reached'),
		});
		expect(stages.at(-1)).toMatchObject({ data: { verdict: 'ok', suggestedSettings: null } });
	});
});

describe('while looking for settings', () => {
	it('a refused password is sent once, however many ports lead to the server', async () => {
		const all = await Promise.all(
			['implicit', 'explicit', 'required'].map(
				async (tls) => await candidate({ tls: tls as 'implicit' }),
			),
		);
		const given = await credential(await closedPort(), { password: 'wrong' });
		const [failed] = await itemsOfTest(given);
		expect(failed).toMatchObject({ verdict: 'unreachable', suggestedSettings: null });
		expect(all.flatMap((server) => server.commands('PASS'))).toEqual(['PASS wrong']);
	});

	it('nothing is tried after a refused password', async () => {
		const server = await started({ tls: 'explicit' });
		const other = await candidate({ tls: 'implicit' });
		const given = await credential(server.port, { password: 'wrong' });
		expect(await itemsOfTest(given)).toMatchObject([{ verdict: 'loginRefused' }]);
		expect(server.commands('PASS')).toEqual(['PASS wrong']);
		expect(server.stats.connections + other.stats.connections).toBe(1);
	});

	it.each(['explicit', 'implicit'])('the password never goes out plain with %s', async (ssl) => {
		const plain = await candidate({ tls: 'none' });
		const given = await credential(await closedPort(), { ssl });
		expect(await itemsOfTest(given)).toMatchObject([{ suggestedSettings: null }]);
		expect(plain.stats.connections).toBe(1);
		expect(plain.commands('PASS')).toEqual([]);
	});

	it('a certificate that is not accepted is no way', async () => {
		const { otherCa } = await testCertificates();
		const server = await candidate({ tls: 'implicit', certificate: otherCa });
		expect(await itemsOfTest(await credential(await closedPort()))).toMatchObject([
			{ verdict: 'unreachable', suggestedSettings: null },
		]);
		expect(server.commands('PASS')).toEqual([]);
	});

	it('nothing is tried when nobody asked for it', async () => {
		const server = await candidate({ tls: 'implicit' });
		const options = { tryAlternatives: false };
		const given = await credential(await closedPort());
		expect(await itemsOfTest(given, { options })).toMatchObject([{ suggestedSettings: null }]);
		expect(server.stats.connections).toBe(0);
	});

	it('silent ports cost one more timeout in all', async () => {
		const dead = await started({ faults: [on('GREETING', silence())] });
		for (const tls of ['none', 'implicit'] as const)
			await candidate({ tls, faults: [on('GREETING', silence())] });
		const given = await credential(dead.port, { timeout: 1 });
		const items = await itemsOfTest(given, { operation: 'diagnose' });
		expect(items.at(-1)).toMatchObject({ data: { verdict: 'serverSlow' } });
		expect(items.at(-1)?.durationMs).toBeLessThan(2900);
	});
});
