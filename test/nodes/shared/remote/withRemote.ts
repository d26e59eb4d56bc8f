import { ConnectionBudget } from '../../../../nodes/shared/concurrency/ConnectionBudget';
import type { RunContext } from '../../../../nodes/shared/model/RunContext';
import { createPool } from '../../../../nodes/shared/remote/createPool';
import { Remote, type RemotePool } from '../../../../nodes/shared/remote/Remote';
import { RemoteEndpoint } from '../../../../nodes/shared/remote/RemoteEndpoint';
import type { RemoteSettings } from '../../../../nodes/shared/remote/settings';
import { testRun } from '../../../support/memory/testRun';
import { FtpServer } from '../../../support/server/FtpServer';
import type { ServerOptions } from '../../../support/server/settings';
import { testSettings } from './testSettings';

/** A scripted server with a pool of our own in front of it. */
export interface Lent extends RemotePool {
	readonly server: FtpServer;
	readonly endpoint: RemoteEndpoint;
	readonly settings: RemoteSettings;
	readonly hints: readonly string[];
	/** The same pool as another run sees it. */
	readonly forRun: (run: RunContext) => RemoteEndpoint;
}

export interface LendOptions {
	readonly server?: ServerOptions;
	readonly settings?: Partial<RemoteSettings>;
	readonly run?: Partial<RunContext>;
}

/** The greeting of a server whose commands are sent ahead of its replies. */
export const pipelining = { greeting: '220 (vsFTPd 3.0.3)' } as const;

/**
 * Lends both; afterwards the pool must be able to close, which it cannot while a connection is held, and nothing may have
 * been said into a file's transfer: ProFTPD answers at once, and the answer is taken for the transfer's.
 */
export async function withRemote<R>(
	options: LendOptions,
	use: (lent: Lent) => Promise<R>,
): Promise<R> {
	const server = await FtpServer.start(options.server);
	const settings = testSettings({ port: server.port, ...options.settings });
	const lent = createPool(settings, new ConnectionBudget(() => performance.now()));
	const run = testRun(options.run);
	const forRun = (other: RunContext) => new RemoteEndpoint(new Remote(lent, other));
	try {
		const result = await use({
			...lent,
			server,
			endpoint: forRun(run),
			settings,
			hints: run.hints,
			forRun,
		});
		expect(server.record.spokenInto).toEqual([]);
		return result;
	} finally {
		await lent.pool.close(new Error('the test has ended'));
		await server.stop();
	}
}
