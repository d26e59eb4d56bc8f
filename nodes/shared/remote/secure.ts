import type { Socket } from 'node:net';
import {
	checkServerIdentity,
	connect,
	type DetailedPeerCertificate,
	type TLSSocket,
} from 'node:tls';
import { onAbort } from '../concurrency/onAbort';
import { errorText } from './errorCode';
import type { TlsParameters } from './tlsParameters';

/** A handshake that did not succeed: OpenSSL's error, a closed connection, or silence. */
export class HandshakeFailed extends Error {
	constructor(
		readonly how: 'error' | 'closed' | 'silent',
		/** OpenSSL's or the system's code, for example ERR_SSL_WRONG_VERSION_NUMBER. */
		readonly code: string,
		cause: unknown,
	) {
		super(`TLS handshake: ${code}`, { cause });
	}
}

/** What OpenSSL and the name check say of the certificate that a server showed. */
export interface SeenCertificate {
	readonly peer: DetailedPeerCertificate;
	/** OpenSSL's code such as CERT_HAS_EXPIRED; null when the chain is trusted. */
	readonly chainProblem: string | null;
	readonly nameMatches: boolean;
}

/**
 * Starts TLS on a connected socket. The certificate is not judged here: the caller looks at `seenCertificate`
 * before anything secret is sent. `begin` returns at once, so that the handshake can start with a command's reply pending.
 * @param session of the control connection, to be resumed (data connections)
 */
export function beginTls(
	socket: Socket,
	{ context, sni }: TlsParameters,
	session?: Buffer,
): TLSSocket {
	return connect({
		socket,
		secureContext: context,
		servername: sni,
		session,
		// Judged by us: Node's own check would hide the certificate of a refused connection.
		rejectUnauthorized: false,
	});
}

/**
 * Waits for the end of a handshake.
 * @param signal gives it up: basic-ftp takes the listeners of a connection that it closes away, those of TLS on it too
 * @throws HandshakeFailed
 */
export async function handshake(
	socket: TLSSocket,
	timeoutMs: number,
	signal?: AbortSignal,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(
			() => finish(new HandshakeFailed('silent', 'ETIMEDOUT', null)),
			timeoutMs,
		);
		const onSecure = () => finish(null);
		const onClose = () => finish(new HandshakeFailed('closed', 'ECONNRESET', null));
		const onError = (error: NodeJS.ErrnoException) =>
			finish(
				new HandshakeFailed(
					error.code === 'ECONNRESET' ? 'closed' : 'error',
					error.code ?? error.message,
					error,
				),
			);
		const finish = (failure: HandshakeFailed | null) => {
			clearTimeout(timer);
			forget?.();
			socket.off('secureConnect', onSecure);
			socket.off('close', onClose);
			socket.off('error', onError);
			if (failure) {
				socket.on('error', () => undefined);
				socket.destroy();
				reject(failure);
			} else resolve();
		};
		const forget = signal && onAbort(signal, onClose);
		socket.once('secureConnect', onSecure);
		socket.once('close', onClose);
		socket.once('error', onError);
	});
}

/** The certificate of a finished handshake; null for a resumed session, which proves the same server by itself. */
export function seenCertificate(
	socket: TLSSocket,
	{ expectedName }: TlsParameters,
): SeenCertificate | null {
	const peer = socket.getPeerCertificate(true);
	if (Object.keys(peer).length === 0) return null;
	// The types say Error, Node gives the code itself.
	const problem: unknown = socket.authorizationError;
	const code = typeof problem === 'string' ? problem : problem ? errorText(problem) : null;
	return {
		peer,
		// Node puts the name check into the same field; it is asked for apart, to name every problem.
		chainProblem: code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : code,
		nameMatches: checkServerIdentity(expectedName, peer) === undefined,
	};
}
