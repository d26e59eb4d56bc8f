import type { RealServerOptions, ServerKind } from './RealServerOptions';
import { startRealServer, type RealServer } from './startRealServer';

/** Lends a real server; it is gone afterwards, whatever happened. */
export async function withRealServer<T>(
	kind: ServerKind,
	options: RealServerOptions,
	use: (server: RealServer) => Promise<T>,
): Promise<T> {
	const server = await startRealServer(kind, options);
	try {
		return await use(server);
	} finally {
		await server.stop();
	}
}
