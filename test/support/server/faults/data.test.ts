import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { testCertificates } from '../../certificates';
import { FtpServer } from '../FtpServer';
import { RawClient, bytesOf, portOf } from '../RawClient';
import type { ServerOptions } from '../settings';
import {
	addLines,
	cutControl,
	cutData,
	cutListing,
	dataHandshake,
	dataPort,
	finalReply,
	hideLines,
	listingLines,
	listingText,
	on,
	pasvAddress,
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

describe('a listing', () => {
	it('can be empty once', async () => {
		const client = await login([
			on(['LIST', 'MLSD', 'NLST'], { path: '/', nth: 1 }, listingText('')),
		]);
		expect((await client.fetch('NLST')).data.toString()).toBe('');
		expect((await client.fetch('NLST')).data.toString()).toBe('file\r\n');
	});

	it('can hold anything', async () => {
		const client = await login([
			on('NLST', listingLines('..', 'a/b', 'n\0ul', 'ä')),
			on('LIST', addLines('what is this'), hideLines(/file$/)),
		]);
		expect((await client.fetch('NLST')).data.toString()).toBe('..\r\na/b\r\nn\0ul\r\nä\r\n');
		expect((await client.fetch('LIST')).data.toString()).toBe('what is this\r\n');
	});

	it.each(['226 Transfer complete', '426 Broken'])(
		'can be cut in a line, and then %s',
		async (last) => {
			const client = await login([on('NLST', cutListing(last))]);
			for (const name of ['one.txt', 'two.txt', 'three.txt']) writeFileSync(onDisk(name), '');
			const { data, reply } = await client.fetch('NLST');
			expect(data.toString()).toMatch(/\w\.?$/);
			expect(reply).toBe(last);
		},
	);
});

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

describe('TLS of a data connection', () => {
	it.each(['refuse', 'silent'] as const)('can be %s', async (handshake) => {
		const { caPem } = await testCertificates();
		const client = await login([on('LIST', dataHandshake(handshake))], { tls: 'explicit' });
		await client.encrypt({ ca: caPem });
		const secure = client.encryptData(await client.openData(), { ca: caPem });
		expect(await client.ask('LIST')).toMatch(/^150/);
		if (handshake === 'refuse') expect(await client.reply()).toMatch(/^425/);
		else client.close();
		await new Promise((resolve) => secure.once('close', resolve));
	});

	it('must be the session of the control connection where that is asked for', async () => {
		const { caPem } = await testCertificates();
		const client = await login([], { tls: 'explicit', requireSessionReuse: true });
		await client.encrypt({ ca: caPem });
		for (const [resume, last] of [
			[false, /^522/],
			[true, /^226/],
		] as const) {
			client
				.encryptData(await client.openData(), { ca: caPem, servername: 'localhost' }, resume)
				.resume();
			expect(await client.ask('LIST')).toMatch(/^150/);
			expect(await client.reply()).toMatch(last);
		}
		expect(server.dataConnections.map(({ resumed }) => resumed)).toEqual([false, true]);
	});

	it('asks for a certificate of the client, and knows it', async () => {
		const { caPem, client: own, otherCa } = await testCertificates();
		const identity = { cert: own.certPem, key: own.keyPem };
		server = await FtpServer.start({ tls: 'explicit', clientCa: caPem });
		const client = await RawClient.login(server.port);
		await client.encrypt({ ca: caPem, ...identity });
		expect(await client.ask('NOOP')).toBe('200 OK');
		const stranger = await RawClient.login(server.port);
		await stranger.encrypt({ ca: caPem, cert: otherCa.certPem, key: otherCa.keyPem }, false);
		expect(await stranger.ask('NOOP')).toBe('closed');
	});
});
