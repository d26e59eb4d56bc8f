import type { TLSSocket } from 'node:tls';
import { systemClock } from '../concurrency/Clock';
import type { Evidence } from '../explain/Evidence';
import { toError } from '../explain/explain';
import type { NameCodec } from '../listing/NameCodec';
import type { RemoteError } from '../model/RemoteError';
import { classifyError, type About } from './classifyError';
import { classifyRefusal } from './classifyRefusal';
import { codecFor } from './codecFor';
import type { Command, ControlChannel } from './ControlChannel';
import { Gate } from './Gate';
import type { DataTarget } from './passive';
import { plainAddress } from './plainAddress';
import type { ProtocolLog } from './ProtocolLog';
import type { Reply } from './Reply';
import type { ServerProfile } from './ServerProfile';
import type { RemoteSettings } from './settings';
import { Silence, SilenceTimer } from './SilenceTimer';
import type { TlsParameters } from './tlsParameters';

/** What all connections of one pool share. */
export interface Shared {
	readonly settings: RemoteSettings;
	readonly profile: ServerProfile;
	/** null with `never`. */
	readonly tls: TlsParameters | null;
	/** Whether another transfer waits for a connection, so that preparing it pays. */
	readonly moreToCome: () => boolean;
	/** How many connections of this pool are open. */
	readonly openOfOurs: () => number;
}

/** How long a data port that was asked for ahead may be used: servers close the listener (vsftpd: 30 s). */
const preparedForMs = 5000;

/**
 * One logged-in control connection. Its commands go out in order; a transfer's closing commands keep the right of
 * way (`gate`) while the next task already opens its data connection.
 */
export class Session {
	readonly settings: RemoteSettings;
	readonly profile: ServerProfile;
	readonly silence: SilenceTimer;
	/** A finishing upload's commands have the right of way. */
	readonly gate = new Gate();
	private prepared: { target: DataTarget; at: number } | null = null;
	private broken = false;
	private expected = 0;
	private readonly breakers = new Set<() => void>();
	private readonly interrupts = new Set<() => void>();
	/** The last flight of a server that wants one command at a time. */
	private lastFlight: Promise<unknown> = Promise.resolve();
	/** Final replies received so far: 0 in a task means that the connection was dead when it was lent. */
	answers = 0;

	constructor(
		readonly control: ControlChannel,
		readonly shared: Shared,
		/** TLS of the control connection; null when plain. Data connections follow it. */
		readonly secured: TLSSocket | null,
		readonly protocol: ProtocolLog,
		/** SHA-256 of the accepted certificate; null when plain. */
		readonly certificateSeen: string | null,
	) {
		this.settings = shared.settings;
		this.profile = shared.profile;
		this.silence = new SilenceTimer(this.settings.timeoutMs, () => this.kill(new Silence()));
		control.onActivity = () => this.silence.touch();
		control.onEnd = () => {
			this.silence.end();
			for (const told of [...this.breakers]) told();
			this.breakers.clear();
		};
	}

	get usable(): boolean {
		return !this.broken && this.control.trouble === null;
	}

	get remoteAddress(): string {
		return plainAddress(this.control.socket.remoteAddress ?? this.settings.host);
	}

	get localAddress(): string {
		return plainAddress(this.control.socket.localAddress ?? '');
	}

	/** Calls `told` when the connection ends, soon if it has; the returned function takes that back. */
	onceBroken(told: () => void): () => void {
		// Whoever asks has not finished setting up.
		if (this.control.hasEnded) queueMicrotask(() => this.breakers.delete(told) && told());
		this.breakers.add(told);
		return () => this.breakers.delete(told);
	}

	get codec(): NameCodec {
		return codecFor(this.profile.encoding);
	}

	/** The bytes of a path for the wire: Root Folder and path in the server's encoding. */
	wire(path: string): string {
		const root = this.profile.root ?? '/';
		const full = path === '/' ? root : `${root === '/' ? '' : root}${path}`;
		return this.codec.encode(full);
	}

	/** Text of a reply as a person can read it. */
	readable(text: string): string {
		return this.codec.decode(text) ?? text;
	}

	/**
	 * Sends commands and gives their final replies; in one write where the server bears it.
	 * @throws RemoteError when the connection breaks or falls silent; refusals are replies
	 */
	async flight(lines: readonly string[], about: About): Promise<Reply[]> {
		await this.gate.pass();
		return await this.send(lines, about);
	}

