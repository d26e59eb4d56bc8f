import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { serverKinds, type ServerKind } from '../../support/realServers/RealServerOptions';

const TSX = require.resolve('tsx/cli');
const MODULE = join(__dirname, '../../support/realServers/startRealServer');

/** A process that starts a server with a small disk, logs in and then waits. */
const script = (kind: ServerKind) => `
	require(${JSON.stringify(MODULE)}).startRealServer('${kind}', { diskBytes: 1e6 }).then((server) => {
		const session = require('node:net').connect(server.port, server.host);
		session.once('data', () => console.log(JSON.stringify({ port: server.port, root: server.root })));
		setInterval(() => undefined, 1000);
	});
`;

const isOpen = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.unref();
	});

const exists = (path: string) =>
	access(path).then(
		() => true,
		() => false,
	);

/** Waits, for at most the test's own time, until something is no longer so. */
async function gone(still: () => Promise<boolean>): Promise<void> {
	while (await still()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a real server', () => {
	it.each(serverKinds)('%s ends when the tests are killed', async (kind) => {
		const tests = spawn(process.execPath, [TSX, '--eval', script(kind)], {
			stdio: ['ignore', 'pipe', 'inherit'],
			detached: true,
		});
		const [line] = (await once(tests.stdout, 'data')) as [Buffer];
		const { port, root } = JSON.parse(line.toString()) as { port: number; root: string };
		expect(await exists(root)).toBe(true);
		expect(await isOpen(port)).toBe(true);
		// The group: tsx runs the script in a child of its own.
		process.kill(-(tests.pid ?? 0), 'SIGKILL');
		await gone(() => isOpen(port));
		const folder = dirname(root.replace(/^\/proc\/\d+\/root/, ''));
		await gone(() => exists(folder));
	});
});
