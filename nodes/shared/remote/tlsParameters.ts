import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import * as tls from 'node:tls';
import type { RemoteSettings } from './settings';

/** What every TLS handshake with one server shares: made once, since reading the CAs costs some 10 ms. */
export interface TlsParameters {
	readonly context: tls.SecureContext;
	/** For SNI; empty for addresses, which RFC 6066 section 3 does not allow there. */
	readonly sni: string;
	/** The name that the certificate must carry. */
	readonly expectedName: string;
}

/** @throws Error of OpenSSL's when a certificate or key cannot be read */
export function tlsParameters(settings: RemoteSettings): TlsParameters {
	const expectedName = settings.serverName || settings.host;
	return {
		context: tls.createSecureContext({
			ca: trusted(settings.caCertificates),
			minVersion: settings.minTlsVersion,
			// OpenSSL 3 allows TLS 1.0, 1.1 and keys under 2048 bits at security level 0 only.
			ciphers: isLenient(settings) ? 'DEFAULT@SECLEVEL=0' : undefined,
			cert: settings.clientCertificate || undefined,
			key: settings.clientKey || undefined,
			passphrase: settings.clientKeyPassphrase || undefined,
		}),
		sni: isIP(expectedName) === 0 ? expectedName : '',
		expectedName,
	};
}

function isLenient({ minTlsVersion, certificateCheck }: RemoteSettings): boolean {
	return (
		minTlsVersion === 'TLSv1' || minTlsVersion === 'TLSv1.1' || certificateCheck === 'allowAny'
	);
}

/** Given CAs stand beside the system's; undefined leaves OpenSSL's own store in place. */
function trusted(given: readonly string[]): string[] | undefined {
	return given.length === 0 ? undefined : [...systemCertificates(), ...given];
}

/** From Node 22.15 on; the types of Node 20 do not know it. */
const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };

/** Without `getCACertificates`, NODE_EXTRA_CA_CERTS must be read here, or it would be lost beside given CAs. */
function systemCertificates(): readonly string[] {
	if (getCACertificates) return getCACertificates('default');
	const extra = process.env.NODE_EXTRA_CA_CERTS;
	return extra ? [...tls.rootCertificates, ...readExtra(extra)] : tls.rootCertificates;
}

function readExtra(file: string): string[] {
	try {
		return (
			readFileSync(file, 'latin1').match(
				/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
			) ?? []
		);
	} catch {
		// Node itself only warns about a file that it cannot read.
		return [];
	}
}

/** Whether a PEM text is a certificate that OpenSSL understands. */
export function isCertificate(pem: string): boolean {
	try {
		return new X509Certificate(pem).fingerprint256 !== '';
	} catch {
		return false;
	}
}
