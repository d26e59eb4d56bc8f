import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { dropBefore, on } from '../../../support/server/faults';
import { pipelining, withRemote } from './withRemote';

describe('a connection that is dead when an upload begins on a port asked for ahead', () => {
	it('is replaced, and the hash is that of the bytes once', async () => {
		const options = { server: pipelining, settings: { maxConnections: 1, retries: 0 } };
		await withRemote(options, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'first');
			await endpoint.list('/');
			server.script(on('STOR', { nth: 1 }, dropBefore()));
			const [, receipt] = await Promise.all([
				endpoint.read('/a', textOf, { verify: 'size' }),
				endpoint.write('/b', bytesOf('content'), { mode: 'atomic', verify: 'size' }),
			]);
			expect(server.commands('STOR')).toHaveLength(2);
			expect(receipt).toMatchObject({
				attempts: 1,
				bytes: 7,
				sha256: createHash('sha256').update('content').digest('hex'),
			});
		});
	});
});
