import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, textOf } from '../../support/memory/bytesOf';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { withRealRemote } from '../../support/realServers/withRealRemote';

describe.each(serverKinds)('a Root Folder of %s', (kind) => {
	it.each(['in', 'in/deep', '/in'])(
		'is the same before and after a listing ("%s")',
		async (given) => {
			const settings = { rootFolder: given, maxConnections: 1, retries: 0 };
			await withRealRemote(
				kind,
				{},
				() => settings,
				async ({ server, endpoint }) => {
					const folder = join(server.root, given);
					await mkdir(join(folder, 'sub'), { recursive: true });
					await server.own();
					for (const path of ['/a', '/sub/b']) {
						await endpoint.list('/sub');
						await endpoint.write(path, bytesOf(path), { mode: 'atomic', verify: 'size' });
						expect(await readFile(join(folder, path), 'utf8')).toBe(path);
						expect((await endpoint.read(path, textOf, { verify: 'size' })).result).toBe(path);
					}
				},
			);
		},
	);
});
