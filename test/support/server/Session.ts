import type { Socket } from 'node:net';
import { CommandLines } from './CommandLines';
import { DataChannel } from './DataChannel';
import type { FtpServer } from './FtpServer';
import { RootedFolder, errorCode } from './RootedFolder';
import { verbOf } from './ServerRecord';
import { TlsIdentity } from './TlsIdentity';
import { runCommand } from './commands/runCommand';
import { pathOf } from './commands/pathOf';
import type { Exchange, Fault } from './faults/Fault';

/** One control connection. Commands run one after another, in the order in which they came; replies likewise. */
export class Session {
	cwd = '/';
	user = '';
	loggedIn = false;
	binary = false;
	restartAt = 0;
	renameFrom: string | null = null;
	encrypted = false;
	protectData = false;
	hashAlgorithm = 'SHA-256';
	facts: readonly string[] | null = null;
	tls: TlsIdentity | null = null;
	/** Ends the transfer that is running. */
	abortTransfer: (() => void) | null = null;
	/** Faults of the exchange that is running. */
	faults: readonly Fault[] = [];
	readonly data: DataChannel;
	private socket: Socket;
	private lines = new CommandLines();
	private queue: string[] = [];
	private running = false;
	private readonly closing = new AbortController();
	private readonly idle: NodeJS.Timeout | null;
	private delayed: Promise<void> | null = null;

	constructor(
		readonly server: FtpServer,
		readonly number: number,
		private readonly raw: Socket,
	) {
		this.socket = raw;
		this.data = new DataChannel((socket) => {
			socket.on('error', () => undefined);
			server.track(socket);
			const drop = () => socket.destroy();
			this.closed.addEventListener('abort', drop);
			socket.once('close', () => this.closed.removeEventListener('abort', drop));
		});
		const { idleTimeoutMs } = server.settings;
		this.idle = idleTimeoutMs > 0 ? setTimeout(() => this.kick(), idleTimeoutMs).unref() : null;
		raw.on('error', () => undefined);
		raw.once('close', () => this.onClose());
	}

	/** Aborted when the control connection is gone. */
	get closed(): AbortSignal {
		return this.closing.signal;
	}

	get settings() {
		return this.server.settings;
	}

	/** Host addresses of the control connection. */
	get addresses(): { readonly local: string; readonly remote: string } {
		return { local: this.raw.localAddress ?? '', remote: this.raw.remoteAddress ?? '' };
	}

	/** Handshake if implicit, greeting, and from then on commands. */
	async start(): Promise<void> {
		if (this.settings.tls === 'implicit' && !(await this.encrypt())) return;
		await this.exchange('GREETING', '', () => this.server.greet(this));
		if (!this.closed.aborted && !this.encrypted) this.listen();
	}

	/** Sends one reply, without its line end; lines of a longer one are separated by CR LF. */
	reply(text: string): void {
		let wire: string | null = `${text}\r\n`;
		for (const fault of this.faults) {
			if (wire !== null && fault.reply) wire = fault.reply(wire, this);
		}
		if (wire !== null) this.write(wire);
	}

	/** Puts wire text on the control connection as it is. */
	write(wire: string): void {
		this.server.record.sent(this.number, this.server.codec.decode(wire));
		this.writeBytes(Buffer.from(wire, 'latin1'));
	}

	/** The same without a line in the log. */
	writeBytes(bytes: Buffer): void {
		const send = () => {
			if (this.socket.writable) this.socket.write(bytes);
		};
		if (this.delayed) this.delayed = this.delayed.then(send);
		else send();
	}

	/** Everything written from now on waits for `work`. */
	writeAfter(work: Promise<void>): void {
		const all = Promise.all([this.delayed, work]).then(() => {
			if (this.delayed === all) this.delayed = null;
		});
		this.delayed = all;
	}

	/** Closes after what was written. */
	end(): void {
		const finish = () => void this.socket.end(() => this.raw.destroySoon());
		if (this.delayed) this.delayed = this.delayed.then(finish);
		else finish();
		this.queue = [];
	}

	/** Closes at once: with a FIN where nothing is unread, or with a RST. */
	drop(how: 'close' | 'reset' = 'close'): void {
		this.queue = [];
		if (how === 'reset' && !this.encrypted) this.raw.resetAndDestroy();
		else this.raw.destroy();
	}

