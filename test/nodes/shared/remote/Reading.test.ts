import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cutData, on, reply } from '../../../support/server/faults';
import { withRemote } from './withRemote';

/** How ProFTPD 1.3.8 answers for a link of five bytes to a longer file. */
const linkReply =
	'250-Start of list for /link\r\n modify=20260304050607;size=5;type=OS.unix=symlink; /link\r\n250 End of list';

describe('a file that is read through a link', () => {
	it.each([
		['at once', []],
		['in two pieces', [on('RETR', { times: 1 }, cutData(1000))]],
	])('is not held against the size of the link: %s', async (_, faults) => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a.txt'), 'x'.repeat(3000));
			symlinkSync('a.txt', join(server.root, 'link'));
			server.script(on('MLST', reply(linkReply)), ...faults);
			const read = await endpoint.read('/link', text, { verify: 'size' });
			expect(read.result).toHaveLength(3000);
			expect(read.receipt).toMatchObject({ bytes: 3000, verified: 'size' });
			expect(read.entry).toMatchObject({ size: 3000, modifiedAt: null });
		});
	});
});
