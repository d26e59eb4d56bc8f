import type { TestCertificates } from '../certificates';
import type { DelayLink } from '../delayLink/startDelayLink';

/** The real FTP servers that the package is proven on. */
export type ServerKind = 'vsftpd' | 'proftpd' | 'pureftpd';
export const serverKinds: readonly ServerKind[] = ['vsftpd', 'proftpd', 'pureftpd'];

/** `explicit` offers AUTH TLS, `required` demands it, `implicit` speaks TLS from the first byte (not pureftpd). */
export type TlsMode = 'none' | 'explicit' | 'required' | 'implicit';

/** How a real server is set up; everything a test does not say has a permissive default. */
export interface RealServerOptions {
	/** Default `none`. */
	readonly tls?: TlsMode;
	/** Data connections must resume the TLS session of the control connection (not pureftpd). */
	readonly requireReuse?: boolean;
	/** Which of `testCertificates` the server shows; default `server`. */
	readonly certificate?: Exclude<keyof TestCertificates, 'caPem'>;
	/** Demand a certificate signed by the test CA (not pureftpd). */
	readonly requireClientCertificate?: boolean;
	/** No TLS 1.3 (proftpd only). */
	readonly maxTlsVersion?: 'TLSv1.2' | 'TLSv1.3';
	/** Default `test`. */
	readonly user?: string;
	/** Default `secret`. */
	readonly password?: string;
	/** Default 200. */
	readonly maxClients?: number;
	/** Connections from one address; default 200. */
	readonly maxPerAddress?: number;
	/** Default 300; pureftpd rounds up to minutes. */
	readonly idleSeconds?: number;
	/** Speed limit of a session; default none. */
	readonly bytesPerSecond?: number;
	/** Refuse every change. */
	readonly readOnly?: boolean;
	/** Commands to refuse, such as `MLSD`, so that a server looks older (not pureftpd). */
	readonly deniedCommands?: readonly string[];
	/** Show links as what they lead to, in MLSD and LIST (proftpd only). Default false. */
	readonly hidesLinks?: boolean;
	/** The address that PASV answers; a wrong one is a server behind NAT. */
	readonly passiveAddress?: string;
	/** First and last passive port; default a free range of its own. */
	readonly passivePorts?: readonly [number, number];
	/** Size of the disk below the root folder: writing more fails as a full disk does. Default the machine's own disk. */
	readonly diskBytes?: number;
	/** Behind this link; default on 127.0.0.1. */
	readonly link?: DelayLink;
	/** Keep a log of the commands; default true. Off for measurements. */
	readonly log?: boolean;
}

/** The same with every default filled in. */
export type CompleteOptions = Required<
	Omit<RealServerOptions, 'passiveAddress' | 'passivePorts' | 'diskBytes' | 'link'>
> &
	Pick<RealServerOptions, 'passiveAddress' | 'passivePorts' | 'diskBytes' | 'link'>;

const UNSUPPORTED: Readonly<Record<ServerKind, ReadonlyArray<keyof RealServerOptions>>> = {
	vsftpd: ['maxTlsVersion', 'hidesLinks'],
	proftpd: [],
	pureftpd: [
		'requireReuse',
		'requireClientCertificate',
		'deniedCommands',
		'maxTlsVersion',
		'hidesLinks',
	],
};

/** Fills in the defaults. @throws when that server cannot do what is asked for */
export function completeOptions(kind: ServerKind, options: RealServerOptions): CompleteOptions {
	const impossible = UNSUPPORTED[kind].filter((name) => options[name] !== undefined);
	if (impossible.length > 0) throw new Error(`${kind} cannot do ${impossible.join(', ')}`);
	if (kind === 'pureftpd' && options.tls === 'implicit') {
		throw new Error('pureftpd has no implicit TLS');
	}
	return {
		tls: 'none',
		requireReuse: false,
		certificate: 'server',
		requireClientCertificate: false,
		maxTlsVersion: 'TLSv1.3',
		user: 'test',
		password: 'secret',
		maxClients: 200,
		maxPerAddress: 200,
		idleSeconds: 300,
		bytesPerSecond: 0,
		readOnly: false,
		deniedCommands: [],
		hidesLinks: false,
		log: true,
		...options,
	};
}
