import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cutData, on, reply } from '../../../support/server/faults';
import { withRemote } from './withRemote';

/** An answer to MLST for a link of five bytes. ProFTPD 1.3.8 calls it a file. */
const mlst = (type: string) =>
	`250-Start of list for /link\r\n modify=20260304050607;size=5;type=${type}; /link\r\n250 End of list`;
const cut = on('RETR', { times: 1 }, cutData(1000));

describe('a file that is read through a link', () => {
	it.each([
		['called a link', 'OS.unix=symlink', 3000, []],
		['called a link, in two pieces', 'OS.unix=symlink', 3000, [cut]],
		['called a file', 'file', 3000, []],
		['called a file, in two pieces', 'file', 3000, [cut]],
		['called a file, shorter than the text of the link', 'file', 3, []],
	])('is not held against the size of the link: %s', async (_, type, length, faults) => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a.txt'), 'x'.repeat(length));
			symlinkSync('a.txt', join(server.root, 'link'));
			server.script(on('MLST', reply(mlst(type))), ...faults);
			const read = await endpoint.read('/link', text, { verify: 'size' });
			expect(read.result).toHaveLength(length);
			expect(read.receipt).toMatchObject({ bytes: length, verified: 'size' });
			expect(read.entry).toMatchObject({ size: length, modifiedAt: null });
		});
	});
});
