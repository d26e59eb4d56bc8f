import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import {
	credentialFor,
	itemsOfTest,
	testConnection,
	testConnectionTypes,
} from '../support/engine/runTestConnection';
import { startWorkflow } from '../support/engine/runWorkflow';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf, node, workflowOf } from '../support/engine/workflowOf';
import { FtpServer } from '../support/server/FtpServer';
import {
	cutControl,
	greetings,
	on,
	refuse,
	refuseOverExisting,
	reply,
	silence,
	type Rule,
} from '../support/server/faults';
import type { ServerOptions } from '../support/server/settings';

const mockAddresses: string[] = [];
jest.mock('node:dns/promises', () => ({
	lookup: async () =>
		await Promise.resolve(mockAddresses.map((address) => ({ address, family: 4 }))),
}));

afterAll(stopEngine);

let server: FtpServer;
afterEach(async () => await server.stop());

async function probed(options: ServerOptions, ...faults: Rule[]) {
	server = await FtpServer.start({ ...options, faults });
	writeFileSync(join(server.root, 'mine.txt'), 'mine');
	const items = await itemsOfTest(credentialFor(server), {
		operation: 'diagnose',
		options: { writeProbe: true },
	});
	const write = items.find(({ stage }) => stage === 'write');
	return { items, write, data: write?.data as IDataObject };
}

describe('the write probe', () => {
	const all = {
		...{ arrived: 65_536, renamed: true, deleted: true, readBack: true },
		...{ renameOver: true, resumeUpload: true, timeCommand: 'MFMT', hashes: [] },
	};
	afterEach(() => expect(readdirSync(server.root)).toEqual(['mine.txt']));

	it.each<[string, ServerOptions, Rule[], object]>([
		['everything', {}, [], {}],
		['hashes', { hashes: ['XSHA256', 'XMD5'] }, [], { hashes: ['sha256', 'md5'] }],
		['no MFMT, but MDTM', { off: ['MFMT'], mdtmWrites: true }, [], { timeCommand: 'MDTM' }],
		['no time at all', { off: ['MFMT'] }, [refuse('SITE', 500)], { timeCommand: null }],
		['no rename over a file', {}, [on('RNTO', refuseOverExisting())], { renameOver: false }],
		['no rename', {}, [refuse('RNFR', 502)], { renamed: false, renameOver: false }],
		['no REST', { off: ['REST'] }, [], { resumeUpload: false }],
		['no reading', {}, [refuse('RETR', 550)], { readBack: false, resumeUpload: false }],
		['no SIZE', { off: ['SIZE', 'MLST', 'MLSD'] }, [], { arrived: null }],
	])('reports %s, and leaves nothing behind', async (_title, options, faults, wanted) => {
		const { data } = await probed(options, ...faults);
		expect(data).toMatchObject({ ...all, ...wanted });
	});

	it('leaves nothing behind when the connection breaks in the middle', async () => {
		const { write } = await probed({}, on('STOR', { nth: 1 }, cutControl(1000)));
		expect(write?.status).toBe('failed');
	});

	it('leaves nothing behind when the execution is stopped in the middle', async () => {
		server = await FtpServer.start({ faults: [on('RETR', silence())] });
		writeFileSync(join(server.root, 'mine.txt'), 'mine');
		const credentials = { ftpRemoteApi: { id: '1', name: 'Server' } };
		const parameters = { options: { writeProbe: true } };
		const file = workflowOf(itemsOf({}), node('T', testConnection, parameters, { credentials }));
		const running = await startWorkflow(file, {
			nodeTypes: testConnectionTypes,
			credentials: { ftpRemoteApi: credentialFor(server, { timeout: 30 }) },
		});
		await server.until(() => server.commands('RETR').length > 0);
		expect(readdirSync(server.root)).toHaveLength(2);
		running.cancel();
		expect((await running.finished).status).toBe('canceled');
		// The engine does not wait for the node.
		await server.until(() => readdirSync(server.root).length === 1);
	});

	it('measures how wrong the clock of the server is', async () => {
		const { items } = await probed({ clockOffsetMs: 600_000 });
		const clock = items.find(({ stage }) => stage === 'clock');
		expect(clock).toMatchObject({ status: 'warning', data: { listedZoneMinutes: 0 } });
		const { clockOffsetSeconds } = clock?.data as { clockOffsetSeconds: number };
		expect(Math.abs(clockOffsetSeconds - 600)).toBeLessThanOrEqual(2);
	});
});

