import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../support/memory/bytesOf';
import { loseReply, on, reply } from '../../../support/server/faults';
import { withRemote } from './withRemote';

describe('an old file that was set aside', () => {
	it('never takes the place of the new one, whose rename was done and its answer lost', async () => {
		await withRemote({ settings: { retries: 0 } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			// Refused over the old file; set aside; renamed, and nobody is told.
			server.script(
				on('RNTO', { nth: 1 }, reply('550 File exists')),
				on('RNTO', { nth: 3 }, loseReply()),
			);
			const writing = endpoint.write('/a', bytesOf('new'), { mode: 'atomic', verify: 'size' });
			await expect(writing).rejects.toMatchObject({ category: 'connectionLost' });
			expect(readdirSync(server.root)).toEqual(['a']);
			expect(readFileSync(join(server.root, 'a'), 'utf8')).toBe('new');
		});
	});
});
