import type { RealServer } from '../support/realServers/startRealServer';
import type { Task } from './tasks';

/** One run of one task by one contender, with the places that it works on. */
export interface Job {
	readonly task: Task;
	readonly server: RealServer;
	readonly tls: boolean;
	readonly connections: number;
	/** Folder on the server: what is downloaded lies there, or what is uploaded shall go there. */
	readonly remote: string;
	/** Local folder: the other end. */
	readonly local: string;
	/** Where the package was compiled to. */
	readonly compiled: string;
	/** Folder for a CPU profile of our process; empty = none. */
	readonly profile: string;
}

/**
 * How often a process of Node does a job with small files before it is measured: n8n runs for weeks, and code that runs for
 * the first time is several times slower.
 */
export const warmUps = 3;

/** Numbers of the warm-ups of a job; none where one file's bytes are all the work. */
export function warmUpsOf({ work }: Task): readonly number[] {
	return work === 'one' ? [] : Array.from({ length: warmUps }, (_, index) => index);
}

/** What one run took. */
export interface Measured {
	/** Without the start of the process. */
	readonly seconds: number;
	/** User and system time of the process. */
	readonly cpuSeconds: number;
	/** How much more memory the process had at most than before the work; null where it is not measured. */
	readonly peakMiB: number | null;
}

/** Does a job and measures it. @throws when the work failed */
export type Contender = (job: Job) => Promise<Measured>;
