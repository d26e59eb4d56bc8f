import type { CertificateProblem, CertificateReport } from './certificateReport';
import type { SslMode } from './suggestedSettings';

/** What a server was seen to do with a file of the write probe. */
export interface WriteAbilities {
	/** The bytes came back as they went. */
	readonly readBack: boolean;
	readonly renameOver: boolean;
	/** An upload that begins in the middle (REST before STOR). */
	readonly resumeUpload: boolean;
	/** The command that gave the file its time, null when none did. */
	readonly timeCommand: string | null;
	/** Hashes that the server computes, and that were right. */
	readonly hashes: readonly string[];
	readonly uploadMs: number;
	readonly downloadMs: number;
}

/** What a stage of Diagnose saw when it did not fail; times in milliseconds. */
export type StageSeen =
	| {
			readonly stage: 'resolve';
			readonly addresses: readonly string[];
			readonly durationMs: number;
	  }
	| {
			readonly stage: 'connect';
			/** The address that answered. */
			readonly address: string;
			readonly failed: ReadonlyArray<{ readonly address: string; readonly code: string }>;
			readonly port: number;
			readonly ssl: SslMode;
			/** Ours on this connection, for allow lists. */
			readonly localAddress?: string;
	  }
	| { readonly stage: 'greeting'; readonly text: string; readonly durationMs: number }
	| {
			readonly stage: 'tls';
			/** `TLSv1.3` … or `none`. */
			readonly security: string;
			readonly ssl: SslMode;
	  }
	| {
			readonly stage: 'certificate';
			/** Null without TLS. */
			readonly report: CertificateReport | null;
			readonly check: 'verify' | 'pin' | 'allowAny';
			/** What would have been wrong with `verify`. */
			readonly problem: CertificateProblem | null;
	  }
	| {
			readonly stage: 'login';
			readonly durationMs: number;
			/** Our address, for allow lists. */
			readonly localAddress: string | null;
			/** All lines of the server's answer. */
			readonly reply: string;
			readonly maxConnections: number;
	  }
	| { readonly stage: 'features'; readonly features: readonly string[] }
	| { readonly stage: 'folder'; readonly rootFolder: string; readonly absolute: string }
	| {
			readonly stage: 'dataChannel';
			readonly mode: 'passive' | 'active';
			readonly address: string | null;
			readonly dataPort: number | null;
			readonly announcedAddress: string | null;
			/** Whether TLS was resumed; null without TLS. */
			readonly resumed: boolean | null;
			/** The port could be reached, and the server would not list: nothing more is known of the connection. */
			readonly refused?: boolean;
			readonly durationMs: number;
	  }
	| {
			readonly stage: 'listing';
			readonly command: 'MLSD' | 'LIST';
			readonly entries: number;
			/** Lines that nobody understood, names that cannot be used, names that came twice. */
			readonly unknown: number;
			readonly modifiedPrecision: 'second' | 'minute' | 'day' | 'none';
	  }
	| {
			readonly stage: 'clock';
			/** The server's clock is ahead by this; null when it could not be measured. */
			readonly offsetSeconds: number | null;
			readonly listedZoneMinutes: number | null;
	  }
	| {
			readonly stage: 'write';
			readonly wrote: number;
			/** Null when the server does not say. */
			readonly arrived: number | null;
			readonly renamed: boolean;
			readonly deleted: boolean;
			/** What else was tried; undefined when the probe ended before. */
			readonly abilities?: WriteAbilities;
	  }
	| {
			readonly stage: 'connections';
			/** How many were asked for and how many the server bore. */
			readonly asked: number;
			readonly reached: number;
	  };

/** The stages of Diagnose, in their order. */
export const diagnoseStages = [
	'resolve',
	'connect',
	'greeting',
	'tls',
	'certificate',
	'login',
	'features',
	'folder',
	'dataChannel',
	'listing',
	'clock',
	'write',
	'connections',
	'verdict',
] as const;

export type DiagnoseStage = (typeof diagnoseStages)[number];
