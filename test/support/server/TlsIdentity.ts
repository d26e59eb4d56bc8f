import { X509Certificate, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket, createSecureContext, type SecureContext } from 'node:tls';
import { testCertificates } from '../certificates';
import type { Settings } from './settings';

/**
 * The server's end of TLS for one control connection and its data connections. Ticket keys live in the context, and every
 * control connection has its own: a session that is resumed is one of this control connection and of no other.
 */
export class TlsIdentity {
	private constructor(
		private readonly context: SecureContext,
		private readonly clientCa: X509Certificate | null,
	) {}

	static async create(
		settings: Settings,
		certificate: Settings['certificate'],
	): Promise<TlsIdentity> {
		const { certPem, keyPem } = certificate ?? (await testCertificates()).server;
		const context = createSecureContext({
			cert: certPem,
			key: keyPem,
			minVersion: settings.minTlsVersion,
			maxVersion: settings.maxTlsVersion,
			// Without an id of its own OpenSSL refuses to resume where client certificates are asked for.
			sessionIdContext: randomBytes(8).toString('hex'),
			...(settings.clientCa === null ? {} : { ca: settings.clientCa }),
		});
		return new TlsIdentity(
			context,
			settings.clientCa === null ? null : new X509Certificate(settings.clientCa),
		);
	}

	/** Takes the server's part of the handshake. @throws when it fails, with `socket` destroyed */
	accept(socket: Socket): Promise<TLSSocket> {
		const secure = new TLSSocket(socket, {
			isServer: true,
			secureContext: this.context,
			requestCert: this.clientCa !== null,
			rejectUnauthorized: false,
		});
		return new Promise((resolve, reject) => {
			const fail = (error: Error) => {
				socket.destroy();
				reject(error);
			};
			const onError = (error: Error) => fail(error);
			const onClose = () => fail(new Error('closed during the TLS handshake'));
			secure.once('error', onError);
			secure.once('close', onClose);
			secure.once('secure', () => {
				secure.removeListener('error', onError);
				secure.removeListener('close', onClose);
				if (!this.knows(secure)) return fail(new Error('client certificate missing or unknown'));
				secure.on('error', ignore);
				resolve(secure);
			});
		});
	}

	private knows(secure: TLSSocket): boolean {
		if (this.clientCa === null || secure.isSessionReused()) return true;
		const certificate = secure.getPeerX509Certificate();
		return certificate !== undefined && certificate.verify(this.clientCa.publicKey);
	}
}

/** A socket without a listener for errors ends the process. */
function ignore(): void {}
