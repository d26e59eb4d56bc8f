import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from './FtpServer';
import { RawClient, bytesOf, listenOnce, portOf } from './RawClient';
import type { ServerOptions } from './settings';

let server: FtpServer;
afterEach(() => server.stop());

async function login(options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start(options);
	return RawClient.login(server.port);
}

const onDisk = (name: string) => join(server.root, name);

describe('data connections', () => {
	it('closes the first listener when a second is asked for', async () => {
		const client = await login();
		const first = portOf(await client.ask('EPSV'));
		const second = portOf(await client.ask('EPSV'));
		await expect(client.connectData(first)).rejects.toThrow('ECONNREFUSED');
		(await client.connectData(second)).destroy();
	});

	it('waits for a connection that comes after the command', async () => {
		const client = await login();
		const port = portOf(await client.ask('EPSV'));
		client.send('NLST');
		await server.until(() => server.commands('NLST').length === 1);
		const data = await bytesOf(await client.connectData(port));
		expect(data).toHaveLength(0);
		expect(await client.reply()).toMatch(/^150/);
		expect(await client.reply()).toMatch(/^226/);
	});

	it('gives up where none comes or none was asked for', async () => {
		const client = await login({ dataTimeoutMs: 30 });
		expect(await client.ask('LIST')).toBe('425 Send PASV or EPSV first');
		expect(await client.ask('EPSV', 'LIST')).toMatch(/\n425 Can't open/);
	});

	it.each(['PORT', 'EPRT'])('connects to the client after %s', async (verb) => {
		const client = await login();
		writeFileSync(onDisk('a'), 'active');
		const { port, data } = await listenOnce();
		const argument =
			verb === 'PORT' ? `127,0,0,1,${port >> 8},${port & 255}` : `|1|127.0.0.1|${port}|`;
		expect(await client.ask(`${verb} ${argument}`, 'RETR /a')).toBe(
			`200 ${verb} OK\n150 Opening data connection (6 bytes)`,
		);
		expect((await data).toString()).toBe('active');
		expect(await client.reply()).toMatch(/^226/);
	});

	it('connects to nobody else', async () => {
		const client = await login();
		expect(await client.ask('PORT 192,0,2,1,10,10')).toBe('501 Not your address');
	});

	it('translates line ends in TYPE A, and refuses SIZE there', async () => {
		const client = await login();
		await client.ask('TYPE A');
		expect(await client.store('STOR /a', '1\r\n2\r')).toMatch(/^226/);
		expect(readFileSync(onDisk('a'), 'latin1')).toBe('1\n2\r');
		expect((await client.fetch('RETR /a')).data.toString()).toBe('1\r\n2\r');
		expect(await client.ask('SIZE /a')).toMatch(/^550/);
	});

	it('goes on at an offset, and at the end', async () => {
		const client = await login();
		await client.store('STOR /a', '0123456789');
		await client.ask('REST 4');
		expect((await client.fetch('RETR /a')).data.toString()).toBe('456789');
		await client.ask('REST 8');
		await client.store('STOR /a', 'xyz');
		await client.store('APPE /a', '!');
		expect(readFileSync(onDisk('a'), 'latin1')).toBe('01234567xyz!');
	});

	it('stores up to the quota and says so', async () => {
		const client = await login({ quotaBytes: 100_000 });
		expect(await client.store('STOR /a', Buffer.alloc(60_000))).toMatch(/^226/);
		expect(await client.store('STOR /b', Buffer.alloc(60_000))).toBe('552 Quota exceeded');
		expect(await client.ask('NOOP')).toBe('200 OK');
		expect(statSync(onDisk('b')).size).toBeLessThanOrEqual(40_000);
	});

	it('lets a read-only user change nothing', async () => {
		const client = await login({ readOnlyUsers: ['test'] });
		expect(await client.ask('MKD /x', 'DELE /x', 'STOR /x')).toBe(
			Array(3).fill('550 Permission denied').join('\n'),
		);
	});
});
