import type { TestCertificate } from '../certificates';
import type { Rule } from './faults/Rule';

/** `none` AUTH is unknown · `explicit` AUTH TLS offered · `required` no login and no clear data without it · `implicit` TLS from the first byte. */
export type TlsMode = 'none' | 'explicit' | 'required' | 'implicit';

/** How the server is. Everything may be changed while it runs; it counts from the next command or connection on. */
export interface Settings {
	/** Passwords by name; a password of '' takes any. */
	users: Readonly<Record<string, string>>;
	/** Asked for by 332 after the password, when not null. */
	account: string | null;
	/** Users that may read only (550 for every change). */
	readOnlyUsers: readonly string[];
	/** The folder that a login lands in, `/` = `root`. */
	home: string;
	greeting: string;
	systemName: string;
	tls: TlsMode;
	/** Null stands for the `server` certificate of `testCertificates`. */
	certificate: Pick<TestCertificate, 'certPem' | 'keyPem'> | null;
	/** What data connections show in its place; null = the same. */
	dataCertificate: Pick<TestCertificate, 'certPem' | 'keyPem'> | null;
	/** PEM of the CA that a client certificate must come from; null = none is asked for. */
	clientCa: string | null;
	minTlsVersion: 'TLSv1.2' | 'TLSv1.3';
	maxTlsVersion: 'TLSv1.2' | 'TLSv1.3';
	/** 522 for data connections whose TLS session is not one of their control connection. */
	requireSessionReuse: boolean;
	/** Verbs that are unknown (500) and not in FEAT, upper case. */
	off: readonly string[];
	/** Of HASH, XSHA256, XSHA1, XMD5, XCRC: those that the server knows. */
	hashes: readonly string[];
	/** Whether `MDTM YYYYMMDDhhmmss name` sets a time, as vsftpd does. */
	mdtmWrites: boolean;
	/** How names are written on the wire; on disk they are UTF-8. `utf8` passes bytes on untouched. */
	encoding: string;
	listing: 'unix' | 'dos';
	/** Hidden files in LIST: `withFlag` = with `-a` only. MLSD shows them unless `never`. */
	hidden: 'withFlag' | 'always' | 'never';
	/** `options` reads `-a` as flags · `name` takes it for a file name, as simple servers do. */
	listArgument: 'options' | 'name';
	/** Whether `[ ] * ?` in LIST and NLST are patterns, as in vsftpd. */
	globbing: boolean;
	/** What LIST and MLSD say of a folder that is not there. */
	missingFolder: 'refuse' | 'empty';
	/** Links in MLSD: `slink` with target · `symlink` without · `folder` as a plain folder or file. */
	linkFacts: 'slink' | 'symlink' | 'folder';
	/** Time zone of LIST, minutes east of UTC. */
	timeZoneMinutes: number;
	/** Milliseconds that the server's clock is ahead. */
	clockOffsetMs: number;
	/** `refuse` = 550 for RNTO onto something that exists. */
	renameOver: 'replace' | 'refuse';
	/** The address that PASV announces; null = the true one. */
	passiveAddress: string | null;
	/** Connections that may be open (`greeting`, `destroy`) or logged in (`login`) at once. */
	maxConnections: number;
	tooMany: 'greeting' | 'login' | 'destroy';
	/** The reply for one too many; null = 421 at the greeting, 530 at the login. */
	tooManyReply: string | null;
	/** 421 and close after that silence; 0 = never. */
	idleTimeoutMs: number;
	/** 425 when no data connection came within that time. */
	dataTimeoutMs: number;
	/** Bytes that all files together may have; null = no limit. */
	quotaBytes: number | null;
	quotaReply: string;
	/** Lines that arrive in their own packet during a transfer: `after` it (vsftpd) · `refuse450` (ProFTPD) · `refuse500`, one reply a packet (Pure-FTPd). */
	duringTransfer: 'after' | 'refuse450' | 'refuse500';
}

/** What `FtpServer.start` takes; everything has a default. */
export interface ServerOptions extends Partial<Settings> {
	/** A real folder; a temporary one is made, and removed by `stop`, when absent. */
	readonly root?: string;
	readonly host?: string;
	/** 0 or absent = any free port. */
	readonly port?: number;
	/** Rules to begin with, as for `script`. */
	readonly faults?: readonly Rule[];
}

/** The defaults: one user `test` with password `secret`, no TLS, everything that a modern server knows but hashes. */
export const defaultSettings: Settings = {
	users: { test: 'secret' },
	account: null,
	readOnlyUsers: [],
	home: '/',
	greeting: '220 Test server ready',
	systemName: 'UNIX Type: L8',
	tls: 'none',
	certificate: null,
	dataCertificate: null,
	clientCa: null,
	minTlsVersion: 'TLSv1.2',
	maxTlsVersion: 'TLSv1.3',
	requireSessionReuse: false,
	off: [],
	hashes: [],
	mdtmWrites: false,
	encoding: 'utf8',
	listing: 'unix',
	hidden: 'withFlag',
	listArgument: 'options',
	globbing: false,
	missingFolder: 'refuse',
	linkFacts: 'slink',
	timeZoneMinutes: 0,
	clockOffsetMs: 0,
	renameOver: 'replace',
	passiveAddress: null,
	maxConnections: Infinity,
	tooMany: 'greeting',
	tooManyReply: null,
	idleTimeoutMs: 0,
	dataTimeoutMs: 10_000,
	quotaBytes: null,
	quotaReply: '552 Quota exceeded',
	duringTransfer: 'after',
};
