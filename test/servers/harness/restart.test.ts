import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { withRealServer } from '../../support/realServers/withRealServer';
import { RawClient } from '../../support/server/RawClient';

describe('a real server that is started again', () => {
	it.each(serverKinds)('%s drops its sessions and is there again with its files', async (kind) => {
		await withRealServer(kind, {}, async (server) => {
			await writeFile(join(server.root, 'kept'), 'x');
			for (const downMs of [0, 100]) {
				const before = await RawClient.login(server.port);
				await server.restart(downMs);
				await before.ended;
				const after = await RawClient.login(server.port);
				expect(await after.ask('SIZE /kept')).toBe('213 1');
				after.close();
			}
			expect(await server.commands()).toContain('SIZE /kept');
		});
	});

	it.each(serverKinds)('%s stays away until it is wanted', async (kind) => {
		await withRealServer(kind, {}, async (server) => {
			await writeFile(join(server.root, 'kept'), 'x');
			const before = await RawClient.login(server.port);
			const start = await server.takeDown();
			await before.ended;
			await expect(once(connect(server.port, server.host), 'connect')).rejects.toThrow(
				'ECONNREFUSED',
			);
			await start();
			const after = await RawClient.login(server.port);
			expect(await after.ask('SIZE /kept')).toBe('213 1');
			after.close();
		});
	});

	it.each(serverKinds)('%s that is away ends all the same', async (kind) => {
		const root = await withRealServer(kind, {}, async (server) => {
			await server.takeDown();
			return server.root;
		});
		await expect(access(root)).rejects.toThrow('ENOENT');
	});
});
