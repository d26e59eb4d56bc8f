import { connect as connectPlain, type Socket } from 'node:net';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { testCertificates } from '../../support/certificates';
import { withBasicFtp } from '../../support/realServers/withBasicFtp';
import type { RealServer } from '../../support/realServers/startRealServer';
import { withRealServer } from '../../support/realServers/withRealServer';

type Shown = 'expired' | 'wrongName' | 'selfSigned' | 'otherCa';
const COMPLAINT: Readonly<Record<Shown, RegExp>> = {
	expired: /expired/,
	wrongName: /altnames|does not match/,
	selfSigned: /self-signed/,
	otherCa: /self-signed|unable to (verify|get)/,
};

describe.each(['vsftpd', 'proftpd', 'pureftpd'] as const)('%s', (kind) => {
	it.each(Object.keys(COMPLAINT) as Shown[])('shows the certificate %s', async (certificate) => {
		await withRealServer(kind, { tls: 'required', certificate }, async (server) => {
			const login = withBasicFtp(server, 'required', async () => undefined);
			await expect(login).rejects.toThrow(COMPLAINT[certificate]);
		});
	});

	it('refuses a plain login where TLS is required', async () => {
		await withRealServer(kind, { tls: 'required' }, async (server) => {
			await expect(withBasicFtp(server, 'none', async () => undefined)).rejects.toThrow();
		});
	});
});

/** TLS on the control connection of an implicit server; resolves once the greeting has come, or rejects. */
async function greet(server: RealServer, own: { cert?: string; key?: string }): Promise<string> {
	const plain: Socket = connectPlain(server.port, server.host);
	const socket = connect({
		socket: plain,
		ca: server.caPem,
		servername: server.serverName,
		...own,
	});
	try {
		const [greeting] = (await once(socket, 'data')) as [Buffer];
		return greeting.toString();
	} finally {
		socket.destroy();
	}
}

describe.each(['vsftpd', 'proftpd'] as const)('%s', (kind) => {
	it('demands a client certificate', async () => {
		const { client } = await testCertificates();
		const options = { tls: 'implicit', requireClientCertificate: true } as const;
		await withRealServer(kind, options, async (server) => {
			const own = { cert: client.certPem, key: client.keyPem };
			expect(await greet(server, own)).toMatch(/^220/);
			const without = await greet(server, {}).catch((error: Error) => error.message);
			expect(without).not.toMatch(/^220/);
		});
	});

	it.each([
		['refuses', true, false],
		['takes', false, true],
	])('%s new sessions on data connections (reuse required: %s)', async (_, requireReuse, taken) => {
		await withRealServer(kind, { tls: 'required', requireReuse }, async (server) => {
			await withBasicFtp(server, 'required', async (client) => {
				expect(await client.list()).toEqual([]);
				// basic-ftp resumes by itself: make it forget.
				client.ftp.tlsSessionStore = undefined;
				Object.assign(client.ftp.socket, { getSession: () => undefined });
				const listed = client.list().then(
					() => true,
					() => false,
				);
				expect(await listed).toBe(taken);
			});
		});
	});
});
