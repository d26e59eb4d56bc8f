import type { Socket } from 'node:net';
import { FTPContext, type FTPResponse } from 'basic-ftp';
import type { ProtocolLog } from './ProtocolLog';
import { isOutOfStep } from './outOfStep';
import { isPreliminary, type Reply } from './Reply';
import { NotFtp, ReplyReader } from './ReplyReader';

/** Servers tell of slow work by further 1xx replies (a hash of a large file); a flood of them would keep a run for ever. */
const mostPreliminaries = 10_000;

/** A command and what its caller wants to see before the final reply. */
export interface Command {
	readonly line: string;
	/** Told of each 1xx reply. */
	readonly onPreliminary?: (reply: Reply) => void;
}

/** The control connection is gone; `goodbye` is the last thing the server said unasked, often a 421 with the reason. */
export class ControlClosed extends Error {
	constructor(
		readonly reason: Error,
		readonly goodbye: Reply | null,
	) {
		super(`control connection closed: ${reason.message}`, { cause: reason });
	}
}

interface Slot {
	readonly command: Command;
	readonly resolve: (reply: Reply) => void;
	readonly reject: (error: ControlClosed) => void;
	/** 1xx replies so far. */
	preliminaries: number;
}

/**
 * basic-ftp's control connection (life of the socket, TLS upgrade) with two differences: replies are put together over
 * any borders of packets, and any number of commands may be under way, their replies taken in order (RFC 959 promises the
 * order; measured with vsftpd 3.0.3, ProFTPD 1.3.8 and Pure-FTPd 1.0.50 it holds outside of transfers).
 */
export class ControlChannel extends FTPContext {
	private readonly reader = new ReplyReader();
	private readonly slots: Slot[] = [];
	private ended: ControlClosed | null = null;
	private goodbye: Reply | null = null;
	/** Something came that nobody had asked for: the next answer might be taken for another one's. */
	private stray = false;
	/** Byte 0xFF goes out twice (RFC 854): ProFTPD 1.3.8 takes two for one; vsftpd 3.0.3 and Pure-FTPd 1.0.50 take each as it is. */
	doublesTelnetByte = false;
	/** Called for each byte that arrives and each command that goes out. */
	onActivity: () => void = () => undefined;
	/** Called once, when the connection has ended for whatever reason. */
	onEnd: (error: ControlClosed) => void = () => undefined;

	/** @param protocol where the lines are noted, secrets masked */
	constructor(
		socket: Socket,
		private readonly protocol: ProtocolLog,
	) {
		super(0, 'latin1');
		this.socket = socket;
		// One task for the whole life: basic-ftp tells it of the end of the connection. Replies never pass through here, so
		// that no error can be taken for one (an AbortError has a number for its code).
		this.handle(undefined, (reason) => this.end(asError(reason))).catch(() => undefined);
	}

	/** Why the connection is unusable, or null while it is fine. A goodbye (421) makes it unusable at once. */
	get trouble(): ControlClosed | null {
		if (this.ended) return this.ended;
		if (this.goodbye) return new ControlClosed(new Error('the server said goodbye'), this.goodbye);
		return this.stray ? new ControlClosed(new Error('an answer came unasked'), null) : null;
	}

	/** True once nothing can be sent or received any more. */
	get hasEnded(): boolean {
		return this.ended !== null;
	}

	/** Whether more has come than was asked for: in clear before TLS begins, it would be taken for something said under it. */
	get hasMore(): boolean {
		return this.stray || this.reader.isWithin;
	}

	/** Replies that have not come yet. */
	get pending(): number {
		return this.slots.length;
	}

	/** Waits for a reply that no command of ours asks for: the greeting. */
	greeting(onPreliminary?: (reply: Reply) => void): Promise<Reply> {
		return this.expect({ line: '', onPreliminary });
	}

	/**
	 * Sends commands in one write (one segment, one TLS record) and gives a promise for each final reply.
	 * A refusal (4xx, 5xx) is a reply, not an error.
	 * @throws for a line that would be more than one command; nothing is sent then
	 */
	flight(commands: readonly Command[]): Array<Promise<Reply>> {
		const { ended } = this;
		if (ended) return commands.map(async () => await Promise.reject(ended));
		this.socket.write(commands.map(({ line }) => this.wireOf(line)).join(''), 'latin1');
		for (const { line } of commands) this.protocol.sent(line);
		this.onActivity();
		return commands.map(async (command) => await this.expect(command));
	}

	/** basic-ftp's framing loses replies that are cut within a line; ours replaces it. */
	protected override _onControlSocketData(chunk: string): void {
		this.onActivity();
		try {
			for (const reply of this.reader.push(chunk)) {
				this.protocol.received(reply.text);
				this.take(reply);
			}
		} catch (error) {
			this.closeWithError(error instanceof Error ? error : new Error(String(error)));
		}
	}

	private wireOf(line: string): string {
		if (/[\r\n\0]/.test(line)) throw new Error('A command must be one line');
		return `${this.doublesTelnetByte ? line.replaceAll('\xff', '\xff\xff') : line}\r\n`;
	}

	private expect(command: Command): Promise<Reply> {
		return new Promise((resolve, reject) => {
			if (this.ended) reject(this.ended);
			else this.slots.push({ command, resolve, reject, preliminaries: 0 });
		});
	}

	private take(reply: Reply) {
		const slot = this.slots[0];
		if (!slot) {
			// Nobody asked: the server announces its end (idle time-out, shutdown).
			if (reply.code === 421) this.goodbye = reply;
			else this.stray ||= !isPreliminary(reply);
			return;
		}
		if (isOutOfStep(verbOf(slot.command.line), reply.code)) {
			this.closeWithError(new Error(`the answers are out of step: ${reply.text.slice(0, 100)}`));
			return;
		}
		if (isPreliminary(reply)) {
			if (++slot.preliminaries > mostPreliminaries)
				this.closeWithError(new NotFtp('tooLong', reply.text.slice(0, 200)));
			slot.command.onPreliminary?.(reply);
			return;
		}
		if (reply.code === 421) this.goodbye = reply;
		this.slots.shift();
		slot.resolve(reply);
	}

	private end(reason: Error) {
		if (this.ended) return;
		this.ended = new ControlClosed(reason, this.goodbye);
		for (const slot of this.slots.splice(0)) slot.reject(this.ended);
		this.onEnd(this.ended);
	}
}

/** basic-ftp's type allows for replies too. Not `instanceof`: jest and n8n may have several realms. */
function asError(reason: Error | FTPResponse): Error {
	return 'name' in reason ? reason : new Error(reason.message);
}

function verbOf(line: string): string {
	return line.split(' ', 1)[0]?.toUpperCase() ?? '';
}
