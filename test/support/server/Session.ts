import type { Socket } from 'node:net';
import { ControlChannel } from './ControlChannel';
import { DataChannel } from './DataChannel';
import type { FtpServer } from './FtpServer';
import { RootedFolder } from './RootedFolder';
import { verbOf } from './ServerRecord';
import { TlsIdentity } from './TlsIdentity';
import { pathOf } from './commands/pathOf';
import { runCommand } from './commands/runCommand';
import { errorReply } from './errorReply';
import type { Exchange, Fault } from './faults/Fault';

const fileTransfers = new Set(['RETR', 'STOR', 'APPE']);
const transferring = new Set([...fileTransfers, 'LIST', 'NLST', 'MLSD']);

/** One login, or the way to it. Commands run one after another, in the order in which they came; replies likewise. */
export class Session {
	cwd = '/';
	user = '';
	loggedIn = false;
	binary = false;
	restartAt = 0;
	renameFrom: string | null = null;
	protectData = false;
	hashAlgorithm = 'SHA-256';
	/** What OPTS MLST asked for, lower case; null = all. */
	facts: readonly string[] | null = null;
	/** What data connections are encrypted with; null while the control connection is in clear. */
	dataTls: TlsIdentity | null = null;
	/** Ends the transfer that is running. */
	abortTransfer: (() => void) | null = null;
	/** Faults of the exchange that is running. */
	faults: readonly Fault[] = [];
	readonly data: DataChannel;
	readonly control: ControlChannel;
	private queue: string[] = [];
	private running = false;
	/** A file is under way, in either direction, and the client has not been told of its end. */
	private sendsFile = false;
	private readonly closing = new AbortController();
	private readonly idle: NodeJS.Timeout | null;

	constructor(
		readonly server: FtpServer,
		readonly number: number,
		socket: Socket,
	) {
		this.control = new ControlChannel(socket, {
			onLines: (lines) => this.onLines(lines),
			onTooLong: () => {
				this.reply('500 Line too long');
				this.end();
			},
			onClose: () => this.onClose(),
		});
		this.data = new DataChannel((connection) => this.track(connection));
		const { idleTimeoutMs } = server.settings;
		this.idle = idleTimeoutMs > 0 ? setTimeout(() => this.timeOut(), idleTimeoutMs).unref() : null;
	}

	/** Aborted when the control connection is gone. */
	get closed(): AbortSignal {
		return this.closing.signal;
	}

	get settings() {
		return this.server.settings;
	}

	get encrypted(): boolean {
		return this.control.encrypted;
	}

	/** True while a command runs, its transfer included. */
	get busy(): boolean {
		return this.running;
	}

	/** Handshake if implicit, greeting, and from then on commands. */
	async start(): Promise<void> {
		this.running = true;
		if (this.settings.tls === 'implicit') {
			if (!(await this.encrypt())) return;
		} else this.control.listen();
		await this.exchange('GREETING', '', () => this.server.greet(this));
		this.running = false;
		await this.work();
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
		if (/^[2-5]/.test(wire)) this.sendsFile = false;
		this.server.record.sent(this.number, this.server.codec.decode(wire));
		this.control.write(Buffer.from(wire, 'latin1'));
	}

	/** Closes after what was written. */
	end(): void {
		this.queue = [];
		this.control.end();
	}

	/** Closes at once. */
	drop(how: 'close' | 'reset' = 'close'): void {
		this.queue = [];
		this.control.drop(how);
	}

	/** 421 and close. */
	kick(reply = '421 Timeout'): void {
		this.reply(reply);
		this.end();
	}

	/** Goes on in TLS; false, with everything closed, when the handshake failed. */
	async encrypt(): Promise<boolean> {
		this.queue = [];
		const { certificate, dataCertificate } = this.settings;
		try {
			const identity = await TlsIdentity.create(this.settings, certificate);
			const secure = await this.control.encrypt(identity);
			this.dataTls = dataCertificate
				? await TlsIdentity.create(this.settings, dataCertificate)
				: identity;
			const name: unknown = 'servername' in secure ? secure.servername : null;
			this.server.record.tls({
				connection: this.number,
				serverName: typeof name === 'string' ? name : null,
				protocol: secure.getProtocol(),
			});
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

	private track(connection: Socket): void {
		this.server.track(connection);
		connection.on('error', () => undefined);
		const drop = () => connection.destroy();
		this.closed.addEventListener('abort', drop);
		connection.once('close', () => this.closed.removeEventListener('abort', drop));
	}

	private onLines(lines: string[]): void {
		this.idle?.refresh();
		if (this.sendsFile && !['ABOR', 'QUIT'].includes(verbOf(lines[0] ?? '')))
			this.server.record.spokenInto.push(...lines);
		const { duringTransfer } = this.settings;
		const abort = lines.some((line) => verbOf(line) === 'ABOR');
		if (this.abortTransfer && abort) this.abortTransfer();
		else if (this.abortTransfer && duringTransfer !== 'after') {
			return this.refuseNow(duringTransfer === 'refuse500' ? 500 : 450, lines);
		}
		this.queue.push(...lines);
		void this.work();
	}

	private refuseNow(code: 450 | 500, lines: readonly string[]): void {
		for (const line of lines) this.recordCommand(line);
		this.write(`${code} Transfer in progress\r\n`.repeat(code === 500 ? 1 : lines.length));
	}

	private async work(): Promise<void> {
		if (this.running) return;
		this.running = true;
		for (let line = this.queue.shift(); line !== undefined; line = this.queue.shift()) {
			if (this.closed.aborted) break;
			const verb = verbOf(line);
			const argument = line.slice(verb.length + 1);
			this.recordCommand(line);
			this.sendsFile = fileTransfers.has(verb);
			await this.exchange(verb, argument, () => runCommand(this, verb, argument));
			this.sendsFile = false;
			this.idle?.refresh();
		}
		this.running = false;
	}

	private recordCommand(line: string): void {
		this.server.record.command(this.number, verbOf(line), this.server.codec.decode(line));
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
			if (!this.closed.aborted) this.reply(errorReply(error));
		}
		this.faults = [];
		// A refused transfer takes its data connection with it, as in vsftpd.
		if (transferring.has(verb)) this.data.close();
	}

	private timeOut(): void {
		// A transfer is no idleness; its end starts the clock again.
		if (this.running) this.idle?.refresh();
		else this.kick();
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
