import { RemoteEndpoint } from '../../../../nodes/shared/remote/RemoteEndpoint';
import { openRemote } from '../../../../nodes/shared/remote/openRemote';
import { testRun } from '../../../support/memory/testRun';
import { testSettings } from './testSettings';

/*
 * A process of its own for `processEnd.test.ts`: uses a server, says so, and then `ends` by itself, `stays`, or
 * stays with a SIGTERM listener of its own (`listens`), which exits with 7 a little later.
 */
const [port, then] = process.argv.slice(2);

async function main(): Promise<void> {
	const endpoint = openRemote(testSettings({ port: Number(port), keepAliveMs: 30_000 }), testRun());
	if (!(endpoint instanceof RemoteEndpoint)) throw new Error('another endpoint');
	await Promise.all([endpoint.find('/'), endpoint.list('/')]);
	if (then === 'listens') process.on('SIGTERM', () => setTimeout(() => process.exit(7), 200));
	if (then !== 'ends') setInterval(() => undefined, 1000);
	process.stdout.write('ready\n');
}

void main();
