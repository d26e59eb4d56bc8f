import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How often what happens to the connections that pass through. */
export interface Chaos {
	/** A number from 0 up to, not including, 1; seeded. */
	readonly random: () => number;
	/** Share of data connections that are cut somewhere in the middle. */
	readonly dataCuts: number;
	/** Share of control replies after which the control connection is cut. */
	readonly controlCuts: number;
}

/** What the proxy did. */
export interface ChaosCounts {
	dataCuts: number;
	controlCuts: number;
	restarts: number;
	connections: number;
}

/**
 * Stands between a client and a plain FTP server, data connections included (it rewrites the ports of 227 and 229
 * replies), and cuts connections by RST as its dice say. `restart` cuts them all and refuses new ones for a while.
 */
export class ChaosProxy {
	readonly counts: ChaosCounts = { dataCuts: 0, controlCuts: 0, restarts: 0, connections: 0 };
	private readonly sockets = new Set<Socket>();
	private readonly listeners = new Set<Server>();
	private down = false;

	private constructor(
		private readonly target: { readonly host: string; readonly port: number },
		private readonly chaos: Chaos,
		private readonly front: Server,
	) {}

	/** Listens on a free port of 127.0.0.1. */
	static async start(target: { host: string; port: number }, chaos: Chaos): Promise<ChaosProxy> {
		const front = createServer({ noDelay: true });
		await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		const proxy = new ChaosProxy(target, chaos, front);
		front.on('connection', (socket) => proxy.control(socket));
		return proxy;
	}

	get port(): number {
		return (this.front.address() as AddressInfo).port;
	}

	/** Connections that are open on either side. */
	get open(): number {
		return this.sockets.size;
	}

	/** As a server does that is started again: everything is cut, and nobody is let in for `ms`. */
	restart(ms: number): void {
		this.counts.restarts++;
		this.down = true;
		for (const socket of this.sockets) cut(socket);
		setTimeout(() => (this.down = false), ms);
	}

	stop(): void {
		this.front.close();
		for (const listener of this.listeners) listener.close();
		for (const socket of this.sockets) socket.destroy();
	}

	private control(client: Socket) {
		if (this.down) {
			cut(client);
			return;
		}
		this.counts.connections++;
		const server = this.track(connect(this.target.port, this.target.host), this.track(client));
		client.pipe(server);
		let rest = '';
		server.on('data', (chunk) => {
			rest += chunk.toString('latin1');
			const end = rest.lastIndexOf('\n') + 1;
			const lines = rest.slice(0, end);
			rest = rest.slice(end);
			void this.passOn(lines, client);
		});
	}

	private async passOn(lines: string, client: Socket) {
		const match = /^(229 .*\(\|\|\|)(\d+)(\|\).*)$/m.exec(lines);
		let text = lines;
		if (match?.[2]) {
			const port = await this.dataPort(Number(match[2]));
			text = lines.replace(/\(\|\|\|\d+\|\)/, `(|||${port}|)`);
		}
		if (client.writable) client.write(text, 'latin1');
		if (this.chaos.random() < this.chaos.controlCuts) {
			this.counts.controlCuts++;
			cut(client);
		}
	}

	/** A port of ours that leads to one of the server's, once. */
	private async dataPort(port: number): Promise<number> {
		const listener = createServer({ noDelay: true });
		this.listeners.add(listener);
		await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
		listener.once('connection', (client) => {
			listener.close();
			this.listeners.delete(listener);
			const server = this.track(connect(port, this.target.host), this.track(client));
			const cutAfter =
				this.chaos.random() < this.chaos.dataCuts ? this.chaos.random() * 30_000 : Infinity;
			let passed = 0;
			const count = (chunk: Buffer) => {
				passed += chunk.length;
				if (passed <= cutAfter || client.destroyed) return;
				this.counts.dataCuts++;
				cut(client);
				cut(server);
			};
			client.on('data', count).pipe(server);
			server.on('data', count).pipe(client);
		});
		setTimeout(() => listener.close(), 5000).unref();
		return (listener.address() as AddressInfo).port;
	}

	/** When one side ends, so does the other. */
	private track(socket: Socket, peer?: Socket): Socket {
		this.sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => this.sockets.delete(socket));
		if (peer) {
			socket.on('close', () => peer.destroy());
			peer.on('close', () => socket.destroy());
		}
		return socket;
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
