import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { pipelining, withRemote, type Lent } from './withRemote';

const deaths: ReadonlyArray<readonly [string, (lent: Lent) => void | Promise<void>]> = [
	[
		'the server has said 421',
		({ server }) => server.kickIdle('421 Timeout (300 seconds): closing control connection'),
	],
	['the server has closed it', ({ server }) => server.dropAll()],
	['it was reset', ({ server }) => server.dropAll('reset')],
	['the server has restarted', async ({ server }) => await server.restart()],
];

describe.each([
	['one command at a time', {}],
	['commands ahead', pipelining],
])('an idle connection to a server that takes %s', (_kind, server) => {
	it.each(deaths)('is replaced without counting as a try when %s', async (_title, die) => {
		await withRemote({ server, settings: { retries: 0, maxConnections: 3 } }, async (lent) => {
			writeFileSync(join(lent.server.root, 'a'), 'x');
			await Promise.all([1, 2, 3].map(async () => await lent.endpoint.find('/a')));
			// Connections that nobody needs any more are opened to their end all the same.
			while (lent.pool.stats.open < 3) await nextTurn();
			const opened = lent.pool.stats.created;
			await die(lent);
			const { receipt } = await lent.endpoint.read('/a', textOf, { verify: 'size' });
			expect(receipt.attempts).toBe(1);
			await lent.server.until(({ stats }) => stats.open <= opened);
			await die(lent);
			const written = await lent.endpoint.write('/b', bytesOf('y'), {
				mode: 'atomic',
				verify: 'size',
			});
			expect(written.attempts).toBe(1);
			await die(lent);
			await lent.endpoint.removeFile('/b');
			await die(lent);
			await lent.endpoint.createFolder('/c');
			await die(lent);
			await lent.endpoint.move('/a', '/c/a', { overwrite: false });
			await die(lent);
			expect((await lent.endpoint.list('/c')).entries).toHaveLength(1);
			expect(lent.pool.stats.busy).toBe(0);
		});
	});

	it('gets NOOP in time, and QUIT when it is not needed any more', async () => {
		await withRemote({ server, settings: { keepAliveMs: 20, idleCloseMs: 200 } }, async (lent) => {
			await lent.endpoint.find('/');
			await lent.server.until((one) => one.commands('NOOP').length >= 2);
			await lent.server.until(({ stats }) => stats.quits === 1 && stats.open === 0);
			expect(lent.server.commands('QUIT')).toHaveLength(1);
			expect(lent.pool.stats).toMatchObject({ open: 0 });
		});
	});
});
