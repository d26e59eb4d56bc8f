import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpServer } from '../FtpServer';
import { RawClient } from '../RawClient';
import type { ServerOptions } from '../settings';
import { addLines, cutListing, hideLines, listingLines, listingText, on, type Rule } from '.';

let server: FtpServer;
afterEach(() => server.stop());

const body = Buffer.alloc(200_000, 'abc');
const onDisk = (name: string) => join(server.root, name);

async function login(faults: readonly Rule[], options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start({ ...options, faults });
	writeFileSync(onDisk('file'), body);
	return RawClient.login(server.port);
}

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
