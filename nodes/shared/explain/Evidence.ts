import type { CertificateProblem, CertificateReport } from './certificateReport';
import type { LoginRefusal } from './loginRefusal';
import type {
	AlreadyExistsSeen,
	IntegritySeen,
	NotEmptySeen,
	NotFoundSeen,
	PermissionSeen,
	QuotaSeen,
} from './PathEvidence';
import type { Seen } from './Seen';

export type { IntegrityFailure, PathAction } from './PathEvidence';

/** Which way the bytes of a data connection were to go. */
export type Direction = 'upload' | 'download' | 'listing';

export interface DnsSeen extends Seen<'dns'> {
	/** `ENOTFOUND` no such name, `EAI_AGAIN` no answer from the name service. */
	readonly code: string;
}

export interface UnreachableSeen extends Seen<'unreachable'> {
	/** Node's code: `ECONNREFUSED`, `EHOSTUNREACH`, `ENETUNREACH`, `EADDRNOTAVAIL` … */
	readonly code: string;
	readonly addresses?: readonly string[];
	readonly localAddress?: string;
}

export interface ConnectionLostSeen extends Seen<'connectionLost'> {
	readonly during: 'greeting' | 'tls' | 'login' | 'command' | Direction;
	readonly bytesSoFar?: number;
}

export interface TimeoutSeen extends Seen<'timeout'> {
	/** How long there was silence. */
	readonly seconds: number;
	readonly waitingFor:
		| 'address'
		| 'connection'
		| 'greeting'
		| 'tls'
		| 'login'
		| 'reply'
		| Direction
		| 'freeConnection';
	/** The command that got no answer. */
	readonly verb?: string;
	readonly bytesSoFar?: number;
}

/**
 * How a data connection failed: `refused` TCP refused · `silent` no answer to the connect · `reset` broken before the
 * first byte · `noReply150` connected, but the server never began · `noAccept` the server never came to our listener ·
 * `cut` ended before its end · `tlsRefused` the server wants or refuses TLS on it · `wrongAddress` the announced
 * address cannot be right · `replied` the server itself reported the failure (425, 426, 450, 451).
 */
export type DataFailure =
	| 'refused'
	| 'silent'
	| 'reset'
	| 'noReply150'
	| 'noAccept'
	| 'cut'
	| 'tlsRefused'
	| 'wrongAddress'
	| 'replied';

export interface DataChannelSeen extends Seen<'dataChannel'> {
	readonly how: DataFailure;
	readonly mode: 'passive' | 'active';
	readonly direction: Direction;
	/** The address and port that were tried; in active mode our own. */
	readonly address?: string;
	/** The data port: the server's in passive mode, ours in active mode. `port` is the control port. */
	readonly dataPort?: number;
	/** The address in the server's PASV reply, where it differs. */
	readonly announcedAddress?: string;
	readonly seconds?: number;
	readonly bytesSoFar?: number;
	readonly libraryText?: string;
}

export interface AuthSeen extends Seen<'auth'> {
	/** Default: read from the reply. */
	readonly refusal?: LoginRefusal;
	/** Our address as the server sees it, for allow lists. */
	readonly localAddress?: string;
}

export interface TooManyConnectionsSeen extends Seen<'tooManyConnections'> {
	/** Connections that this n8n process holds to the same login. */
	readonly openOfOurs?: number;
	readonly maxConnections?: number;
}

export type TlsRequiredSeen = Seen<'tlsRequired'>;

export interface TlsUnsupportedSeen extends Seen<'tlsUnsupported'> {
	readonly what: 'AUTH' | 'PROT';
}

/**
 * `implicitExpected` the port wants TLS at once · `explicitExpected` the port begins plain · `versionTooOld` no TLS
 * version in common · `plainAnswer` text where TLS was due, from something that greets like no FTP server ·
 * `clientCertificate` the server wants one, or refuses ours.
 */
export type HandshakeFailure =
	| 'implicitExpected'
	| 'explicitExpected'
	| 'versionTooOld'
	| 'plainAnswer'
	| 'clientCertificate'
	| 'other';

export interface TlsHandshakeSeen extends Seen<'tlsHandshake'> {
	readonly how: HandshakeFailure;
	/** What OpenSSL or Node said. */
	readonly libraryText?: string;
	readonly minTlsVersion?: string;
}

export interface CertificateSeen extends Seen<'certificate'> {
	readonly report: CertificateReport;
	readonly problem: CertificateProblem;
	/** The name that was expected: Host or TLS Server Name. */
	readonly expectedName?: string;
	/** True when it is the certificate of a data connection. */
	readonly onData?: boolean;
}

export interface UnsupportedSeen extends Seen<'unsupported'> {
	/** The FTP command, for example `MLSD`. */
	readonly command: string;
	/** Completes "which is needed to …", for example "rename files". */
	readonly neededFor: string;
	/** What to do instead; default: a sentence that names the administrator. */
	readonly instead?: string;
}

export interface ProtocolSeen extends Seen<'protocol'> {
	/** `oddListing`: a listing of which no line was understood. */
	readonly how:
		| 'noDigits'
		| 'tooLong'
		| 'looksLikeSsh'
		| 'looksLikeHttp'
		| 'looksLikeSmtp'
		| 'unexpectedReply'
		| 'oddListing';
	/** The beginning of what came. */
	readonly sample?: string;
	readonly verb?: string;
}

export interface InvalidInputSeen extends Seen<'invalidInput'> {
	readonly message: string;
	readonly description: string;
}

export interface GuardSeen extends Seen<'guard'> {
	readonly message: string;
	readonly description: string;
	/** Counts and the first planned changes, for programs. */
	readonly data?: Readonly<Record<string, unknown>>;
}

export type CancelledSeen = Seen<'cancelled'>;

/** What was seen of a failure, before anybody puts it into words. */
export type Evidence =
	| DnsSeen
	| UnreachableSeen
	| ConnectionLostSeen
	| TimeoutSeen
	| DataChannelSeen
	| AuthSeen
	| TooManyConnectionsSeen
	| TlsRequiredSeen
	| TlsUnsupportedSeen
	| TlsHandshakeSeen
	| CertificateSeen
	| NotFoundSeen
	| PermissionSeen
	| AlreadyExistsSeen
	| NotEmptySeen
	| QuotaSeen
	| IntegritySeen
	| UnsupportedSeen
	| ProtocolSeen
	| InvalidInputSeen
	| GuardSeen
	| CancelledSeen;
