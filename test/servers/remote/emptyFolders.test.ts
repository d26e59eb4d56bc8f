import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serverKinds, type RealServerOptions } from '../../support/realServers/RealServerOptions';
import { withRealRemote } from '../../support/realServers/withRealRemote';

/** Servers as they are, and ProFTPD without MLSD: its LIST says of a folder that it may not read what it says of an empty one. */
const cases = [
	...serverKinds.map((kind) => [kind, '', {}] as const),
	['proftpd', ' without MLSD', { deniedCommands: ['MLSD'] }],
] as const satisfies ReadonlyArray<readonly [string, string, RealServerOptions]>;

describe.each(cases)('%s%s', (kind, _how, options) => {
	it('shows an empty folder as empty, and never one that may not be read', async () => {
		await withRealRemote(
			kind,
			options,
			() => ({}),
			async ({ server, endpoint }) => {
				for (const path of ['empty', 'unreadable/inside', 'locked/inside'])
					await mkdir(join(server.root, path), { recursive: true });
				await server.own();
				// May be entered and not read; may not be entered.
				await chmod(join(server.root, 'unreadable'), 0o311);
				await chmod(join(server.root, 'locked'), 0o000);
				await expect(endpoint.list('/')).resolves.toMatchObject({ complete: true });
				await expect(endpoint.list('/empty')).resolves.toMatchObject({
					entries: [],
					complete: true,
					notes: [],
				});
				await expect(endpoint.list('/locked')).rejects.toMatchObject({ category: 'permission' });
				const listing = await endpoint.list('/unreadable').catch((error: unknown) => error);
				expect(listing).toMatchObject(
					'deniedCommands' in options ? { complete: false } : { category: 'permission' },
				);
			},
		);
	});

	it('knows a folder as locked also when it was locked while we were in it', async () => {
		await withRealRemote(
			kind,
			options,
			() => ({ maxConnections: 1 }),
			async ({ server, endpoint }) => {
				await mkdir(join(server.root, 'locked/inside'), { recursive: true });
				await server.own();
				await expect(endpoint.list('/locked/inside')).resolves.toMatchObject({ complete: true });
				await chmod(join(server.root, 'locked'), 0o000);
				await expect(endpoint.list('/locked')).rejects.toMatchObject({ category: 'permission' });
				await expect(endpoint.list('/missing')).rejects.toMatchObject({ category: 'notFound' });
			},
		);
	});
});
