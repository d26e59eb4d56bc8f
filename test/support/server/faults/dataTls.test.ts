import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificates } from '../../certificates';
import { FtpServer } from '../FtpServer';
import { RawClient } from '../RawClient';
import type { ServerOptions } from '../settings';
import { dataHandshake, on, type Rule } from '.';

let server: FtpServer;
afterEach(() => server.stop());

const body = Buffer.alloc(200_000, 'abc');
const onDisk = (name: string) => join(server.root, name);

async function login(faults: readonly Rule[], options: ServerOptions = {}): Promise<RawClient> {
	server = await FtpServer.start({ ...options, faults });
	writeFileSync(onDisk('file'), body);
	return RawClient.login(server.port);
}

describe('TLS of a data connection', () => {
	it.each(['refuse', 'silent'] as const)('can be %s', async (handshake) => {
		const { caPem } = await testCertificates();
		const client = await login([on('LIST', dataHandshake(handshake))], { tls: 'explicit' });
		await client.encrypt({ ca: caPem });
		const secure = client.encryptData(await client.openData(), { ca: caPem });
		expect(await client.ask('LIST')).toMatch(/^150/);
		if (handshake === 'refuse') expect(await client.reply()).toMatch(/^425/);
		else client.close();
		await new Promise((resolve) => secure.once('close', resolve));
	});

	it('must be the session of the control connection where that is asked for', async () => {
		const { caPem } = await testCertificates();
		const client = await login([], { tls: 'explicit', requireSessionReuse: true });
		await client.encrypt({ ca: caPem });
		for (const [resume, last] of [
			[false, /^522/],
			[true, /^226/],
		] as const) {
			client
				.encryptData(await client.openData(), { ca: caPem, servername: 'localhost' }, resume)
				.resume();
			expect(await client.ask('LIST')).toMatch(/^150/);
			expect(await client.reply()).toMatch(last);
		}
		expect(server.dataConnections.map(({ resumed }) => resumed)).toEqual([false, true]);
	});

	it('asks for a certificate of the client, and knows it', async () => {
		const { caPem, client: own, otherCa } = await testCertificates();
		const identity = { cert: own.certPem, key: own.keyPem };
		server = await FtpServer.start({ tls: 'explicit', clientCa: caPem });
		const client = await RawClient.login(server.port);
		await client.encrypt({ ca: caPem, ...identity });
		expect(await client.ask('NOOP')).toBe('200 OK');
		const stranger = await RawClient.login(server.port);
		await stranger.encrypt({ ca: caPem, cert: otherCa.certPem, key: otherCa.keyPem }, false);
		expect(await stranger.ask('NOOP')).toBe('closed');
	});

	it('can show another certificate than the control connection', async () => {
		const { caPem, selfSigned } = await testCertificates();
		const client = await login([], { tls: 'explicit', dataCertificate: selfSigned });
		await client.encrypt({ ca: caPem });
		const options = { ca: caPem, servername: 'localhost', rejectUnauthorized: false };
		const secure = client.encryptData(await client.openData(), options);
		client.send('LIST');
		await once(secure, 'secureConnect');
		expect(secure.authorized).toBe(false);
		expect(secure.getPeerCertificate().fingerprint256).toBe(selfSigned.fingerprint256);
	});
});
