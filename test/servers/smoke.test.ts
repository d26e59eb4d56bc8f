import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ServerKind, TlsMode } from '../support/realServers/RealServerOptions';
import { startRealServer } from '../support/realServers/startRealServer';
import { withBasicFtp } from '../support/realServers/withBasicFtp';

const modes: ReadonlyArray<readonly [ServerKind, TlsMode]> = [
	['vsftpd', 'none'],
	['vsftpd', 'explicit'],
	['vsftpd', 'required'],
	['vsftpd', 'implicit'],
	['proftpd', 'none'],
	['proftpd', 'explicit'],
	['proftpd', 'required'],
	['proftpd', 'implicit'],
	['pureftpd', 'none'],
	['pureftpd', 'explicit'],
	['pureftpd', 'required'],
];

describe('a real server under test', () => {
	it.each(modes)('%s with TLS %s lists, takes and gives a file', async (kind, tls) => {
		const server = await startRealServer(kind, { tls });
		try {
			await writeFile(join(server.root, 'seeded.txt'), 'from the disk');
			await server.own();
			await withBasicFtp(server, tls, async (client) => {
				await client.uploadFrom(Readable.from(['over the wire']), 'sent ü.txt');
				const names = (await client.list()).map(({ name }) => name);
				expect(names).toEqual(expect.arrayContaining(['seeded.txt', 'sent ü.txt']));
				const received = new PassThrough();
				const [content] = await Promise.all([
					text(received),
					client.downloadTo(received, 'seeded.txt'),
				]);
				expect(content).toBe('from the disk');
			});
			expect(await readFile(join(server.root, 'sent ü.txt'), 'utf8')).toBe('over the wire');
			const commands = await server.commands();
			expect(commands).toEqual(expect.arrayContaining(['USER test', 'PASS', 'RETR seeded.txt']));
			expect(commands.includes('AUTH TLS')).toBe(tls === 'explicit' || tls === 'required');
		} finally {
			await server.stop();
		}
	});
});
