import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from './FtpServer';
import { RawClient } from './RawClient';
import type { ServerOptions } from './settings';

let server: FtpServer;
afterEach(() => server.stop());

async function login(options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start(options);
	return RawClient.login(server.port);
}

const onDisk = (name: string) => join(server.root, name);

describe('the control connection', () => {
	it('answers a flight of commands in order', async () => {
		const client = await login();
		writeFileSync(onDisk('a'), '123');
		expect(await client.ask('SIZE /a', 'PWD', 'MKD /b', 'SIZE /c', 'NOOP')).toBe(
			[
				'213 3',
				'257 "/" is the working folder',
				'257 "/b" created',
				'550 No such file or folder',
				'200 OK',
			].join('\n'),
		);
		expect(server.commands('SIZE')).toEqual(['SIZE /a', 'SIZE /c']);
		expect(server.stats.perCommand).toMatchObject({ SIZE: 2, MKD: 1 });
		expect(server.log.at(-1)).toMatchObject({ connection: 1, direction: '<', line: '200 OK' });
	});

	it('handles what comes during a transfer after it', async () => {
		const client = await login();
		const socket = await client.openData();
		client.send('STOR /a');
		expect(await client.reply()).toMatch(/^150/);
		client.send('SIZE /a');
		await server.until(({ stats }) => stats.dataConnections === 1);
		socket.resume();
		socket.end('12345');
		expect(await client.reply()).toMatch(/^226/);
		expect(await client.reply()).toBe('213 5');
	});

	it.each([
		['refuse450', ['450 Transfer in progress', '450 Transfer in progress']],
		['refuse500', ['500 Transfer in progress']],
	] as const)('can %s what comes during a transfer', async (duringTransfer, replies) => {
		const client = await login({ duringTransfer });
		const socket = await client.openData();
		client.send('STOR /a');
		expect(await client.reply()).toMatch(/^150/);
		await server.until(({ stats }) => stats.dataConnections === 1);
		client.send('NOOP', 'NOOP');
		for (const expected of replies) expect(await client.reply()).toBe(expected);
		socket.resume();
		socket.end();
		expect(await client.reply()).toMatch(/^226/);
	});

	it('ends a transfer on ABOR and goes on', async () => {
		const client = await login();
		writeFileSync(onDisk('big'), Buffer.alloc(50_000_000));
		await client.openData();
		client.send('RETR /big');
		expect(await client.reply()).toMatch(/^150/);
		client.send('\xff\xf4\xff\xf2ABOR');
		expect(await client.reply()).toMatch(/^426/);
		expect(await client.reply()).toMatch(/^226/);
		expect(await client.ask('NOOP')).toBe('200 OK');
	});

	it('asks for a login first, and for an account where there is one', async () => {
		server = await FtpServer.start({ account: 'sales' });
		const client = await RawClient.connect(server.port);
		expect(await client.reply()).toMatch(/^220/);
		expect(await client.ask('PWD', 'USER test', 'PASS wrong', 'PASS secret', 'ACCT sales')).toBe(
			[
				'530 Please log in',
				'331 Password required',
				'530 Login incorrect',
				'332 Account required',
				'230 Logged in',
			].join('\n'),
		);
		expect(await client.ask('QUIT')).toMatch(/^221/);
		await client.ended;
		expect(server.stats).toMatchObject({ loginsAttempted: 2, quits: 1, peakLoggedIn: 1 });
	});

	it('says goodbye to a session that is idle', async () => {
		const client = await login({ idleTimeoutMs: 50 });
		await client.ended;
		expect(client.received).toMatch(/\r\n421 Timeout\r\n$/);
	});

	it.each([
		['greeting', '421 Too many connections'],
		['destroy', 'closed'],
	] as const)('refuses one connection too many by %s', async (tooMany, answer) => {
		await login({ maxConnections: 1, tooMany });
		const second = await RawClient.connect(server.port);
		expect(await second.reply()).toBe(answer);
		await second.ended;
		expect(server.stats).toMatchObject({ connections: 2, peakLoggedIn: 1 });
	});

	it('takes a connection again when another has left', async () => {
		const first = await login({ maxConnections: 1, tooMany: 'login' });
		const second = await RawClient.connect(server.port);
		await second.reply();
		expect(await second.ask('USER test', 'PASS secret')).toMatch(/\n530 Too many/);
		first.close();
		await server.until(({ stats }) => stats.loggedIn === 0);
		expect(await second.ask('USER test', 'PASS secret')).toMatch(/\n230/);
	});

	it('is back on the same port after a restart', async () => {
		const client = await login();
		const { port } = server;
		await server.restart();
		await client.ended;
		expect(server.port).toBe(port);
		const again = await RawClient.login(port);
		expect(await again.ask('NOOP')).toBe('200 OK');
	});
});
