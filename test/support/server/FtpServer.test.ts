import { Client } from 'basic-ftp';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { testCertificates } from '../certificates';
import { FtpServer } from './FtpServer';
import type { ServerOptions, TlsMode } from './settings';

let server: FtpServer;
const clients: Client[] = [];

afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await server.stop();
});

async function connected(options: ServerOptions = {}): Promise<Client> {
	server = await FtpServer.start(options);
	const { tls } = server.settings;
	const client = new Client(5000);
	clients.push(client);
	await client.access({
		host: server.host,
		port: server.port,
		user: 'test',
		password: 'secret',
		secure: tls === 'implicit' ? 'implicit' : tls !== 'none',
		secureOptions: { ca: (await testCertificates()).caPem, servername: 'ftp.test' },
	});
	return client;
}

async function download(client: Client, path: string, from = 0): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const sink = new Writable({
		write(chunk: Buffer, _encoding, done) {
			chunks.push(chunk);
			done();
		},
	});
	await client.downloadTo(sink, path, from);
	return Buffer.concat(chunks);
}

const big = Buffer.alloc(3_000_000, 'all work and no play ');

describe('an ordinary FTP client', () => {
	it.each<TlsMode>(['none', 'explicit', 'required', 'implicit'])(
		'stores, lists and reads files with TLS %s',
		async (tls) => {
			const client = await connected({ tls });
			await client.uploadFrom(Readable.from([Buffer.from('hello')]), '/small.txt');
			await client.uploadFrom(Readable.from([big]), '/big.bin');
			expect(readFileSync(join(server.root, 'big.bin')).equals(big)).toBe(true);
			expect((await client.list('/')).map(({ name, size }) => [name, size]).sort()).toEqual([
				['big.bin', 3_000_000],
				['small.txt', 5],
			]);
			expect((await download(client, '/big.bin')).equals(big)).toBe(true);
			expect((await download(client, '/small.txt', 2)).toString()).toBe('llo');
			const encrypted = server.dataConnections.map((one) => one.encrypted);
			expect(encrypted).toEqual([1, 2, 3, 4, 5].map(() => tls !== 'none'));
		},
	);

	it('makes, renames and removes folders and files', async () => {
		const client = await connected();
		await client.send('MKD /in');
		await client.uploadFrom(Readable.from(['x']), '/in/a b "c".txt');
		await client.rename('/in/a b "c".txt', '/in/ d');
		expect(await client.size('/in/ d')).toBe(1);
		await client.remove('/in/ d');
		await client.cd('/in');
		expect(await client.pwd()).toBe('/in');
		await client.send('CDUP');
		await client.send('RMD in');
		expect(await client.list('/')).toEqual([]);
	});

	it.each(['unix', 'dos'] as const)(
		'reads a %s listing where there is no MLSD',
		async (listing) => {
			const client = await connected({ listing, off: ['MLSD', 'MLST'] });
			writeFileSync(join(server.root, 'file.txt'), '12345');
			mkdirSync(join(server.root, 'folder'));
			const entries = await client.list();
			expect(entries.map(({ name, isDirectory }) => [name, isDirectory]).sort()).toEqual([
				['file.txt', false],
				['folder', true],
			]);
		},
	);

	it('falls back to PASV where there is no EPSV', async () => {
		const client = await connected({ off: ['EPSV'] });
		expect(await client.list()).toEqual([]);
		expect(server.commands('PASV')).toHaveLength(1);
	});

	it.each(['TLSv1.2', 'TLSv1.3'] as const)(
		'resumes the %s session of its control connection',
		async (version) => {
			const client = await connected({
				tls: 'required',
				requireSessionReuse: true,
				minTlsVersion: version,
				maxTlsVersion: version,
			});
			await client.list();
			await client.list();
			expect(server.dataConnections.map(({ resumed }) => resumed)).toEqual([true, true]);
			expect(server.tlsConnections).toEqual([
				{ connection: 1, serverName: 'ftp.test', protocol: version },
			]);
		},
	);

	it('takes 1,000 small files over 25 connections at once', async () => {
		const first = await connected();
		const others = await Promise.all(
			Array.from({ length: 24 }, async () => {
				const client = new Client(5000);
				clients.push(client);
				await client.access({
					host: server.host,
					port: server.port,
					user: 'test',
					password: 'secret',
				});
				return client;
			}),
		);
		const body = Buffer.alloc(4096, 'x');
		let next = 0;
		await Promise.all(
			[first, ...others].map(async (client) => {
				while (next < 1000) {
					const path = `/file-${next++}`;
					await client.uploadFrom(Readable.from([body]), path);
				}
			}),
		);
		expect(server.stats).toMatchObject({ connections: 25, peak: 25, dataConnections: 1000 });
		expect(await first.list()).toHaveLength(1000);
	});
});