	/** One command, one reply. */
	async ask(line: string, about: About): Promise<Reply> {
		const [reply] = await this.flight([line], about);
		if (!reply) throw this.failure(new Error('no reply'), about);
		return reply;
	}

	/** As `flight`, for the closing commands of the transfer that holds the gate. */
	async send(lines: readonly string[], about: About): Promise<Reply[]> {
		try {
			const replies = this.profile.pipelines
				? await Promise.all(this.begin(lines.map((line) => ({ line }))))
				: await this.oneByOne(lines);
			// "Closing" is no answer to anything: nothing may be learned from it.
			const goodbye = replies.find(({ code }) => code === 421);
			if (goodbye) throw this.refusal(goodbye, about);
			return replies;
		} catch (error) {
			throw this.failure(error, about);
		}
	}

	private async oneByOne(lines: readonly string[]): Promise<Reply[]> {
		const before = this.lastFlight;
		const flight = (async () => {
			await before.catch(() => undefined);
			const replies: Reply[] = [];
			for (const line of lines) replies.push(...(await Promise.all(this.begin([{ line }]))));
			return replies;
		})();
		this.lastFlight = flight;
		return await flight;
	}

	/** Sends commands in one write without waiting for the gate; the caller has done so. Raw rejections. */
	begin(commands: readonly Command[]): Array<Promise<Reply>> {
		return this.control.flight(commands).map(async (promise) => {
			this.expect(+1);
			try {
				const reply = await promise;
				// A goodbye answers nothing.
				if (reply.code !== 421) this.answers++;
				return reply;
			} finally {
				this.expect(-1);
			}
		});
	}

	/** Names what ends a running transfer early; the returned function takes that back. */
	onInterrupt(stop: () => void): () => void {
		this.interrupts.add(stop);
		return () => this.interrupts.delete(stop);
	}

	/** Ends running transfers early, the connection if possible not. */
	interrupt(): void {
		for (const stop of [...this.interrupts]) stop();
	}

	/** Remembers a data port that the server opened ahead of the next transfer. */
	prepare(target: DataTarget): void {
		this.prepared = { target, at: systemClock.now() };
	}

	/** The port opened ahead, once, if it is fresh. */
	takePrepared(): DataTarget | null {
		const { prepared } = this;
		this.prepared = null;
		return prepared && systemClock.now() - prepared.at < preparedForMs ? prepared.target : null;
	}

	/** What happened, in words, with the host and path. */
	failure(error: unknown, about: About): RemoteError {
		return classifyError(error, about, this.settings, this.shared.openOfOurs());
	}

	/** The error for a reply that was not the wanted one. */
	refusal(reply: Reply, about: About): RemoteError {
		const readable = this.readable(reply.text);
		return classifyRefusal({ ...reply, readable }, about, this.settings, this.shared.openOfOurs());
	}

	/** An error made of evidence, with host, port and user filled in. */
	error(evidence: Evidence, cause?: unknown): RemoteError {
		const { host, port, user } = this.settings;
		return toError({ host, port, user, ...evidence }, cause);
	}

	/** The newest TLS session of the control connection: TLS 1.3 brings tickets after the handshake. */
	get tlsTicket(): Buffer | undefined {
		return this.control.tlsSessionStore ?? this.secured?.getSession();
	}

	/** Ends the connection without a word: its place in the conversation is lost. */
	kill(reason: Error): void {
		this.broken = true;
		this.control.closeWithError(reason);
	}

	/** QUIT, then close; waits for the server's goodbye at most `ms`. */
	async quit(ms = 500): Promise<void> {
		this.broken = true;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
		await Promise.race([this.sayGoodbye().catch(() => undefined), late]);
		clearTimeout(timer);
		this.control.closeWithError(new Error('closed by us'));
	}

	/** A finishing upload sends its rename before the goodbye. */
	private async sayGoodbye(): Promise<void> {
		await this.gate.pass();
		if (this.control.trouble === null) await Promise.all(this.control.flight([{ line: 'QUIT' }]));
	}

	/** Only an answer that is waited for keeps the process alive: an idle connection must not. */
	private expect(change: 1 | -1) {
		this.expected += change;
		if (change === 1) this.silence.enter();
		else this.silence.leave();
		const { socket } = this.control;
		// Without a handle Node only notes the wish, in one more listener each time.
		if (socket.destroyed) return;
		if (this.expected > 0) socket.ref();
		else socket.unref();
	}
}
