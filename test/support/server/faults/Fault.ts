import type { Session } from '../Session';

/** One command (or the greeting) while it is being answered. `argument` and `path` are decoded; `path` is absolute and '' for commands without one. */
export interface Exchange {
	readonly session: Session;
	readonly verb: string;
	readonly argument: string;
	readonly path: string;
}

/** What goes wrong on the data connection of one transfer or listing. */
export interface DataFault {
	/** Bytes after which `ending` happens; absent = after the whole. */
	readonly stopAfter?: number;
	/** `close` a FIN, as after a whole transfer · `reset` a RST · `hold` silence for ever · `cutControl` the control connection dies too. */
	readonly ending?: 'close' | 'reset' | 'hold' | 'cutControl';
	/** The final reply, whatever happened; null = none. */
	readonly reply?: string | null;
	/** Of an upload: bytes that reach the disk, the rest is taken and thrown away. */
	readonly keep?: number;
	readonly bytesPerSecond?: number;
	/** `refuse` drops the connection in place of the TLS handshake, `silent` never answers it. */
	readonly handshake?: 'refuse' | 'silent';
	/** Called once as soon as that many bytes have passed. */
	readonly whenPassed?: { readonly bytes: number; readonly run: () => void };
}

/** What goes wrong with the port that PASV or EPSV announces. */
export interface PassiveFault {
	/** `refused` nobody listens · `filtered` SYNs get no answer · `unserved` connects, and the server never notices · `silent` connects, never answers · `reset` connects and is reset. */
	readonly port?: 'refused' | 'filtered' | 'unserved' | 'silent' | 'reset';
	/** The address in the reply to PASV. */
	readonly address?: string;
}

/** What a rule does to an exchange: any of these parts. Several faults of one exchange add up, the first one outermost. */
export interface Fault {
	/** In place of running the command; `run` runs it. */
	readonly around?: (exchange: Exchange, run: () => Promise<void>) => void | Promise<void>;
	/** Changes a reply (wire text with its line end); null = sent already, or never. */
	readonly reply?: (reply: string, session: Session) => string | null;
	readonly data?: DataFault;
	readonly passive?: PassiveFault;
	/** Changes the text of a listing (wire text). */
	readonly listing?: (text: string) => string;
}

/** The parts of several faults that are about the data connection, the first one winning. */
export function dataFaultOf(faults: readonly Fault[]): DataFault {
	return Object.assign({}, ...faults.map(({ data }) => data ?? {}).reverse()) as DataFault;
}
