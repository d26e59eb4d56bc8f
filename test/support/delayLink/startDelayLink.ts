import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { compileDelayLink } from './compileDelayLink';

/** A network namespace behind a link with a delay; both vanish with `stop` or with this process. */
export interface DelayLink {
	/** Every round trip takes this long, the handshake of a connection included. */
	readonly rttMs: number;
	/** Our own end, in the namespace of this process. */
	readonly clientAddress: string;
	/** The other end: servers bind here. */
	readonly serverAddress: string;
	/** The namespace of the other end, for `nsenter --net=`. */
	readonly namespace: string;
	stop(): Promise<void>;
}

/**
 * Puts a delay of `rttMs` on the wire between this process and a new network namespace.
 * @throws when not root, without /dev/net/tun or a C compiler
 */
export async function startDelayLink(rttMs: number): Promise<DelayLink> {
	const program = await compileDelayLink(join(__dirname, 'delayLink.c'));
	const link = spawn(program, [String(rttMs)], { stdio: ['pipe', 'pipe', 'pipe'] });
	const ended = new Promise<void>((resolve) => link.once('exit', () => resolve()));
	const [clientAddress, serverAddress] = await new Promise<[string, string]>((resolve, reject) => {
		let complaint = '';
		link.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
		link.once('error', reject);
		link.once('exit', () => reject(new Error(`The delaying link did not start: ${complaint}`)));
		link.stdout.once('data', (text: Buffer) => {
			const [, client = '', server = ''] = text.toString().trim().split(' ');
			resolve([client, server]);
		});
	});
	return {
		rttMs,
		clientAddress,
		serverAddress,
		namespace: `/proc/${link.pid}/ns/net`,
		stop: async () => {
			link.stdin.end();
			await ended;
		},
	};
}