it('tells what it could not remove', async () => {
	const { write } = await probed({}, refuse('DELE', 550));
	expect(write).toMatchObject({
		status: 'warning',
		hint: expect.stringContaining('left behind'),
		data: { deleted: false },
	});
});

it('measures the zone of listings', async () => {
	const { items } = await probed({ timeZoneMinutes: 330, off: ['MLSD', 'MLST'] });
	expect(items.find(({ stage }) => stage === 'clock')?.data).toMatchObject({
		listedZoneMinutes: 330,
		clockOffsetSeconds: 330 * 60,
	});
});

describe('counting connections', () => {
	const options = { countConnections: true };

	it.each([
		['all that the credential allows', {}, { asked: 5, reached: 5 }, null],
		['as many as the server greets', { maxConnections: 3 }, { reached: 3 }, 3],
		['as many as may log in', { maxConnections: 2, tooMany: 'login' }, { reached: 2 }, 2],
		['one login at a time', { maxConnections: 1, tooMany: 'destroy' }, { reached: 1 }, 1],
	] as const)('finds %s', async (_title, settings, wanted, suggested) => {
		server = await FtpServer.start(settings);
		const items = await itemsOfTest(credentialFor(server), { operation: 'diagnose', options });
		expect(items.at(-2)).toMatchObject({
			stage: 'connections',
			status: suggested === null ? 'ok' : 'warning',
			data: wanted,
		});
		expect(items.at(-1)?.data).toMatchObject({
			verdict: 'ok',
			suggestedSettings: suggested && { maxConnections: suggested },
		});
		expect(server.stats.peak).toBeLessThanOrEqual(5);
		await server.until(({ stats }) => stats.open === 0);
	});

	it('never opens more than Max Connections', async () => {
		server = await FtpServer.start();
		const credential = credentialFor(server, { maxConnections: 1 });
		const [tested] = await itemsOfTest(credential, { options });
		expect(tested).toMatchObject({ ok: true, connections: { asked: 1, reached: 1 } });
		expect(server.stats.peak).toBe(1);
	});
});

describe('a host with several addresses', () => {
	it('is told which of them do not answer', async () => {
		server = await FtpServer.start();
		mockAddresses.splice(0, 2, '127.0.0.1', '127.0.0.254');
		const credential = credentialFor(server, { host: 'ftp.test' });
		const items = await itemsOfTest(credential, { operation: 'diagnose' });
		expect(items.find(({ stage }) => stage === 'resolve')?.detail).toBe(
			'The host has the addresses 127.0.0.1, 127.0.0.254.',
		);
		expect(items.find(({ stage }) => stage === 'connect')).toMatchObject({
			status: 'warning',
			hint: expect.stringContaining('127.0.0.254 (ECONNREFUSED)'),
			data: { address: '127.0.0.1' },
		});
		expect(items.at(-1)?.data).toMatchObject({ verdict: 'ok' });
	});
});

describe('accounts with rules of their own', () => {
	it.each([
		['530 Account disabled', /account is disabled/],
		['530 Password expired, please change your password', /password must be changed/],
		['530 Two-factor authentication required', /second factor is required/],
		['530 Your IP address is not allowed', /from the address of this n8n/],
		['530 FTP access is disabled', /account is disabled/],
	])('are told apart: %s', async (said, explanation) => {
		server = await FtpServer.start({ faults: [on('PASS', reply(said))] });
		const [tested] = await itemsOfTest(credentialFor(server));
		expect(tested).toMatchObject({
			verdict: 'loginRefused',
			explanation: expect.stringMatching(explanation),
			localAddress: '127.0.0.1',
		});
		expect(server.commands('PASS')).toHaveLength(1);
	});

	it('are reminded of one connection with a second factor', async () => {
		server = await FtpServer.start({
			faults: [on('PASS', reply('230-Logged in with your one-time password\r\n230 Welcome'))],
		});
		const items = await itemsOfTest(credentialFor(server), { operation: 'diagnose' });
		expect(items.find(({ stage }) => stage === 'login')).toMatchObject({ status: 'warning' });
	});

	it('may be greeted in several lines', async () => {
		server = await FtpServer.start({ greeting: greetings.multiLine.trim().slice(0) });
		const [tested] = await itemsOfTest(credentialFor(server));
		expect(tested).toMatchObject({ ok: true, server: 'Welcome' });
	});
});
