import { Client } from 'basic-ftp';
import type { TlsMode } from './RealServerOptions';
import type { RealServer } from './startRealServer';

const SECURE = { none: false, explicit: true, required: true, implicit: 'implicit' } as const;
const TIMEOUT_MS = 10_000;

/** Logs in with a client that is not ours, so that a server is judged apart from the product; closes it afterwards. */
export async function withBasicFtp<T>(
	server: RealServer,
	tls: TlsMode,
	use: (client: Client) => Promise<T>,
): Promise<T> {
	const client = new Client(TIMEOUT_MS);
	try {
		await client.access({
			host: server.host,
			port: server.port,
			user: server.user,
			password: server.password,
			secure: SECURE[tls],
			secureOptions: { ca: server.caPem, servername: server.serverName },
		});
		return await use(client);
	} finally {
		client.close();
	}
}
