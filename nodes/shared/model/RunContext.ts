/** How far long work has come, for n8n's log. */
export interface Progress {
	/** What is being done, for example "Download /in". */
	readonly task: string;
	readonly filesDone: number;
	/** null while unknown. */
	readonly filesTotal: number | null;
	readonly bytesDone: number;
	readonly bytesTotal: number | null;
}

/**
 * What a piece of work needs of whoever ordered it. Time and chance come in here, so that tests never wait.
 */
export interface RunContext {
	/** Aborted when the execution is stopped. */
	readonly signal: AbortSignal;
	/** Whose turn it is in a shared pool: one value an execution, folder browser or test. */
	readonly owner: string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Waits; rejects with `signal.reason` as soon as the signal is aborted. */
	readonly sleep: (ms: number) => Promise<void>;
	/** A number from 0 up to, not including, 1. */
	readonly random: () => number;
	/** Shows something odd but fine in the output panel; the same text is shown once a run. */
	readonly hint: (text: string) => void;
	readonly progress: (progress: Progress) => void;
	/** Writes to n8n's log; no secret may stand in it. */
	readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void;
}
