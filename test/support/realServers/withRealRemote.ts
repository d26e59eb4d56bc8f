import { ConnectionBudget } from '../../../nodes/shared/concurrency/ConnectionBudget';
import type { ByteSource } from '../../../nodes/shared/model/Endpoint';
import type { PoolStats } from '../../../nodes/shared/concurrency/PoolOptions';
import { createPool } from '../../../nodes/shared/remote/createPool';
import { Remote } from '../../../nodes/shared/remote/Remote';
import { RemoteEndpoint } from '../../../nodes/shared/remote/RemoteEndpoint';
import type { RemoteSettings } from '../../../nodes/shared/remote/settings';
import { Readable } from 'node:stream';
import { testSettings } from '../../nodes/shared/remote/testSettings';
import { testRun } from '../memory/testRun';
import type { RealServerOptions, ServerKind } from './RealServerOptions';
import type { RealServer } from './startRealServer';
import { withRealServer } from './withRealServer';

/** A real server and a pool of our own in front of it. */
export interface RealRemote {
	readonly server: RealServer;
	readonly endpoint: RemoteEndpoint;
	readonly settings: RemoteSettings;
	readonly stats: () => PoolStats;
}

/** Starts a real server and lends an endpoint to it; both end afterwards. `settings` may depend on the server. */
export async function withRealRemote<R>(
	kind: ServerKind,
	options: RealServerOptions,
	settings: (server: RealServer) => Partial<RemoteSettings>,
	use: (lent: RealRemote) => Promise<R>,
): Promise<R> {
	return await withRealServer(kind, options, async (server) => {
		const { host, port, user, password, serverName, caPem } = server;
		const ssl = options.tls === undefined || options.tls === 'none' ? 'never' : sslOf(options.tls);
		const complete = testSettings({
			...{
				host,
				port,
				user,
				password,
				serverName,
				ssl,
				caCertificates: [caPem],
				timeoutMs: 15_000,
			},
			...settings(server),
		});
		const lent = createPool(complete, new ConnectionBudget(() => performance.now()));
		try {
			return await use({
				server,
				settings: complete,
				endpoint: new RemoteEndpoint(new Remote(lent, testRun())),
				stats: () => lent.pool.stats,
			});
		} finally {
			await lent.pool.close(new Error('the test has ended'));
		}
	});
}

/** A source of these bytes, as often as asked. */
export function bytesSource(content: Buffer): ByteSource {
	return {
		size: content.length,
		open: async (offset) => await Promise.resolve(Readable.from([content.subarray(offset)])),
	};
}

/** Reads a whole file. */
export async function contentOf(endpoint: RemoteEndpoint, path: string): Promise<Buffer> {
	const { result } = await endpoint.read(
		path,
		async (body) => {
			const pieces: Buffer[] = [];
			for await (const piece of body) pieces.push(piece as Buffer);
			return Buffer.concat(pieces);
		},
		{ verify: 'size' },
	);
	return result;
}

function sslOf(tls: 'explicit' | 'required' | 'implicit') {
	return tls === 'implicit' ? 'implicit' : 'explicit';
}
