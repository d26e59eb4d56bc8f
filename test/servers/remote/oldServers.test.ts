import { readdir } from 'node:fs/promises';
import { RemoteError } from '../../../nodes/shared/model/RemoteError';
import { bytesSource, contentOf, withRealRemote } from '../../support/realServers/withRealRemote';

const content = Buffer.from('content of an old server');
const atomic = { mode: 'atomic', verify: 'size' } as const;
const caught = async (work: Promise<unknown>) =>
	await work.then(
		() => null,
		(error: unknown) => (error instanceof RemoteError ? error : null),
	);

describe('a server that knows little', () => {
	it.each([
		['vsftpd', ['EPSV', 'FEAT', 'MDTM', 'SIZE']],
		['proftpd', ['EPSV', 'FEAT', 'MLSD', 'MLST', 'MDTM', 'SIZE', 'MFMT', 'OPTS']],
	] as const)('takes and gives files all the same (%s without %j)', async (kind, denied) => {
		await withRealRemote(
			kind,
			{ deniedCommands: denied },
			() => ({}),
			async ({ endpoint, server }) => {
				const receipt = await endpoint.write('/a b.txt', bytesSource(content), atomic);
				expect(receipt).toMatchObject({ verified: 'size', attempts: 1 });
				expect(await readdir(server.root)).toEqual(['a b.txt']);
				const listing = await endpoint.list('/');
				expect(listing).toMatchObject({
					complete: true,
					entries: [{ name: 'a b.txt', size: content.length }],
				});
				expect((await contentOf(endpoint, '/a b.txt')).equals(content)).toBe(true);
				await endpoint.createFolder('/new');
				await endpoint.move('/a b.txt', '/new/c.txt', { overwrite: false });
				await endpoint.removeFile('/new/c.txt');
				await endpoint.removeFolder('/new');
				expect(await readdir(server.root)).toEqual([]);
			},
		);
	});
});

describe('a server behind NAT', () => {
	const behindNat = { passiveAddress: '127.9.9.9', deniedCommands: ['EPSV'] };

	it.each(['vsftpd', 'proftpd'] as const)(
		'works by the address that we are connected to (%s)',
		async (kind) => {
			await withRealRemote(
				kind,
				behindNat,
				() => ({}),
				async ({ endpoint }) => {
					expect(await endpoint.list('/')).toMatchObject({ complete: true });
				},
			);
		},
	);

	it('is named as the cause when its announced address is trusted', async () => {
		await withRealRemote(
			'vsftpd',
			behindNat,
			() => ({ passiveAddress: 'server', timeoutMs: 1000, retries: 0 }),
			async ({ endpoint }) => {
				const error = await caught(endpoint.list('/'));
				expect(error).toMatchObject({
					category: 'dataChannel',
					data: { announcedAddress: '127.9.9.9' },
				});
				expect(error?.description).toContain('Passive Address');
			},
		);
	});
});
