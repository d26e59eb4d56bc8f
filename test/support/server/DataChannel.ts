import { connect, createServer, type Server, type Socket } from 'node:net';

interface Waiting {
	readonly resolve: (socket: Socket) => void;
	readonly reject: (error: Error) => void;
}

/** The next data connection of a session: announced by a listener of ours, or to a place the client told. */
export class DataChannel {
	/** The connection will be taken and nothing will ever move on it. */
	silent = false;
	private listener: Server | null = null;
	private arrived: Socket | null = null;
	private waiting: Waiting | null = null;
	private target: { readonly host: string; readonly port: number } | null = null;
	private closeExtra: (() => void) | null = null;

	constructor(private readonly track: (socket: Socket) => void) {}

	/** Opens a listener and gives its port; one that was there is closed. `onConnection` may take a connection for itself. */
	async listen(host: string, onConnection?: (socket: Socket) => boolean): Promise<number> {
		this.close();
		const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
			this.track(socket);
			if (onConnection?.(socket)) return;
			// One listener is for one connection.
			listener.close();
			if (this.listener === listener) this.take(socket);
			else socket.destroy();
		});
		this.listener = listener;
		await new Promise<void>((resolve, reject) => {
			listener.once('error', reject);
			listener.listen(0, host, 8, resolve);
		});
		const address = listener.address();
		return address !== null && typeof address === 'object' ? address.port : 0;
	}

	/** Remembers a port of the client to connect to. */
	connectTo(host: string, port: number): void {
		this.close();
		this.target = { host, port };
	}

	/** A port that was announced in another way than by `listen`; `close` ends it. */
	announce(close: () => void): void {
		this.close();
		this.closeExtra = close;
	}

	get announced(): boolean {
		return (this.listener ?? this.arrived ?? this.target ?? this.closeExtra) !== null;
	}

	/** The connection, as soon as it is there. @throws when none comes within `timeoutMs` or the channel is closed */
	async open(timeoutMs: number): Promise<Socket> {
		if (this.arrived) {
			const socket = this.arrived;
			this.arrived = null;
			return socket;
		}
		let timer: NodeJS.Timeout | undefined;
		try {
			return await new Promise<Socket>((resolve, reject) => {
				this.waiting = { resolve, reject };
				timer = setTimeout(() => reject(new Error('no data connection')), timeoutMs);
				timer.unref();
				if (this.target) this.connect(this.target.host, this.target.port);
			});
		} finally {
			clearTimeout(timer);
			this.waiting = null;
			this.target = null;
		}
	}

	/** Drops listener and connection that were not used yet; an `open` that waits fails. */
	close(): void {
		this.listener?.close();
		this.listener = null;
		this.arrived?.destroy();
		this.arrived = null;
		this.target = null;
		this.closeExtra?.();
		this.closeExtra = null;
		this.silent = false;
		this.waiting?.reject(new Error('closed'));
	}

	private connect(host: string, port: number): void {
		const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
		this.track(socket);
		socket.once('error', (error) => this.waiting?.reject(error));
		socket.once('connect', () => this.take(socket));
	}

	private take(socket: Socket): void {
		this.listener = null;
		if (this.waiting) this.waiting.resolve(socket);
		else this.arrived = socket;
	}
}
