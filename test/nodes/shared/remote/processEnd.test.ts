import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { FtpServer } from '../../../support/server/FtpServer';
import { on, silence, type Rule } from '../../../support/server/faults';

interface End {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly quits: number;
	readonly open: number;
	readonly ms: number;
}

/** Runs the child against a server, sends it `signal` when it has used the server, and tells how it ended. */
async function endOf(
	then: 'ends' | 'stays' | 'listensBefore' | 'listensAfter',
	signal: NodeJS.Signals | null,
	...rules: readonly Rule[]
): Promise<End> {
	const server = await FtpServer.start({ faults: rules });
	try {
		const child = spawn(
			process.execPath,
			['--import', 'tsx', join(__dirname, 'processEnd.child.ts'), String(server.port), then],
			{ stdio: ['ignore', 'pipe', 'inherit'] },
		);
		const ended = once(child, 'exit');
		await Promise.race([once(child.stdout, 'data'), ended]);
		const began = performance.now();
		if (signal) child.kill(signal);
		const [code, by] = (await ended) as [number | null, NodeJS.Signals | null];
		const ms = performance.now() - began;
		await server.until(({ stats }) => stats.open === 0);
		const { quits, open } = server.stats;
		return { code, signal: by, quits, open, ms };
	} finally {
		await server.stop();
	}
}

describe('at the end of the process', () => {
	it('idle connections do not keep it alive, and say goodbye', async () => {
		expect(await endOf('ends', null)).toMatchObject({
			code: 0,
			signal: null,
			quits: expect.any(Number) as number,
		});
		expect((await endOf('ends', null)).quits).toBeGreaterThan(0);
	});

	it.each(['SIGTERM', 'SIGINT'] as const)('%s ends it after the goodbye', async (signal) => {
		const end = await endOf('stays', signal);
		expect(end).toMatchObject({ code: null, signal });
		expect(end.quits).toBeGreaterThan(0);
	});

	it.each(['listensBefore', 'listensAfter'] as const)(
		'a signal that somebody else listens to is left to them: %s',
		async (then) => {
			const end = await endOf(then, 'SIGTERM');
			expect(end).toMatchObject({ code: 7, signal: null });
			expect(end.quits).toBeGreaterThan(0);
		},
	);

	it('a server that does not answer QUIT holds it for half a second only', async () => {
		const end = await endOf('stays', 'SIGTERM', on('QUIT', silence()));
		expect(end).toMatchObject({ signal: 'SIGTERM' });
		expect(end.ms).toBeLessThan(3000);
	});
});
