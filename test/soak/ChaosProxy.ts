import { connect, createServer, type Server, type Socket } from 'node:net';

/** How often what happens to the connections that pass through. */
export interface Chaos {
	/** A number from 0 up to, not including, 1; seeded. */
	readonly random: () => number;
	/** Share of data connections that are cut somewhere in the middle. */
	readonly dataCuts: number;
	/** Share of packets from the server after which the control connection is cut. */
	readonly controlCuts: number;
}

/** What the proxy did. */
export interface ChaosCounts {
	dataCuts: number;
	controlCuts: number;
	connections: number;
}

/** The server behind the proxy. */
export interface ChaosTarget {
	readonly host: string;
	readonly port: number;
	/** First and last of its passive ports. */
	readonly passivePorts: readonly [number, number];
}

/** An address of this machine that the servers do not listen on, so that their ports are free there. */
const ownAddress = '127.0.0.2';

/**
 * Stands between a client and an FTP server on the server's own ports, at another address: nothing is read or rewritten,
 * so TLS passes too. Connections are cut by RST as the dice say.
 */
export class ChaosProxy {
	readonly host = ownAddress;
	readonly counts: ChaosCounts = { dataCuts: 0, controlCuts: 0, connections: 0 };
	private readonly sockets = new Set<Socket>();
	private readonly listeners: Server[] = [];

	private constructor(
		private readonly target: ChaosTarget,
		private readonly chaos: Chaos,
	) {}

	static async start(target: ChaosTarget, chaos: Chaos): Promise<ChaosProxy> {
		const proxy = new ChaosProxy(target, chaos);
		const [first, last] = target.passivePorts;
		const data = Array.from({ length: last - first + 1 }, (_, i) => first + i);
		await proxy.listen(target.port, (client, server) => proxy.control(client, server));
		for (const port of data)
			await proxy.listen(port, (client, server) => proxy.data(client, server));
		return proxy;
	}

	/** Connections that are open on either side. */
	get open(): number {
		return this.sockets.size;
	}

	stop(): void {
		for (const listener of this.listeners) listener.close();
		for (const socket of this.sockets) socket.destroy();
	}

	private async listen(port: number, pass: (client: Socket, server: Socket) => void) {
		const listener = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
			const server = connect({ port, host: this.target.host, allowHalfOpen: true });
			this.track(client, server);
			this.track(server, client);
			pass(client, server);
			client.pipe(server);
			server.pipe(client);
		});
		this.listeners.push(listener);
		await new Promise<void>((resolve, reject) => {
			listener.once('error', reject);
			listener.listen(port, ownAddress, resolve);
		});
	}

	private control(client: Socket, server: Socket) {
		this.counts.connections++;
		server.on('data', () => {
			if (this.chaos.random() >= this.chaos.controlCuts || client.destroyed) return;
			this.counts.controlCuts++;
			cut(client);
		});
	}

	private data(client: Socket, server: Socket) {
		const { random, dataCuts } = this.chaos;
		const cutAfter = random() < dataCuts ? random() * 30_000 : Infinity;
		let passed = 0;
		const count = (chunk: Buffer) => {
			passed += chunk.length;
			if (passed <= cutAfter || client.destroyed) return;
			this.counts.dataCuts++;
			cut(client);
			cut(server);
		};
		client.on('data', count);
		server.on('data', count);
	}

	/** When one side breaks or is gone, so is the other. An orderly end is passed on by the pipes, each direction by itself. */
	private track(socket: Socket, peer: Socket) {
		this.sockets.add(socket);
		socket.on('error', () => cut(peer));
		socket.on('close', () => {
			this.sockets.delete(socket);
			if (!socket.readableEnded) peer.destroy();
		});
	}
}

/**
 * RST at once: `resetAndDestroy` alone waits for what is still to be written. Node 20 cannot reset a socket that is being
 * ended: it would keep its handle for ever, and the process with it.
 */
function cut(socket: Socket) {
	if (socket.readyState === 'open') socket.resetAndDestroy();
	socket.destroy();
}