	/** Goes on in TLS; false when the handshake failed. Lines that came in clear behind AUTH are forgotten. */
	async encrypt(): Promise<boolean> {
		this.queue = [];
		this.lines = new CommandLines();
		this.socket.removeAllListeners('data');
		try {
			this.tls = await TlsIdentity.create(this.settings);
			const secure = await this.tls.accept(this.raw);
			this.socket = secure;
			this.encrypted = true;
			const serverName: unknown = 'servername' in secure ? secure.servername : null;
			this.server.record.tlsConnections.push({
				connection: this.number,
				serverName: typeof serverName === 'string' ? serverName : null,
				protocol: secure.getProtocol(),
			});
			secure.once('close', () => this.onClose());
			this.listen();
			return true;
		} catch {
			this.drop();
			return false;
		}
	}

	/** The absolute virtual path of an argument; the working folder for an empty one. */
	resolve(argument: string): string {
		return RootedFolder.resolve(this.cwd, argument);
	}

	private listen(): void {
		this.socket.on('data', (chunk: Buffer) => this.onData(chunk));
		this.socket.once('end', () => this.socket.end());
	}

	private onData(chunk: Buffer): void {
		this.idle?.refresh();
		let lines: string[];
		try {
			lines = this.lines.push(chunk);
		} catch {
			this.reply('500 Line too long');
			return this.end();
		}
		const abort = lines.some((line) => verbOf(line) === 'ABOR');
		if (this.abortTransfer && abort) this.abortTransfer();
		else if (this.abortTransfer && this.settings.duringTransfer !== 'after') {
			if (this.settings.duringTransfer === 'refuse500') lines = lines.slice(0, 1);
			const code = this.settings.duringTransfer === 'refuse500' ? 500 : 450;
			for (const line of lines) {
				this.server.record.command(this.number, verbOf(line), this.server.codec.decode(line));
				this.write(`${code} Transfer in progress\r\n`);
			}
			return;
		}
		this.queue.push(...lines);
		void this.work();
	}

	private async work(): Promise<void> {
		if (this.running) return;
		this.running = true;
		for (let line = this.queue.shift(); line !== undefined; line = this.queue.shift()) {
			if (this.closed.aborted) break;
			await this.handle(line);
			this.idle?.refresh();
		}
		this.running = false;
	}

	private async handle(line: string): Promise<void> {
		const verb = verbOf(line);
		const argument = line.slice(verb.length + 1);
		this.server.record.command(this.number, verb, this.server.codec.decode(line));
		try {
			await this.exchange(verb, argument, () => runCommand(this, verb, argument));
		} catch (error) {
			if (!this.closed.aborted) this.reply(replyTo(error));
		}
	}

	private async exchange(verb: string, argument: string, run: () => void | Promise<void>) {
		const { codec } = this.server;
		const exchange: Exchange = {
			session: this,
			verb,
			argument: codec.decode(argument),
			path: codec.decode(pathOf(this, verb, argument)),
		};
		this.faults = this.server.faultsOf(exchange);
		const steps = this.faults.flatMap(({ around }) => (around ? [around] : []));
		const step = async (index: number): Promise<void> => {
			if (this.closed.aborted) return;
			const around = steps[index];
			await (around ? around(exchange, () => step(index + 1)) : run());
		};
		try {
			await step(0);
		} catch (error) {
			if (!this.closed.aborted) this.reply(replyTo(error));
		}
	}

	private kick(): void {
		// A transfer is no idleness; its end starts the clock again.
		if (this.running) return void this.idle?.refresh();
		this.reply('421 Timeout');
		this.end();
	}

	private onClose(): void {
		if (this.closed.aborted) return;
		if (this.idle) clearTimeout(this.idle);
		this.closing.abort();
		this.data.close();
		this.abortTransfer?.();
		this.server.forget(this);
	}
}

function replyTo(error: unknown): string {
	const texts: Record<string, string> = {
		ENOENT: '550 No such file or folder',
		EEXIST: '550 File exists',
		ENOTEMPTY: '550 Folder not empty',
		ENOTDIR: '550 Not a folder',
		EISDIR: '550 Is a folder',
		EACCES: '550 Permission denied',
		EPERM: '550 Permission denied',
		ENAMETOOLONG: '553 Name too long',
		EINVAL: '550 Not possible',
		ENOSPC: '452 Disk full',
	};
	const code = errorCode(error);
	return texts[code] ?? `451 Local error ${code}`;
}
