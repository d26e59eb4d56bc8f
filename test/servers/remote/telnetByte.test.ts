import { readdirSync } from 'node:fs';
import { ConnectionBudget } from '../../../nodes/shared/concurrency/ConnectionBudget';
import { createPool } from '../../../nodes/shared/remote/createPool';
import { Remote } from '../../../nodes/shared/remote/Remote';
import { RemoteEndpoint } from '../../../nodes/shared/remote/RemoteEndpoint';
import { testSettings } from '../../nodes/shared/remote/testSettings';
import { bytesOf, textOf } from '../../support/memory/bytesOf';
import { testRun } from '../../support/memory/testRun';
import { serverKinds } from '../../support/realServers/RealServerOptions';
import { withRealServer } from '../../support/realServers/withRealServer';

/** In Windows-1251 я is byte 0xFF, Telnet's escape (RFC 854), and ыьэю are its commands behind it. */
const names = ['я', 'яя', 'яэ', 'аяб', 'яыьэю'];
const hex = (bytes: Buffer) => bytes.toString('hex');

it.each(serverKinds)('names with Telnet bytes reach %s as they are', async (kind) => {
	await withRealServer(kind, {}, async (server) => {
		const settings = testSettings({
			host: server.host,
			port: server.port,
			timeoutMs: 20_000,
			encoding: 'windows-1251',
		});
		const lent = createPool(settings, new ConnectionBudget(() => performance.now()));
		const endpoint = new RemoteEndpoint(new Remote(lent, testRun()));
		try {
			for (const name of names)
				await endpoint.write(`/${name}`, bytesOf(name), { mode: 'atomic', verify: 'size' });
			const { entries } = await endpoint.list('/');
			expect(entries.map(({ name }) => name).sort()).toEqual([...names].sort());
			for (const name of names)
				expect((await endpoint.read(`/${name}`, textOf, { verify: 'size' })).result).toBe(name);
			const stored = readdirSync(server.root, { encoding: 'buffer' }).map(hex);
			expect(stored.sort()).toEqual(['ff', 'ffff', 'fffd', 'e0ffe1', 'fffbfcfdfe'].sort());
		} finally {
			await lent.pool.close(new Error('the test has ended'));
		}
	});
});
