import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RootedFolder } from './RootedFolder';
import {
	ServerRecord,
	type DataRecord,
	type LogLine,
	type Stats,
	type TlsRecord,
} from './ServerRecord';
import { Session } from './Session';
import { WireCodec } from './WireCodec';
import type { Exchange, Fault } from './faults/Fault';
import { ActiveRule, type Rule } from './faults/Rule';
import { defaultSettings, type ServerOptions, type Settings } from './settings';

const usedPorts = new Set<number>();

/** An FTP server of one process over a real folder: correct by default, and able to go wrong on purpose (`script`). */
export class FtpServer {
	readonly record = new ServerRecord();
	readonly settings: Settings;
	/** The folder on disk that clients see as `/`. */
	readonly root: string;
	readonly files: RootedFolder;
	private readonly listener: Server;
	private readonly sockets = new Set<Socket>();
	private readonly sessions = new Set<Session>();
	private rules: ActiveRule[] = [];
	private currentCodec: WireCodec;
	private boundPort = 0;
	private readonly ownRoot: boolean;

	private constructor(
		options: ServerOptions,
		readonly host: string,
	) {
		const { root, host: _host, port: _port, faults = [], ...settings } = options;
		this.settings = { ...defaultSettings, ...settings };
		this.ownRoot = root === undefined;
		this.root = root ?? mkdtempSync(join(tmpdir(), 'ftp-server-'));
		this.currentCodec = new WireCodec(this.settings.encoding);
		this.files = new RootedFolder(this.root, () => this.codec);
		this.script(...faults);
		this.listener = createServer({ noDelay: true }, (socket) => this.onConnection(socket));
	}

	/** A server that listens, on 127.0.0.1 and a free port that had no server before unless told otherwise. */
	static async start(options: ServerOptions = {}): Promise<FtpServer> {
		if (options.root !== undefined) mkdirSync(options.root, { recursive: true });
		const server = new FtpServer(options, options.host ?? '127.0.0.1');
		await server.listen(options.port ?? 0);
		// The system may give out a port again, and a client's pool would take what it knows of the server before for this one.
		while (options.port === undefined && usedPorts.has(server.port)) {
			await server.pause();
			await server.listen(0);
		}
		usedPorts.add(server.port);
		return server;
	}

	get port(): number {
		return this.boundPort;
	}

	get log(): readonly LogLine[] {
		return this.record.log;
	}

	get stats(): Readonly<Stats> {
		return this.record.stats;
	}

	get dataConnections(): readonly DataRecord[] {
		return this.record.dataConnections;
	}

	get tlsConnections(): readonly TlsRecord[] {
		return this.record.tlsConnections;
	}

	get codec(): WireCodec {
		if (this.currentCodec.encoding !== this.settings.encoding) {
			this.currentCodec = new WireCodec(this.settings.encoding);
		}
		return this.currentCodec;
	}

	/** The command lines that came in, in order; with `verb` only those. */
	commands(verb?: string): string[] {
		return this.record.commands(verb);
	}

	/** Resolves as soon as `test` holds; it is asked after every line, connection and close. */
	until(test: (server: FtpServer) => boolean): Promise<void> {
		return this.record.until(() => test(this));
	}

	/** Adds rules; all that fit an exchange count, in the order in which they were added. */
	script(...rules: readonly Rule[]): void {
		this.rules.push(...rules.map((rule) => new ActiveRule(rule)));
	}

	/** Forgets all rules: the server is correct again. */
	clearScript(): void {
		this.rules = [];
	}

	/** Drops all sockets, stops listening, and removes the folder if it was made by `start`. */
	async stop(): Promise<void> {
		await this.pause();
		if (this.ownRoot) rmSync(this.root, { recursive: true, force: true });
	}

	/** Drops all sockets and refuses connections until `resume`. */
	async pause(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.listener.close(() => resolve()));
		this.dropAll();
		await closed;
	}

	/** Listens again, on the same port. */
	async resume(): Promise<void> {
		await this.listen(this.boundPort);
	}

	/** What a restart of the server looks like to its clients. */
	async restart(): Promise<void> {
		await this.pause();
		await this.resume();
	}

	/** Cuts all connections; the server goes on. */
	dropAll(how: 'close' | 'reset' = 'close'): void {
		for (const session of this.sessions) session.drop(how);
		for (const socket of this.sockets) socket.destroy();
	}

	/** 421 to every connection that runs no command, as after an idle time. */
	kickIdle(reply?: string): void {
		for (const session of this.sessions) if (!session.busy) session.kick(reply);
	}

	/** Ends up with `dropAll`. */
	track(socket: Socket): void {
		this.sockets.add(socket);
		socket.once('close', () => this.sockets.delete(socket));
	}

	forget(session: Session): void {
		this.sessions.delete(session);
		this.record.closed(session.loggedIn);
	}

	faultsOf(exchange: Exchange): readonly Fault[] {
		return this.rules.filter((rule) => rule.takes(exchange)).flatMap(({ rule }) => rule.faults);
	}

	/** The greeting, or the refusal of one connection too many. */
	greet(session: Session): void {
		const { maxConnections, tooMany, tooManyReply, greeting } = this.settings;
		if (tooMany === 'login' || this.sessions.size <= maxConnections) return session.reply(greeting);
		this.sessions.delete(session);
		if (tooMany === 'destroy') return session.drop('reset');
		session.reply(tooManyReply ?? '421 Too many connections');
		session.end();
	}

	private onConnection(socket: Socket): void {
		this.track(socket);
		const session = new Session(this, this.record.opened(), socket);
		this.sessions.add(session);
		void session.start();
	}

	private async listen(port: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.listener.once('error', reject);
			this.listener.listen(port, this.host, 511, () => {
				this.listener.removeListener('error', reject);
				resolve();
			});
		});
		const address = this.listener.address();
		if (address !== null && typeof address === 'object') this.boundPort = address.port;
	}
}
