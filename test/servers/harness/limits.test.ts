import { FTPError, type Client } from 'basic-ftp';
import { statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { withBasicFtp } from '../../support/realServers/withBasicFtp';
import { withRealServer } from '../../support/realServers/withRealServer';

const bytes = (count: number) => Readable.from([Buffer.alloc(count)]);
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
const login = async () => undefined;

/** The reply code with which something is refused; null when it works. */
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: unknown) => (error instanceof FTPError ? error.code : String(error)),
	);

describe.each(serverKinds)('%s as a test sets it up', (kind) => {
	// ProFTPD takes the connection and refuses the login; the others refuse in place of the greeting.
	const tooMany = kind === 'proftpd' ? 530 : 421;

	it('has a disk that fills up', async () => {
		await withRealServer(kind, { diskBytes: 1024 * 1024 }, async (server) => {
			await writeFile(join(server.root, 'fits.bin'), Buffer.alloc(1000));
			await withBasicFtp(server, 'none', async (client) => {
				expect(
					await refusal(client.uploadFrom(bytes(2 * 1024 * 1024), 'large.bin')),
				).not.toBeNull();
			});
			expect((await statfs(server.root)).bavail).toBe(0);
		});
	});

	it('refuses changes when read-only', async () => {
		await withRealServer(kind, { readOnly: true }, async (server) => {
			await writeFile(join(server.root, 'there.txt'), 'x');
			await server.own();
			const refused = (change: (client: Client) => Promise<unknown>) =>
				refusal(withBasicFtp(server, 'none', change));
			expect(await refused((client) => client.uploadFrom(bytes(1), 'new.txt'))).not.toBeNull();
			expect(await refused((client) => client.remove('there.txt'))).toBe(550);
			expect(await refused((client) => client.size('there.txt'))).toBeNull();
		});
	});

	it('refuses one connection too many', async () => {
		await withRealServer(kind, { maxClients: 1 }, (server) =>
			withBasicFtp(server, 'none', async () => {
				expect(await refusal(withBasicFtp(server, 'none', login))).toBe(tooMany);
			}),
		);
	});

	it('refuses a second connection from one address', async () => {
		await withRealServer(kind, { maxPerAddress: 1 }, (server) =>
			withBasicFtp(server, 'none', async () => {
				expect(await refusal(withBasicFtp(server, 'none', login))).toBe(tooMany);
			}),
		);
	});

	it('refuses a wrong password, and logs the try without it', async () => {
		await withRealServer(kind, {}, async (server) => {
			const wrong = { ...server, password: 'no' };
			expect(await refusal(withBasicFtp(wrong, 'none', login))).toBe(530);
			expect((await server.commands()).filter((command) => command.includes('PASS'))).toEqual([
				'PASS',
			]);
		});
	});

	it('answers PASV with the address that it is given', async () => {
		await withRealServer(kind, { passiveAddress: '127.9.9.9' }, (server) =>
			withBasicFtp(server, 'none', async (client) => {
				expect((await client.send('PASV')).message).toContain('127,9,9,9');
			}),
		);
	});

	it('slows transfers down', async () => {
		await withRealServer(kind, { bytesPerSecond: 64 * 1024 }, async (server) => {
			await writeFile(join(server.root, 'large.bin'), Buffer.alloc(320 * 1024));
			await server.own();
			const before = performance.now();
			await withBasicFtp(server, 'none', (client) => client.downloadTo(nowhere(), 'large.bin'));
			expect(performance.now() - before).toBeGreaterThan(700);
		});
	});
});

// Pure-FTPd counts idle time in minutes and refuses no single command.
describe.each(['vsftpd', 'proftpd'] as const)('%s as a test sets it up', (kind) => {
	it('ends idle sessions', async () => {
		await withRealServer(kind, { idleSeconds: 1 }, (server) =>
			withBasicFtp(server, 'none', async (client) => {
				while (!client.closed) await new Promise((resolve) => setTimeout(resolve, 20));
				await expect(client.send('NOOP')).rejects.toThrow(/421|closed/);
			}),
		);
	});

	it('refuses the commands that it is told to', async () => {
		await withRealServer(kind, { deniedCommands: ['MDTM', 'EPSV'] }, (server) =>
			withBasicFtp(server, 'none', async (client) => {
				expect(await refusal(client.send('EPSV'))).toBeGreaterThanOrEqual(500);
				expect(await refusal(client.lastMod('x'))).toBeGreaterThanOrEqual(500);
				expect(await refusal(client.send('PASV'))).toBeNull();
			}),
		);
	});
});
