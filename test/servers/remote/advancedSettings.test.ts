import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../support/memory/bytesOf';
import { testCertificates } from '../../support/certificates';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { bytesSource, contentOf, withRealRemote } from '../../support/realServers/withRealRemote';

const atomic = { mode: 'atomic', verify: 'size' } as const;
const content = Buffer.from('content');

describe.each([
	['latin1', ['Übergröße.txt', 'façade'], ['dc6265726772f6df652e747874', '6661e7616465']],
	['shift_jis', ['表示.txt', 'ソ'], ['955c8ea62e747874', '835c']],
] as const)('names in %s', (encoding, names, bytes) => {
	// Pure-FTPd refuses names with byte 0x5C, a backslash in ASCII and the second half of many characters in Shift-JIS.
	const kinds = serverKinds.filter((kind) => encoding === 'latin1' || kind !== 'pureftpd');

	it.each(kinds)('reach %s in their bytes, and come back', async (kind) => {
		await withRealRemote(
			kind,
			{},
			() => ({ encoding }),
			async ({ endpoint, server }) => {
				for (const name of names) await endpoint.write(`/${name}`, bytesSource(content), atomic);
				const stored = readdirSync(server.root, { encoding: 'buffer' });
				expect(stored.map((name) => name.toString('hex')).sort()).toEqual([...bytes].sort());
				const { entries } = await endpoint.list('/');
				expect(entries.map(({ name }) => name).sort()).toEqual([...names].sort());
				for (const name of names)
					expect((await endpoint.read(`/${name}`, textOf, { verify: 'size' })).result).toBe(
						'content',
					);
				await endpoint.createFolder(`/${names[0]} 2`);
				await endpoint.move(`/${names[0]}`, `/${names[0]} 2/${names[1]}`, { overwrite: false });
				expect((await endpoint.list(`/${names[0]} 2`)).entries).toHaveLength(1);
			},
		);
	});
});

it.each(serverKinds)('Local Address is where %s sees every connection come from', async (kind) => {
	for (const mode of ['passive', 'active'] as const) {
		await withRealRemote(
			kind,
			{},
			() => ({ localAddress: '127.0.0.5', mode }),
			async ({ endpoint, server }) => {
				await endpoint.write('/a', bytesSource(content), atomic);
				expect((await contentOf(endpoint, '/a')).equals(content)).toBe(true);
				// Active mode announces the same address; the servers connect to no other one then.
				const ports = (await server.commands()).filter((line) => line.startsWith('PORT '));
				expect(ports.every((line) => line.startsWith('PORT 127,0,0,5,'))).toBe(true);
				expect(ports.length > 0).toBe(mode === 'active');
			},
		);
	}
});

it('a client certificate whose key has a passphrase opens a server that asks for one', async () => {
	const { client } = await testCertificates();
	const clientKey = createPrivateKey(client.keyPem)
		.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pass phrase' })
		.toString();
	const shown = {
		clientCertificate: client.certPem,
		clientKey,
		clientKeyPassphrase: 'pass phrase',
	};
	for (const kind of ['vsftpd', 'proftpd'] as const) {
		await withRealRemote(
			kind,
			{ tls: 'required', requireClientCertificate: true },
			() => shown,
			async ({ endpoint }) => {
				expect(await endpoint.write('/a', bytesSource(content), atomic)).toMatchObject({
					attempts: 1,
				});
			},
		);
	}
});

it.each(['vsftpd', 'proftpd'] as const)(
	'the ports of Active Port Range are those that %s connects to under TLS',
	async (kind) => {
		await withRealRemote(
			kind,
			{ tls: 'required' },
			() => ({ mode: 'active', activePorts: [40_200, 40_230], activeAddress: '127.0.0.1' }),
			async ({ endpoint, server }) => {
				await endpoint.write('/a', bytesSource(content), atomic);
				expect((await contentOf(endpoint, '/a')).equals(content)).toBe(true);
				const ports = (await server.commands())
					.filter((line) => line.startsWith('PORT '))
					.map((line) => line.slice(5).split(',').map(Number))
					.map(([, , , , high = 0, low = 0]) => high * 256 + low);
				expect(ports.length).toBeGreaterThan(0);
				expect(ports.every((port) => port >= 40_200 && port <= 40_230)).toBe(true);
			},
		);
	},
);

it.each(['vsftpd', 'proftpd'] as const)(
	'Server Time Zone is what the times in the listings of %s mean',
	async (kind) => {
		const modified = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 5 * 24 * 3_600_000);
		const oneOf = async (serverTimeZone: string) =>
			await withRealRemote(
				kind,
				{ deniedCommands: ['MLSD', 'MLST', 'MDTM'] },
				() => ({ serverTimeZone }),
				async ({ endpoint, server }) => {
					writeFileSync(join(server.root, 'a'), 'x');
					utimesSync(join(server.root, 'a'), modified, modified);
					await server.own();
					return (await endpoint.list('/')).entries[0]?.modifiedAt;
				},
			);
		// The servers list UTC here; India is ahead of that by five and a half hours.
		expect(await oneOf('')).toBe(modified.toISOString());
		const ahead = new Date(modified.getTime() - 330 * 60_000);
		expect(await oneOf('Asia/Kolkata')).toBe(ahead.toISOString());
	},
);

/** Connections to a port of this machine that are open at both ends, as the kernel lists them (state 01). */
function established(port: number): number {
	const local = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
	const lines = readFileSync('/proc/net/tcp', 'latin1').split('\n');
	return lines.filter((line) => line.includes(local) && / 01 /.test(line)).length;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

it.each(['vsftpd', 'proftpd'] as const)(
	'sessions that %s ends when they are idle fail nothing, and cost no try',
	async (kind) => {
		await withRealRemote(
			kind,
			{ idleSeconds: 1 },
			() => ({ retries: 0, idleCloseMs: 60_000, maxConnections: 2 }),
			async ({ endpoint, server, stats }) => {
				await endpoint.write('/a', bytesSource(content), atomic);
				const { created } = stats();
				await until(() => established(server.port) === 0);
				const receipt = await endpoint.write('/b', bytesSource(content), atomic);
				expect(receipt).toMatchObject({ attempts: 1, verified: 'size' });
				expect(stats().created).toBeGreaterThan(created);
			},
		);
	},
	60_000,
);

// ProFTPD ends sessions without a transfer (TimeoutNoTransfer) whatever else they do.
it('sessions that Keepalive keeps awake outlive the time that vsftpd lets idle ones live', async () => {
	await withRealRemote(
		'vsftpd',
		{ idleSeconds: 2 },
		() => ({ retries: 0, idleCloseMs: 60_000, keepAliveMs: 500 }),
		async ({ endpoint, server, stats }) => {
			await endpoint.list('/');
			const { created } = stats();
			const asked = async () => (await server.commands()).filter((line) => line === 'NOOP').length;
			await until(async () => (await asked()) > 7);
			await endpoint.list('/');
			expect(stats()).toMatchObject({ created, closed: 0 });
		},
	);
});
