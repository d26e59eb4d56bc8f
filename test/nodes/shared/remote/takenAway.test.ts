import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../support/memory/bytesOf';
import { firstDo, on, reply } from '../../../support/server/faults';
import type { FtpServer } from '../../../support/server/FtpServer';
import { pipelining, withRemote } from './withRemote';

const settings = { retries: 1 };
const upload = { mode: 'atomic', verify: 'size' } as const;

/** What a pick-up job does that does not look at names. */
const takeParts = (server: FtpServer) =>
	firstDo(() => {
		for (const name of readdirSync(server.root))
			if (name.endsWith('.part')) rmSync(join(server.root, name));
	});

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('an upload that is gone before it has its name, on a server that takes %s', (_kind, server) => {
	it('is not taken for published because an older file has its size', async () => {
		await withRemote(
			{ server, settings },
			async ({ server: { root }, server: there, endpoint }) => {
				writeFileSync(join(root, 'a'), 'old');
				there.script(on('RNFR', takeParts(there)));
				await expect(endpoint.write('/a', bytesOf('new'), upload)).rejects.toMatchObject({
					category: 'integrity',
					attempts: 2,
					message: expect.stringContaining('gone from the server') as unknown,
				});
				expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old');
				expect(readdirSync(root)).toEqual(['a']);
			},
		);
	});

	it('is sent again', async () => {
		await withRemote(
			{ server, settings },
			async ({ server: { root }, server: there, endpoint }) => {
				writeFileSync(join(root, 'a'), 'old');
				there.script(on('RNFR', { times: 1 }, takeParts(there)));
				const receipt = await endpoint.write('/a', bytesOf('new'), upload);
				expect(receipt).toMatchObject({ attempts: 2, verified: 'size' });
				expect(readFileSync(join(root, 'a'), 'utf8')).toBe('new');
			},
		);
	});

	it('is no success where the server says that it has stored what it has not', async () => {
		await withRemote(
			{ server, settings },
			async ({ server: { root }, server: there, endpoint }) => {
				writeFileSync(join(root, 'a'), 'old');
				there.script(on('STOR', reply('226 Done')));
				await expect(endpoint.write('/a', bytesOf('new'), upload)).rejects.toMatchObject({
					category: 'integrity',
				});
				expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old');
			},
		);
	});
});
