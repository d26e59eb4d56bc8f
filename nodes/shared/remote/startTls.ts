import type { CertificateReport } from '../explain/certificateReport';
import { judgeCertificate, reportOf } from './certificate';
import { beginTls, handshake } from './secure';
import type { ConnectStage } from './ConnectObserver';
import type { TlsParameters } from './tlsParameters';
import type { RemoteSettings } from './settings';
import type { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';

/** TLS of a control connection and the certificate that came with it. */
export interface Secured {
	readonly socket: TLSSocket;
	readonly report: CertificateReport | null;
}

interface TlsStart {
	readonly settings: RemoteSettings;
	readonly stage: ConnectStage;
	readonly signal: AbortSignal;
}

/**
 * Stages `tls` and `certificate` of a control connection: nothing but the handshake goes over the wire before the
 * certificate is accepted.
 * @param secured told of the handshake before the certificate is judged
 * @throws HandshakeFailed, RemoteError `certificate`
 */
export async function startTls(
	raw: Socket,
	tls: TlsParameters,
	{ settings, stage, signal }: TlsStart,
	secured: (socket: TLSSocket) => void,
): Promise<Secured> {
	const socket = await stage('tls', async () => {
		const begun = beginTls(raw, tls);
		await handshake(begun, settings.timeoutMs, signal);
		return begun;
	});
	secured(socket);
	const report = await stage('certificate', async () => {
		const seen = reportOf(socket, tls, settings);
		try {
			if (seen) judgeCertificate(seen, tls, settings, false);
		} catch (error) {
			socket.destroy();
			throw error;
		}
		return await Promise.resolve(seen);
	});
	return { socket, report };
}
