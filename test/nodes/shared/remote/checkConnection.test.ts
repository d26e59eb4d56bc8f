import { checkConnection } from '../../../../nodes/shared/remote/checkConnection';
import { openRemote } from '../../../../nodes/shared/remote/openRemote';
import { closeIdleConnections, poolOf } from '../../../../nodes/shared/remote/pools';
import { testRun } from '../../../support/memory/testRun';
import { bytesOf } from '../../../support/memory/bytesOf';
import { on, stall } from '../../../support/server/faults';
import { FtpServer } from '../../../support/server/FtpServer';
import { testSettings } from './testSettings';

describe('a test of the credential', () => {
	it('takes the place of an idle connection where the login bears one only', async () => {
		const server = await FtpServer.start({ maxConnections: 1 });
		const settings = testSettings({ port: server.port, maxConnections: 1 });
		// The pool of a workflow, and one of another setting for the same login.
		for (const pooled of [settings, { ...settings, timeoutMs: 3000, maxConnections: 25 }]) {
			await openRemote(pooled, testRun()).list('/');
			expect(poolOf(pooled).pool.stats).toMatchObject({ open: 1 });
			await expect(checkConnection(settings, testRun())).resolves.toMatchObject({ entries: 0 });
		}
		expect(server.stats.peak).toBe(1);
		await server.until(({ stats }) => stats.open === 0);
		await server.stop();
	});

	it('waits while the only connection is at work, as long as it is given', async () => {
		const server = await FtpServer.start({ faults: [on('STOR', stall(1))] });
		const settings = testSettings({ port: server.port, maxConnections: 1, timeoutMs: 20_000 });
		const stop = new AbortController();
		const upload = openRemote(settings, testRun({ signal: stop.signal })).write(
			'/a',
			bytesOf('content'),
			{ mode: 'atomic', verify: 'size' },
		);
		await server.until((one) => one.commands('STOR').length > 0);
		const signal = AbortSignal.timeout(300);
		await expect(checkConnection(settings, testRun({ signal }))).rejects.toMatchObject({
			name: 'TimeoutError',
		});
		expect(server.stats.peak).toBe(1);
		stop.abort();
		await expect(upload).rejects.toMatchObject({ category: 'cancelled' });
		await closeIdleConnections();
		await server.stop();
	});
});
