/** One line of a control connection, decoded. `>` came from the client, `<` went to it. */
export interface LogLine {
	readonly connection: number;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly direction: '>' | '<';
	readonly line: string;
}

/** A data connection that was used. */
export interface DataRecord {
	readonly connection: number;
	readonly verb: string;
	readonly encrypted: boolean;
	/** Where the client's end of it is. */
	readonly clientAddress: string;
	/** Whether its TLS session was one of its control connection; false without TLS. */
	readonly resumed: boolean;
}

/** A finished TLS handshake of a control connection. */
export interface TlsRecord {
	readonly connection: number;
	/** The SNI name; null when the client sent none. */
	readonly serverName: string | null;
	readonly protocol: string | null;
}

/** What the server saw, for tests to look at. */
export interface Stats {
	/** Control connections ever, those open now, and the most that were open at once (refused ones too). */
	connections: number;
	open: number;
	peak: number;
	/** Logged in now, and the most at once. */
	loggedIn: number;
	peakLoggedIn: number;
	/** PASS commands. */
	loginsAttempted: number;
	quits: number;
	dataConnections: number;
	perCommand: Record<string, number>;
}

/** Keeps the log and the counts of one server. */
export class ServerRecord {
	readonly log: LogLine[] = [];
	readonly dataConnections: DataRecord[] = [];
	readonly tlsConnections: TlsRecord[] = [];
	/** Commands that came while a file was under way on their connection, each by itself and not along with the transfer. */
	readonly spokenInto: string[] = [];
	readonly stats: Stats = emptyStats();
	private readonly watchers = new Set<() => void>();

	opened(): number {
		const { stats } = this;
		stats.connections++;
		stats.open++;
		stats.peak = Math.max(stats.peak, stats.open);
		this.changed();
		return stats.connections;
	}

	closed(loggedIn: boolean): void {
		this.stats.open--;
		if (loggedIn) this.stats.loggedIn--;
		this.changed();
	}

	loggedIn(): void {
		const { stats } = this;
		stats.loggedIn++;
		stats.peakLoggedIn = Math.max(stats.peakLoggedIn, stats.loggedIn);
		this.changed();
	}

	loggedOut(): void {
		this.stats.loggedIn--;
	}

	command(connection: number, verb: string, line: string): void {
		const { stats } = this;
		stats.perCommand[verb] = (stats.perCommand[verb] ?? 0) + 1;
		if (verb === 'PASS') stats.loginsAttempted++;
		if (verb === 'QUIT') stats.quits++;
		this.log.push({ connection, at: Date.now(), direction: '>', line });
		this.changed();
	}

	sent(connection: number, text: string): void {
		const at = Date.now();
		for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) {
			this.log.push({ connection, at, direction: '<', line });
		}
		this.changed();
	}

	data(record: DataRecord): void {
		this.stats.dataConnections++;
		this.dataConnections.push(record);
		this.changed();
	}

	tls(record: TlsRecord): void {
		this.tlsConnections.push(record);
	}

	/** Resolves as soon as `test` holds; it is asked whenever something was recorded. */
	until(test: () => boolean): Promise<void> {
		if (test()) return Promise.resolve();
		return new Promise((resolve) => {
			const watcher = () => {
				if (!test()) return;
				this.watchers.delete(watcher);
				resolve();
			};
			this.watchers.add(watcher);
		});
	}

	/** The command lines that came in, in order; with `verb` only those. */
	commands(verb?: string): string[] {
		return this.log
			.filter(({ direction }) => direction === '>')
			.map(({ line }) => line)
			.filter((line) => verb === undefined || verbOf(line) === verb.toUpperCase());
	}

	/** Forgets everything but the connections that are open. */
	clear(): void {
		const { open, loggedIn } = this.stats;
		this.log.length = 0;
		this.dataConnections.length = 0;
		this.tlsConnections.length = 0;
		Object.assign(this.stats, emptyStats(), { open, loggedIn, peak: open, peakLoggedIn: loggedIn });
	}

	private changed(): void {
		for (const watcher of this.watchers) watcher();
	}
}

/** The verb of a command line, upper case. */
export function verbOf(line: string): string {
	return (/^\S*/.exec(line)?.[0] ?? '').toUpperCase();
}

function emptyStats(): Stats {
	return {
		connections: 0,
		open: 0,
		peak: 0,
		loggedIn: 0,
		peakLoggedIn: 0,
		loginsAttempted: 0,
		quits: 0,
		dataConnections: 0,
		perCommand: {},
	};
}
