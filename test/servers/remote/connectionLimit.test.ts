import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mapConcurrently } from '../../../nodes/shared/concurrency/mapConcurrently';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { bytesSource, withRealRemote } from '../../support/realServers/withRealRemote';
import { withRealServer } from '../../support/realServers/withRealServer';

const content = Buffer.alloc(4096, 'abc');
const generous = () => ({ maxConnections: 25, retries: 3, retryDelayMs: 300 });
const signal = new AbortController().signal;

describe.each(serverKinds)('a limit of connections on %s', (kind) => {
	it('is learned, and 500 uploads wait for the three that it allows', async () => {
		await withRealRemote(kind, { maxClients: 3 }, generous, async ({ endpoint, server, stats }) => {
			const names = Array.from({ length: 500 }, (_, i) => `/f${i}`);
			const receipts = await mapConcurrently(names, 50, signal, async (path) => {
				return await endpoint.write(path, bytesSource(content), { mode: 'atomic', verify: 'size' });
			});
			expect(
				receipts.every(({ attempts, verified }) => attempts === 1 && verified === 'size'),
			).toBe(true);
			expect(await readdir(server.root)).toHaveLength(500);
			expect(stats()).toMatchObject({ learnedLimit: 3, waiting: 0, busy: 0 });
		});
	});

	it('is shared by two processes that want 25 each: all 400 uploads succeed', async () => {
		await withRealServer(kind, { maxClients: 5 }, async (server) => {
			const script = join(__dirname, 'uploadMany.ts');
			const upload = async (tag: string) => {
				const child = spawn(
					process.execPath,
					['--import', 'tsx', script, server.host, String(server.port), tag, '200'],
					{ stdio: ['ignore', 'pipe', 'inherit'] },
				);
				const [code] = (await once(child, 'exit')) as [number];
				return code;
			};
			expect(await Promise.all([upload('a'), upload('b')])).toEqual([0, 0]);
			expect(await readdir(server.root)).toHaveLength(400);
		});
	});
});
