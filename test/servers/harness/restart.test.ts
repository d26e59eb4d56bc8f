import { writeFile } from 'node:fs/promises';
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
});
