import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { itemsOfTest } from '../support/engine/runTestConnection';
import { stopEngine } from '../support/engine/stopEngine';
import type { RealServerOptions, ServerKind } from '../support/realServers/RealServerOptions';
import type { RealServer } from '../support/realServers/startRealServer';
import { withRealServer } from '../support/realServers/withRealServer';

afterAll(stopEngine);

const kinds = ['vsftpd', 'proftpd', 'pureftpd'] as const;

function credentialOf(server: RealServer): ICredentialDataDecryptedObject {
	const { host, port, user, password, caPem, serverName } = server;
	const trust = { caCertificates: caPem, serverName };
	// Pure-FTPd takes some seconds to refuse a password.
	return { host, port, user, password, ...trust, timeout: 8, maxConnections: 8 };
}

const stageOf = (items: readonly IDataObject[], name: string) =>
	items.find(({ stage }) => stage === name);

describe.each(kinds)('%s', (kind) => {
	it('is diagnosed within three seconds, with all that it can do', async () => {
		await withRealServer(kind, { tls: 'explicit', requireReuse: reuse(kind) }, async (server) => {
			await writeFile(join(server.root, 'mine.txt'), 'mine');
			await server.own();
			const began = Date.now();
			const items = await itemsOfTest(credentialOf(server), {
				operation: 'diagnose',
				options: { writeProbe: true, countConnections: true },
			});
			expect(Date.now() - began).toBeLessThan(3000);
			expect(items.at(-1)?.data).toMatchObject({ verdict: 'ok' });
			expect(stageOf(items, 'greeting')?.data).toMatchObject({
				server: expect.stringMatching(new RegExp(kind === 'pureftpd' ? 'Pure-FTPd' : kind, 'i')),
			});
			expect(stageOf(items, 'dataChannel')?.data).toMatchObject({
				tlsResumed: kind !== 'pureftpd',
			});
			expect(stageOf(items, 'write')?.data).toMatchObject({
				...{ arrived: 65_536, renamed: true, deleted: true, readBack: true },
				...{ renameOver: true, resumeUpload: true },
				timeCommand: kind === 'vsftpd' ? 'MDTM' : 'MFMT',
			});
			expect(stageOf(items, 'connections')?.data).toMatchObject({ asked: 8, reached: 8 });
			expect(await readdir(server.root)).toEqual(['mine.txt']);
		});
	});

	it.each<[string, RealServerOptions, ICredentialDataDecryptedObject, IDataObject]>([
		[
			'tlsRequired',
			{ tls: 'required' },
			{ ssl: 'never' },
			{ suggestedSettings: { ssl: 'explicit' } },
		],
		['tlsUnsupported', { tls: 'none' }, { ssl: 'explicit' }, {}],
		[
			'explicitExpected',
			{ tls: 'explicit' },
			{ ssl: 'implicit' },
			{ suggestedSettings: { ssl: 'explicit' } },
		],
		['certificateExpired', { tls: 'explicit', certificate: 'expired' }, {}, {}],
		['certificateSelfSigned', { tls: 'explicit', certificate: 'selfSigned' }, {}, {}],
		['loginRefused', { tls: 'explicit' }, { password: 'wrong' }, { suggestedSettings: null }],
		['folderMissing', { tls: 'explicit' }, { rootFolder: '/none' }, { failedStage: 'folder' }],
		['folderMissing', { tls: 'explicit' }, { rootFolder: '/locked' }, { failedStage: 'listing' }],
		['readOnly', { tls: 'explicit', readOnly: true }, {}, { failedStage: 'write' }],
	])('gets the verdict %s', async (verdict, options, more, wanted) => {
		await withRealServer(kind, options, async (server) => {
			await mkdir(join(server.root, 'locked'));
			// The account may enter, but not read.
			await chmod(join(server.root, 'locked'), 0o711);
			const [tested] = await itemsOfTest(
				{ ...credentialOf(server), ...more },
				{ options: { writeProbe: true } },
			);
			expect(tested).toMatchObject({ ok: false, verdict, ...wanted });
		});
	});

	it('is told how many connections it bears', async () => {
		await withRealServer(kind, { tls: 'explicit', maxPerAddress: 3 }, async (server) => {
			const [tested] = await itemsOfTest(credentialOf(server), {
				options: { countConnections: true },
			});
			expect(tested).toMatchObject({
				ok: true,
				connections: { status: 'warning', asked: 8, reached: 3 },
				suggestedSettings: { maxConnections: 3 },
			});
		});
	});
});

describe.each(['vsftpd', 'proftpd'] as const)('%s', (kind) => {
	it('is found to speak implicit TLS', async () => {
		await withRealServer(kind, { tls: 'implicit' }, async (server) => {
			const credential: ICredentialDataDecryptedObject = {
				...credentialOf(server),
				...{ ssl: 'explicit', timeout: 3 },
			};
			const [tested] = await itemsOfTest(credential);
			expect(tested).toMatchObject({
				verdict: 'implicitExpected',
				suggestedSettings: { ssl: 'implicit' },
			});
			const [again] = await itemsOfTest({ ...credential, ssl: 'implicit' });
			expect(again).toMatchObject({ ok: true });
		});
	});

	it('asks for a client certificate', async () => {
		await withRealServer(
			kind,
			{ tls: 'explicit', requireClientCertificate: true },
			async (server) => {
				const [tested] = await itemsOfTest(credentialOf(server));
				expect(tested).toMatchObject({ verdict: 'loginRefused', failedStage: 'tls' });
				expect(tested?.explanation).toContain('client certificate');
			},
		);
	});

	it('announces its inner address', async () => {
		await withRealServer(
			kind,
			{ tls: 'explicit', passiveAddress: '127.0.0.254' },
			async (server) => {
				const credential = { ...credentialOf(server), advanced: true, passiveAddress: 'server' };
				const [tested] = await itemsOfTest(credential);
				expect(tested).toMatchObject({
					verdict: 'passiveAddressWrong',
					suggestedSettings: { advanced: true, passiveAddress: 'controlHost' },
				});
			},
		);
	});
});

/** Pure-FTPd has no such rule. */
function reuse(kind: ServerKind): true | undefined {
	return kind === 'pureftpd' ? undefined : true;
}
