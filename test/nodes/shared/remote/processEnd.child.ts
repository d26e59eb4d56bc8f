import { RemoteEndpoint } from '../../../../nodes/shared/remote/RemoteEndpoint';
import { openRemote } from '../../../../nodes/shared/remote/openRemote';
import { testRun } from '../../../support/memory/testRun';
import { testSettings } from './testSettings';

/*
 * A process of its own for `processEnd.test.ts`: uses a server, says so, and then `ends` by itself, `stays`, or
 * stays with a SIGTERM listener of its own, which exits with 7 a second later; it was there before the first connection
 * (`listensBefore`) or came after it (`listensAfter`), and listens once only, as n8n does.
 */
const [port, then] = process.argv.slice(2);

async function main(): Promise<void> {
	const listen = () => process.once('SIGTERM', () => setTimeout(() => process.exit(7), 1000));
	if (then === 'listensBefore') listen();
	const endpoint = openRemote(testSettings({ port: Number(port), keepAliveMs: 30_000 }), testRun());
	if (!(endpoint instanceof RemoteEndpoint)) throw new Error('another endpoint');
	await Promise.all([endpoint.find('/'), endpoint.list('/')]);
	if (then === 'listensAfter') listen();
	if (then !== 'ends') setInterval(() => undefined, 1000);
	process.stdout.write('ready\n');
}

void main();
