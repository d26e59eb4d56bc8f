import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import {
	certificateReport,
	type CertificateReport,
	type IssuerFacts,
} from '../explain/certificateReport';
import { certificateVerdict } from '../explain/certificateVerdict';
import { toError } from '../explain/explain';
import { seenCertificate } from './secure';
import type { RemoteSettings } from './settings';
import type { TlsParameters } from './tlsParameters';

/** The report of the certificate that a server showed; null for a resumed session, which showed none. */
export function reportOf(
	socket: TLSSocket,
	tls: TlsParameters,
	settings: RemoteSettings,
): CertificateReport | null {
	const seen = seenCertificate(socket, tls);
	if (!seen) return null;
	const { peer, chainProblem, nameMatches } = seen;
	return certificateReport({
		subject: { ...peer.subject },
		issuer: { ...peer.issuer },
		subjectAltName: peer.subjectaltname,
		valid_from: peer.valid_from,
		valid_to: peer.valid_to,
		fingerprint256: peer.fingerprint256,
		issuerChain: chainAbove(peer),
		authorizationError: chainProblem,
		nameMatches,
		expectedName: tls.expectedName,
		now: Date.now(),
		pins: settings.fingerprints,
	});
}

/** Refuses a certificate that the credential does not accept. @throws RemoteError `certificate` */
export function judgeCertificate(
	report: CertificateReport,
	tls: TlsParameters,
	settings: RemoteSettings,
	onData: boolean,
): void {
	const problem = certificateVerdict(report, settings.certificateCheck);
	if (problem === null) return;
	throw toError({
		category: 'certificate',
		stage: 'certificate',
		host: settings.host,
		port: settings.port,
		report,
		problem,
		expectedName: tls.expectedName,
		onData,
	});
}

function chainAbove(peer: DetailedPeerCertificate): IssuerFacts[] {
	const chain: IssuerFacts[] = [];
	const known = new Set([peer.fingerprint256]);
	// A root is its own issuer; a missing issuer has no fields at all.
	for (
		let one: DetailedPeerCertificate | undefined = peer.issuerCertificate;
		one?.fingerprint256 && !known.has(one.fingerprint256);
		one = one.issuerCertificate
	) {
		known.add(one.fingerprint256);
		chain.push({
			subject: { ...one.subject },
			issuer: { ...one.issuer },
			fingerprint256: one.fingerprint256,
			valid_to: one.valid_to,
		});
	}
	return chain;
}
