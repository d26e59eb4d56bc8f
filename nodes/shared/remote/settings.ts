export type SslMode = 'useIfAvailable' | 'explicit' | 'implicit' | 'never';
export type CertificateCheck = 'verify' | 'pin' | 'allowAny';
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/**
 * Everything that decides how a server is reached, complete: every default is filled in, times are milliseconds.
 * Two equal settings share one pool. The secrets are not enumerable, so that no log or dump shows them.
 */
export interface RemoteSettings {
	/** Host name or address, without scheme and port; IPv6 without brackets. */
	readonly host: string;
	readonly port: number;
	/** Empty = anonymous. */
	readonly user: string;
	readonly password: string;
	readonly ssl: SslMode;
	readonly certificateCheck: CertificateCheck;
	/** SHA-256 fingerprints as 64 lower-case hex digits; any of them is accepted with `pin`. */
	readonly fingerprints: readonly string[];
	/** PEM texts trusted beside the system's. */
	readonly caCertificates: readonly string[];
	/** Without a trailing `/`. Empty = the folder that the login lands in; `/` = the server's root; may be relative. */
	readonly rootFolder: string;
	readonly maxConnections: number;
	readonly timeoutMs: number;
	/** Name for SNI and for the certificate; empty = the host. */
	readonly serverName: string;
	readonly retries: number;
	readonly retryDelayMs: number;
	/** 0 = off. */
	readonly keepAliveMs: number;
	readonly idleCloseMs: number;
	readonly mode: 'passive' | 'active';
	readonly passiveAddress: 'controlHost' | 'server';
	/** Empty = the control connection's own address. */
	readonly activeAddress: string;
	/** First and last port; null = any. */
	readonly activePorts: readonly [number, number] | null;
	/** Empty = the system's choice. */
	readonly localAddress: string;
	/** `auto`, `utf8`, `latin1` or a name that the encoding library knows. */
	readonly encoding: string;
	/** IANA name; empty = measured. */
	readonly serverTimeZone: string;
	readonly minTlsVersion: TlsVersion;
	readonly clientCertificate: string;
	readonly clientKey: string;
	readonly clientKeyPassphrase: string;
	readonly account: string;
	/** Errors carry the last lines of the conversation. */
	readonly protocolLog: boolean;
}
