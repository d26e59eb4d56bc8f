import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../support/memory/bytesOf';
import { dropBefore, on, reply } from '../../../support/server/faults';
import { pipelining, withRemote } from './withRemote';

const modifiedAt = '2024-05-06T07:08:09.000Z';
const options = { mode: 'atomic', verify: 'size', modifiedAt, permissions: '640' } as const;

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('a file that has arrived on a server that takes %s', (_kind, server) => {
	it.each(['MFMT', 'SITE'])('has arrived, though the connection breaks at %s', async (verb) => {
		await withRemote({ server }, async ({ server: { root, script }, endpoint, server: one }) => {
			script.call(one, on(verb, dropBefore()));
			// Once before the command for times is known, and once behind the rename, in one flight.
			for (const path of ['/a', '/b']) {
				const receipt = await endpoint.write(path, bytesOf('content'), options);
				expect(receipt).toMatchObject({ verified: 'size', bytes: 7 });
				expect(readFileSync(join(root, path), 'utf8')).toBe('content');
			}
			expect(one.commands('STOR')).toHaveLength(2);
		});
	});
});

it('a proven file that the server will not rename now is tried to be renamed again, not sent again', async () => {
	await withRemote({}, async ({ server, endpoint }) => {
		server.script(on('RNTO', reply('450 Busy')));
		const writing = endpoint.write('/a', bytesOf('content'), { mode: 'atomic', verify: 'size' });
		await expect(writing).rejects.toMatchObject({ ftpCode: 450 });
		expect(server.commands('STOR')).toHaveLength(1);
		expect(server.commands('RNTO').length).toBeGreaterThan(3);
		expect(readdirSync(server.root)).toEqual([]);
	});
});
