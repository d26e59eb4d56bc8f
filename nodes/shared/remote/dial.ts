import { connect, type Socket } from 'node:net';
import type { Address } from './resolveHost';

/** RFC 8305 section 5 recommends 250 ms between two attempts. */
const headStartMs = 250;

/** What became of each address that was tried and failed. */
export interface FailedAddress {
	readonly address: string;
	/** ECONNREFUSED, EHOSTUNREACH, ETIMEDOUT … */
	readonly code: string;
	/** Ours on the way there: what an allow list must hold. Undefined when there was no way at all. */
	readonly localAddress?: string;
}

/** None of the addresses could be reached; `timedOut` when the last of them was silent. */
export class Unreachable extends Error {
	constructor(
		readonly failed: readonly FailedAddress[],
		readonly timedOut: boolean,
	) {
		super(failed.map(({ address, code }) => `${address}: ${code}`).join(', '));
	}
}

export interface DialOptions {
	readonly port: number;
	/** Empty = the system's choice. */
	readonly localAddress: string;
	/** For each address, in milliseconds. */
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
}

/** The first address that answers, and what had failed by then. */
export interface Dialled {
	readonly socket: Socket;
	readonly address: string;
	readonly failed: readonly FailedAddress[];
}

/**
 * Connects to the first address that answers: each gets a short head start before the next one is tried beside it.
 * @throws Unreachable when all have failed; `signal.reason` when aborted
 */
export async function dial(addresses: readonly Address[], options: DialOptions): Promise<Dialled> {
	options.signal.throwIfAborted();
	return await new Promise<Dialled>((resolve, reject) => {
		const failed: FailedAddress[] = [];
		const sockets = new Set<Socket>();
		let next = 0;
		let headStart: NodeJS.Timeout | undefined;

		const finish = (settle: () => void, keep?: Socket) => {
			clearTimeout(headStart);
			options.signal.removeEventListener('abort', onAbort);
			for (const socket of sockets) if (socket !== keep) socket.destroy();
			sockets.clear();
			settle();
		};
		const onAbort = () => finish(() => reject(options.signal.reason as Error));
		const tryNext = () => {
			clearTimeout(headStart);
			const address = addresses[next++];
			if (!address) return;
			const socket = open(address, options, {
				connected: () =>
					finish(() => resolve({ socket, address: address.address, failed }), socket),
				failed: (code) => {
					sockets.delete(socket);
					socket.destroy();
					failed.push({ address: address.address, code, localAddress: own });
					if (failed.length === addresses.length)
						finish(() => reject(new Unreachable(failed, code === 'ETIMEDOUT')));
					else tryNext();
				},
			});
			// Known once the system has begun to connect, and no more when that has failed.
			let own: string | undefined;
			process.nextTick(() => (own = socket.localAddress));
			sockets.add(socket);
			if (next < addresses.length) headStart = setTimeout(tryNext, headStartMs);
		};
		options.signal.addEventListener('abort', onAbort, { once: true });
		tryNext();
	});
}

function open(
	{ address, family }: Address,
	{ port, localAddress, timeoutMs }: DialOptions,
	on: { connected: () => void; failed: (code: string) => void },
): Socket {
	const socket = connect({
		host: address,
		port,
		family,
		noDelay: true,
		localAddress: localAddress || undefined,
	});
	socket.setTimeout(timeoutMs);
	socket.once('connect', () => {
		socket.setTimeout(0);
		socket.removeAllListeners('timeout');
		socket.removeAllListeners('error');
		// For good: it may break before the next owner listens.
		socket.on('error', () => undefined);
		on.connected();
	});
	socket.once('timeout', () => {
		socket.removeAllListeners('error');
		socket.on('error', () => undefined);
		on.failed('ETIMEDOUT');
	});
	socket.once('error', (error: NodeJS.ErrnoException) => {
		socket.removeAllListeners('timeout');
		on.failed(error.code ?? error.message);
	});
	return socket;
}
