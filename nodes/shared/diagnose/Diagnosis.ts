import type { CertificateReport } from '../explain/certificateReport';
import type { DiagnoseStage } from '../explain/StageSeen';
import type { SuggestedSettings } from '../explain/suggestedSettings';
import type { Verdict } from '../explain/verdict';
import type { PoolStats } from '../concurrency/PoolOptions';
import type { RemoteError } from '../model/RemoteError';

/** What is known of a connection; null where the checks did not get that far. */
export interface ConnectionFacts {
	/** `TLSv1.3` … or `none`. */
	readonly security: string | null;
	readonly tlsVersion: string | null;
	readonly cipher: string | null;
	readonly certificate: CertificateReport | null;
	/** What the server calls itself, else the first line of its greeting. */
	readonly server: string | null;
	readonly features: readonly string[];
	readonly dataChannel: 'passive' | 'active' | null;
	readonly listing: 'MLSD' | 'LIST' | null;
	readonly modifiedPrecision: 'second' | 'minute' | 'day' | 'none' | null;
	/** Seconds that the times in listings are ahead of UTC: the server's zone, and its clock where that was measured. */
	readonly clockOffsetSeconds: number | null;
	/** Absolute, as the server spells it. */
	readonly rootFolder: string | null;
	/** In the Root Folder. */
	readonly entries: number | null;
	/** From the first packet to the end of the login. */
	readonly loginMs: number | null;
	/** Our address on the way to the server. */
	readonly localAddress: string | null;
}

/** One stage as a person reads it. */
export interface StageReport {
	readonly stage: DiagnoseStage;
	readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
	readonly durationMs: number;
	/** What was seen. */
	readonly detail: string;
	/** What to do, or to know; empty when there is nothing to say. */
	readonly hint: string;
	/** The same for programs. */
	readonly data: Readonly<Record<string, unknown>>;
}

/** Everything that one diagnosis found. No secret stands in it. */
export interface Diagnosis {
	readonly verdict: Verdict;
	readonly explanation: string;
	readonly hint: string;
	/** Credential fields that were really tried and worked; null when none did or none were looked for. */
	readonly suggestedSettings: SuggestedSettings | null;
	/** In order, the verdict last. */
	readonly stages: readonly StageReport[];
	readonly facts: ConnectionFacts;
	readonly pool: PoolStats;
	/** Of the first stage that failed. */
	readonly error: RemoteError | null;
	/** The last lines of the control connection, secrets masked; only where it was asked for. */
	readonly protocolLog?: readonly string[];
}
