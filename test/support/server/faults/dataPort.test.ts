import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DataChannel } from '../DataChannel';
import { FtpServer } from '../FtpServer';
import { RawClient, portOf } from '../RawClient';
import type { Session } from '../Session';
import type { ServerOptions } from '../settings';
import { announcePort } from './announcePort';
import { dataPort, on, pasvAddress, type Rule } from '.';

let server: FtpServer;
afterEach(() => server.stop());

const body = Buffer.alloc(200_000, 'abc');
const onDisk = (name: string) => join(server.root, name);

async function login(faults: readonly Rule[], options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start({ ...options, faults });
	writeFileSync(onDisk('file'), body);
	return RawClient.login(server.port);
}

describe('a data port', () => {
	it('can refuse', async () => {
		const client = await login([on('EPSV', dataPort('refused'))]);
		await expect(client.openData()).rejects.toThrow('ECONNREFUSED');
	});

	it('can drop every packet', async () => {
		const client = await login([on('EPSV', dataPort('filtered'))], { dataTimeoutMs: 100 });
		const socket = connect({ port: portOf(await client.ask('EPSV')), host: '127.0.0.1' });
		const seen: string[] = [];
		socket.once('connect', () => seen.push('connected'));
		socket.on('error', () => seen.push('refused'));
		expect(await client.ask('LIST')).toMatch(/^425/);
		expect(seen).toEqual([]);
		socket.destroy();
	});

	it('is closed when the control connection ends before it is there', async () => {
		const over = new AbortController();
		const session = {
			data: new DataChannel(() => undefined),
			control: { addresses: { local: '127.0.0.1' } },
			faults: [],
			closed: over.signal,
		} as unknown as Session;
		const opening = announcePort(session);
		over.abort();
		const socket = connect({ port: await opening, host: '127.0.0.1' });
		const refused = once(socket, 'connect').then(
			() => 'connected',
			(error: NodeJS.ErrnoException) => error.code,
		);
		expect(await refused).toBe('ECONNREFUSED');
		socket.destroy();
	});

	it('can connect and never be served', async () => {
		const client = await login([on('EPSV', dataPort('unserved'))], { dataTimeoutMs: 30 });
		await client.openData();
		expect(await client.ask('LIST')).toMatch(/^425/);
	});

	it('can connect and be silent after the 150', async () => {
		const client = await login([on('EPSV', { nth: 1 }, dataPort('silent'))]);
		await client.openData();
		expect(await client.ask('LIST')).toMatch(/^150/);
		client.close();
		await server.until(({ stats }) => stats.open === 0);
	});

	it('can connect and be reset', async () => {
		const client = await login([on('EPSV', { nth: 1 }, dataPort('reset'))]);
		// The reset may overtake the news of the connection.
		await client.openData().catch(() => undefined);
		expect(await client.ask('RETR /file')).toMatch(/^150/);
		expect(await client.reply()).toMatch(/^426/);
		expect((await client.fetch('RETR /file')).data.equals(body)).toBe(true);
	});

	it('can be announced at another address', async () => {
		const client = await login([on('PASV', pasvAddress('10.1.2.3'))]);
		expect(await client.ask('PASV')).toMatch(/^227 .*\(10,1,2,3,\d+,\d+\)$/);
	});
});
