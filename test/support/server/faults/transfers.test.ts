import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificates } from '../../certificates';
import { FtpServer } from '../FtpServer';
import { RawClient, bytesOf } from '../RawClient';
import type { ServerOptions } from '../settings';
import {
	cutControl,
	cutData,
	finalReply,
	on,
	refuseOverExisting,
	slow,
	stall,
	storeOnly,
	whenPassed,
	type Rule,
} from '.';

let server: FtpServer;
afterEach(() => server.stop());

const body = Buffer.alloc(200_000, 'abc');
const onDisk = (name: string) => join(server.root, name);

async function login(faults: readonly Rule[], options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start({ ...options, faults });
	writeFileSync(onDisk('file'), body);
	return RawClient.login(server.port);
}

describe('a download', () => {
	it.each([
		['ends early with 426', cutData(70_000), 70_000, '426 Data connection broken'],
		['ends early and is called whole', cutData(70_000, { reply: '226 Done' }), 70_000, '226 Done'],
		['is whole and called broken', finalReply('451 Disk error'), 200_000, '451 Disk error'],
		['has nothing in it', cutData(0, { reply: '226 Done' }), 0, '226 Done'],
	])('that %s', async (_title, fault, bytes, last) => {
		const client = await login([on('RETR', { times: 1 }, fault)]);
		const { data, reply } = await client.fetch('RETR /file');
		expect(data).toHaveLength(bytes);
		expect(reply).toBe(last);
		expect((await client.fetch('RETR /file')).data.equals(body)).toBe(true);
	});

	it('can be whole without ever being confirmed', async () => {
		const client = await login([on('RETR', finalReply(null))]);
		const socket = await client.openData();
		client.send('RETR /file');
		expect((await bytesOf(socket)).equals(body)).toBe(true);
		expect(await client.ask('NOOP')).toMatch(/^150/);
		expect(await client.reply()).toBe('200 OK');
	});

	it('can be reset, in clear and in TLS', async () => {
		const client = await login([on('RETR', cutData(1000, { ending: 'reset' }))], {
			tls: 'explicit',
		});
		for (const encrypted of [false, true]) {
			if (encrypted) await client.encrypt({ ca: (await testCertificates()).caPem });
			const raw = await client.openData();
			const stream = encrypted
				? client.encryptData(raw, { servername: 'localhost', ca: (await testCertificates()).caPem })
				: raw;
			client.send('RETR /file');
			const [error] = (await once(stream.resume(), 'error').catch((thrown: unknown) => [
				thrown,
			])) as [NodeJS.ErrnoException];
			expect(error.code).toBe('ECONNRESET');
			expect(await client.reply()).toMatch(/^150/);
			expect(await client.reply()).toMatch(/^426/);
		}
	});

	it('can stall until the client has had enough', async () => {
		const client = await login([on('RETR', stall(1000))]);
		const socket = await client.openData();
		client.send('RETR /file');
		const [chunk] = (await once(socket, 'data')) as [Buffer];
		expect(chunk).toHaveLength(1000);
		client.close();
		await once(socket.resume(), 'close');
		await server.until(({ stats }) => stats.open === 0);
	});

	it('can take the control connection with it', async () => {
		const client = await login([on('RETR', cutControl(1000))]);
		const socket = await client.openData();
		client.send('RETR /file');
		expect((await bytesOf(socket)).length).toBeLessThanOrEqual(1000);
		expect(await client.reply()).toMatch(/^150/);
		expect(await client.reply()).toBe('closed');
	});

	it('can be slow, and change meanwhile', async () => {
		const client = await login([
			on(
				'RETR',
				slow(400_000),
				whenPassed(100_000, () => appendFileSync(onDisk('file'), 'more')),
			),
		]);
		const started = Date.now();
		const { data } = await client.fetch('RETR /file');
		expect(Date.now() - started).toBeGreaterThan(300);
		expect(data).toHaveLength(200_004);
	});
});

describe('an upload', () => {
	it.each([
		['is cut and refused', cutData(5000), '426 Data connection broken', 5000],
		['keeps a part and is called whole', storeOnly(10), '226 Transfer complete', 10],
		['keeps nothing and is called whole', storeOnly(0), '226 Transfer complete', 0],
	])('that %s', async (_title, fault, last, bytes) => {
		const client = await login([on('STOR', fault)]);
		expect(await client.store('STOR /new', body)).toBe(last);
		expect(readFileSync(onDisk('new'))).toHaveLength(bytes);
	});

	it('may not be renamed over what exists', async () => {
		const client = await login([on('RNTO', refuseOverExisting('553 Exists'))]);
		expect(await client.ask('MKD /a', 'RNFR /a', 'RNTO /file', 'RNFR /a', 'RNTO /b')).toMatch(
			/\n553 Exists\n350.*\n250/,
		);
		expect(existsSync(onDisk('b'))).toBe(true);
	});
});
