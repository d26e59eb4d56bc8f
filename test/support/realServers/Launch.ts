import type { CompleteOptions } from './RealServerOptions';

/** A system account, as getent tells it. */
export interface Account {
	readonly name: string;
	readonly group: string;
	readonly uid: number;
	readonly gid: number;
}

/** What a server's configuration is made from. Every path is absolute. */
export interface Setup extends CompleteOptions {
	/** Folder of this server alone, gone when it ends. */
	readonly folder: string;
	/** What the server shows to its users. */
	readonly root: string;
	readonly logFile: string;
	readonly host: string;
	readonly port: number;
	readonly passivePorts: readonly [number, number];
	/** The account that sessions run as. */
	readonly account: Account;
	/** crypt(3) hash of the password. */
	readonly passwordHash: string;
	/** PEM files; `pair` holds key and certificate. */
	readonly tlsFiles: {
		readonly certificate: string;
		readonly key: string;
		readonly pair: string;
		readonly ca: string;
	};
	/** Where the packages that cannot be installed side by side are unpacked. */
	readonly unpacked: string;
}

/** How to start a server. */
export interface Launch {
	/** Text of files to be written into the folder, by name; readable by root only. */
	readonly files: Readonly<Record<string, string>>;
	/** Shell lines that run first, inside the server's own mount namespace. */
	readonly prepare: readonly string[];
	/** Shell lines that run before each start of the server: what lives and dies with it. */
	readonly beside: readonly string[];
	readonly command: readonly string[];
}
