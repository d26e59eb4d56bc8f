import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';

/** A client that hides nothing: every reply as it comes, every connection by hand. For tests of the server. */
export class RawClient {
	/** All bytes of the control connection so far, as latin1. */
	received = '';
	/** Resolves when the server has ended the control connection. */
	readonly ended: Promise<void>;
	private socket: Socket;
	private rest = '';
	private readonly replies: string[] = [];
	private wake: (() => void) | null = null;
	private gone = false;
	private session: Buffer | undefined;

	private constructor(private readonly raw: Socket) {
		this.socket = raw;
		this.ended = new Promise((resolve) => {
			raw.once('close', () => {
				this.gone = true;
				this.wake?.();
				resolve();
			});
		});
		raw.on('error', () => undefined);
		this.listen();
	}

	/** Connected (or refused: `reply` says 'closed' then), greeting not read yet. */
	static async connect(port: number): Promise<RawClient> {
		const socket = connect({ port, host: '127.0.0.1', noDelay: true });
		const client = new RawClient(socket);
		await Promise.race([once(socket, 'connect'), client.ended]).catch(() => undefined);
		return client;
	}

	/** Connected and logged in, in binary. */
	static async login(port: number, user = 'test', password = 'secret'): Promise<RawClient> {
		const client = await RawClient.connect(port);
		await client.reply();
		await client.ask(`USER ${user}`, `PASS ${password}`, 'TYPE I');
		return client;
	}

	/** Sends lines in one packet. Text is sent as latin1: one byte a character. */
	send(...lines: readonly string[]): void {
		this.socket.write(Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1'));
	}

	/** Sends lines in one packet and gives the replies, as many as lines. */
	async ask(...lines: readonly string[]): Promise<string> {
		this.send(...lines);
		const replies: string[] = [];
		while (replies.length < lines.length) replies.push(await this.reply());
		return replies.join('\n');
	}

	/** The next whole reply, lines joined by LF; 'closed' when there will be none. */
	async reply(): Promise<string> {
		for (;;) {
			const next = this.replies.shift();
			if (next !== undefined) return next;
			if (this.gone) return 'closed';
			await new Promise<void>((resolve) => {
				this.wake = resolve;
			});
		}
	}

	/** AUTH TLS, and PROT P where asked for. */
	async encrypt(options: ConnectionOptions, protect = true): Promise<void> {
		await this.ask('AUTH TLS');
		this.socket.removeAllListeners('data');
		const secure = connectTls({ socket: this.raw, ...options });
		secure.on('session', (session: Buffer) => {
			this.session = session;
		});
		secure.on('error', () => undefined);
		await once(secure, 'secureConnect');
		this.socket = secure;
		this.listen();
		if (protect) await this.ask('PBSZ 0', 'PROT P');
	}

	/** EPSV and a connection to that port. */
	async openData(): Promise<Socket> {
		return this.connectData(portOf(await this.ask('EPSV')));
	}

	async connectData(port: number): Promise<Socket> {
		const socket = connect({ port, host: '127.0.0.1', noDelay: true });
		socket.on('error', () => undefined);
		await once(socket, 'connect');
		return socket;
	}

	/** TLS over a data connection, with the session of the control connection unless `resume` is false. */
	encryptData(socket: Socket, options: ConnectionOptions, resume = true): TLSSocket {
		const secure = connectTls({
			socket,
			...options,
			...(resume && this.session ? { session: this.session } : {}),
		});
		secure.on('error', () => undefined);
		return secure;
	}

	/** Runs a command that sends data; gives what came, and the last reply. */
	async fetch(line: string): Promise<{ readonly data: Buffer; readonly reply: string }> {
		const socket = await this.openData();
		this.send(line);
		const data = await bytesOf(socket);
		const first = await this.reply();
		return { data, reply: first.startsWith('1') ? await this.reply() : first };
	}

	/** Runs a command that takes data; gives the last reply. */
	async store(line: string, body: Buffer | string): Promise<string> {
		const socket = await this.openData();
		this.send(line);
		socket.resume();
		socket.end(body);
		const first = await this.reply();
		return first.startsWith('1') ? this.reply() : first;
	}

	close(): void {
		this.raw.destroy();
	}

	private listen(): void {
		this.socket.on('data', (chunk: Buffer) => {
			this.received += chunk.toString('latin1');
			this.rest += chunk.toString('latin1');
			this.cut();
			this.wake?.();
		});
	}

	private cut(): void {
		for (;;) {
			const match = /^(?:(\d{3})-[^]*?\r\n\1 [^\r]*|\d{3} [^\r]*)\r\n/.exec(this.rest);
			if (!match) return;
			this.rest = this.rest.slice(match[0].length);
			this.replies.push(match[0].trimEnd().replaceAll('\r\n', '\n'));
		}
	}
}

/** The port in a reply to EPSV. */
export function portOf(reply: string): number {
	return Number(/\|\|\|(\d+)\|/.exec(reply)?.[1]);
}

/** Everything that comes until the connection is over, however it ends. */
export async function bytesOf(socket: Socket): Promise<Buffer> {
	const chunks: Buffer[] = [];
	socket.on('data', (chunk: Buffer) => chunks.push(chunk));
	await new Promise<void>((resolve) => socket.once('close', () => resolve()));
	return Buffer.concat(chunks);
}

/** A listener for one connection of active mode. */
export async function listenOnce(): Promise<{
	readonly port: number;
	readonly data: Promise<Buffer>;
}> {
	const listener = createServer();
	listener.listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const address = listener.address();
	const data = new Promise<Buffer>((resolve) => {
		listener.once('connection', (socket: Socket) => {
			listener.close();
			resolve(bytesOf(socket));
		});
	});
	return { port: typeof address === 'object' && address ? address.port : 0, data };
}
