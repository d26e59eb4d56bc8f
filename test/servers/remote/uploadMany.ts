import { mapConcurrently } from '../../../nodes/shared/concurrency/mapConcurrently';
import { openRemote } from '../../../nodes/shared/remote/openRemote';
import { testSettings } from '../../nodes/shared/remote/testSettings';
import { testRun } from '../../support/memory/testRun';
import { bytesSource } from '../../support/realServers/withRealRemote';

/** A process of its own: `uploadMany HOST PORT TAG COUNT` uploads that many small files and ends by itself. */
const [host = '', port = '', tag = '', count = ''] = process.argv.slice(2);
const settings = testSettings({
	host,
	port: Number(port),
	maxConnections: 25,
	retries: 5,
	retryDelayMs: 1000,
	timeoutMs: 20_000,
});
const run = testRun({
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
});
const endpoint = openRemote(settings, run);
const names = Array.from({ length: Number(count) }, (_, i) => `/${tag}${i}`);
mapConcurrently(names, 50, run.signal, async (path) => {
	await endpoint.write(path, bytesSource(Buffer.alloc(4096, tag)), {
		mode: 'atomic',
		verify: 'size',
	});
}).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
