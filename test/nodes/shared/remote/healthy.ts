import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FtpServer } from '../../../support/server/FtpServer';
import type { Lent } from './withRemote';

/** Names of ours that lie anywhere on the server. */
export function temporaryFiles(server: FtpServer): string[] {
	return readdirSync(server.root, { recursive: true, withFileTypes: true })
		.filter(({ name }) => /^\..*\.(part|old)$/.test(name))
		.map(({ parentPath, name }) => join(parentPath, name).slice(server.root.length));
}

/** No connection is lent or awaited, nothing of ours lies about, and the next task works. */
export async function expectHealthy({ server, endpoint, pool }: Lent): Promise<void> {
	expect(pool.stats).toMatchObject({ busy: 0, waiting: 0 });
	server.clearScript();
	await expect(endpoint.list('/')).resolves.toMatchObject({ complete: true });
	expect(pool.stats).toMatchObject({ busy: 0, waiting: 0 });
	expect(temporaryFiles(server)).toEqual([]);
}
