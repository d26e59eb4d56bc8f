import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CommandLines } from './CommandLines';
import type { TlsIdentity } from './TlsIdentity';

/** What a control channel tells its session. */
export interface ControlListener {
	/** Lines of one packet, as wire text. */
	readonly onLines: (lines: string[]) => void;
	readonly onTooLong: () => void;
	/** Once, when the connection is gone. */
	readonly onClose: () => void;
}

/** The bytes of a control connection: lines in, replies out, in clear or in TLS. */
export class ControlChannel {
	encrypted = false;
	private socket: Socket;
	private lines = new CommandLines();
	private delayed: Promise<void> | null = null;

	constructor(
		private readonly raw: Socket,
		private readonly listener: ControlListener,
	) {
		this.socket = raw;
		raw.on('error', () => undefined);
		raw.once('close', () => listener.onClose());
	}

	get addresses(): { readonly local: string; readonly remote: string } {
		return { local: this.raw.localAddress ?? '', remote: this.raw.remoteAddress ?? '' };
	}

	/** Begins to read; without it the end of the connection goes unnoticed. */
	listen(): void {
		this.socket.on('data', (chunk: Buffer) => {
			let lines: string[];
			try {
				lines = this.lines.push(chunk);
			} catch {
				return this.listener.onTooLong();
			}
			this.listener.onLines(lines);
		});
		this.socket.once('end', () => this.socket.end());
	}

	write(bytes: Buffer): void {
		const send = () => {
			if (this.socket.writable) this.socket.write(bytes);
		};
		if (this.delayed) this.delayed = this.delayed.then(send);
		else send();
	}

	/** Everything written from now on waits for `work`, which may write by `writeNow`. */
	writeAfter(work: (writeNow: (bytes: Buffer) => boolean) => Promise<void>): void {
		const now = (bytes: Buffer) => this.socket.writable && this.socket.write(bytes);
		this.delayed = (this.delayed ?? Promise.resolve()).then(() => work(now));
	}

	/** Closes after what was written. */
	end(): void {
		const finish = () => void this.socket.end(() => this.raw.destroySoon());
		if (this.delayed) this.delayed = this.delayed.then(finish);
		else finish();
	}

	/** Closes at once, with a FIN or a RST. */
	drop(how: 'close' | 'reset'): void {
		if (how === 'reset') this.raw.resetAndDestroy();
		else this.raw.destroy();
	}

	/** Goes on in TLS. Lines that came in clear behind AUTH are forgotten. @throws when the handshake fails */
	async encrypt(identity: TlsIdentity): Promise<TLSSocket> {
		this.lines = new CommandLines();
		this.socket.removeAllListeners('data');
		this.socket.removeAllListeners('end');
		const secure = await identity.accept(this.raw);
		this.socket = secure;
		this.encrypted = true;
		secure.once('close', () => this.raw.destroy());
		this.listen();
		return secure;
	}
}
