import { createServer as createWebServer } from 'node:http';
import { createServer as createSecureWebServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { testCertificates } from '../support/certificates';
import { credentialFor, itemsOfTest } from '../support/engine/runTestConnection';
import { stopEngine } from '../support/engine/stopEngine';

/** The real ones (21, 990, 3021, 3990) may be taken by anybody on the machine of the tests. */
jest.mock('../../nodes/shared/explain/candidatePorts', () => ({ candidatePorts: [] }));

afterAll(stopEngine);

/** Servers of other kinds, which greet or wait as the real ones do. */
const foreign = {
	web: async () => await Promise.resolve(createWebServer()),
	secureWeb: async () => {
		const { certPem: cert, keyPem: key } = (await testCertificates()).selfSigned;
		return createSecureWebServer({ cert, key });
	},
	ssh: async () => await saying('SSH-2.0-OpenSSH_9.6\r\n'),
	mail: async () => await saying('220 mail.example.com ESMTP Postfix\r\n', '502 5.5.2 Error\r\n'),
	pop3: async () => await saying('+OK POP3 server ready\r\n'),
};

async function saying(greeting: string, answer = ''): Promise<Server> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.on('data', () => socket.write(answer));
		socket.write(greeting);
	});
	return await Promise.resolve(server);
}

async function listening(server: Server): Promise<{ port: number; close: () => void }> {
	const sockets = new Set<{ destroy: () => void }>();
	server.on('connection', (socket: { destroy: () => void }) => sockets.add(socket));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () => {
		server.close();
		for (const socket of sockets) socket.destroy();
	};
	return { port: (server.address() as AddressInfo).port, close };
}

beforeAll(async () => void (await testCertificates()));

// Side by side, because the silent ones take two timeouts each.
it.concurrent.each([
	['web', 'useIfAvailable', 'greeting', /web server/],
	['web', 'implicit', 'tls', /web server/],
	['secureWeb', 'explicit', 'greeting', /web server/],
	['secureWeb', 'implicit', 'certificate', null],
	['ssh', 'explicit', 'greeting', /SSH server/],
	['ssh', 'implicit', 'tls', /SSH server/],
	['mail', 'explicit', 'greeting', /mail server/],
	['mail', 'never', 'greeting', /mail server/],
	['pop3', 'useIfAvailable', 'greeting', /like an FTP server/],
] as const)('a %s server is no FTP server with SSL %s', async (kind, ssl, stage, explanation) => {
	const { port, close } = await listening(await foreign[kind]());
	try {
		const [tested] = await itemsOfTest(credentialFor({ port }, { ssl, timeout: 2 }));
		// A certificate that is not accepted ends everything: what stands behind it is never asked.
		expect(tested).toMatchObject(
			explanation === null
				? { verdict: 'certificateSelfSigned', failedStage: stage }
				: {
						verdict: 'notFtp',
						failedStage: stage,
						explanation: expect.stringMatching(explanation),
						suggestedSettings: null,
					},
		);
		expect(JSON.stringify(tested)).not.toContain('secret');
	} finally {
		close();
	}
});
