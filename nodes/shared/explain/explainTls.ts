import type { TlsHandshakeSeen, TlsRequiredSeen, TlsUnsupportedSeen } from './Evidence';
import { paragraph, quoted, shownHost, type Explanation } from './shown';

/** The server talks over TLS only. */
export function explainTlsRequired(seen: TlsRequiredSeen): Explanation {
	return {
		message: `${shownHost(seen)} requires TLS`,
		description:
			'Set SSL to Use If Available or Require SSL (Explicit) for ports 21 and 3021, to Require SSL (Implicit) for 990 and 3990. The password was not accepted without encryption.',
	};
}

/** The server has no TLS, or does not protect data connections. */
export function explainTlsUnsupported(seen: TlsUnsupportedSeen): Explanation {
	const host = shownHost(seen);
	if (seen.what === 'PROT') {
		return {
			message: `${host} refuses to encrypt data connections`,
			description:
				"The server encrypts the login, but answered no to PROT P, so files would travel in the clear. Ask the server's administrator to allow encrypted data connections (PROT P). Only if that cannot be and the network is trusted, set SSL to Never Use; this is insecure.",
		};
	}
	return {
		message: `${host} does not support TLS`,
		description:
			'The server refused AUTH TLS, but may offer implicit TLS: try Port 990 (or 3990) with Require SSL (Implicit). Otherwise set SSL to Use If Available or Never Use; the password and the files then travel unencrypted, which is insecure.',
	};
}

/** TLS was begun and did not come about. */
export function explainTlsHandshake(seen: TlsHandshakeSeen): Explanation {
	const host = shownHost(seen);
	const library = quoted('The TLS library said', seen.libraryText);
	switch (seen.how) {
		case 'implicitExpected':
			return {
				message: `${host} expects TLS from the first byte (implicit TLS)`,
				description: paragraph(
					'Set SSL to Require SSL (Implicit) for this port, or use port 21 with Require SSL (Explicit). The two methods do not understand each other: 990 and 3990 are implicit by custom, 21 and 3021 explicit.',
					library,
				),
			};
		case 'explicitExpected':
			return {
				message: `${host} begins without TLS (explicit TLS)`,
				description: paragraph(
					'Set SSL to Require SSL (Explicit) for this port, or use port 990 (or 3990) with Require SSL (Implicit). The two methods do not understand each other: 21 and 3021 are explicit by custom, 990 and 3990 implicit.',
					library,
				),
			};
		case 'versionTooOld':
			return {
				message: `${host} and n8n have no TLS version in common`,
				description: paragraph(
					`The server speaks only TLS versions below Minimum TLS Version${seen.minTlsVersion ? ` (${seen.minTlsVersion})` : ''}, or only ciphers that are no longer safe. Ask the server's administrator to enable TLS 1.2 or 1.3. As a last resort lower Minimum TLS Version under Use Advanced Settings.`,
					library,
				),
			};
		case 'plainAnswer':
			return {
				message: `${host} answered with something that is not TLS`,
				description: paragraph(
					'Check that Port belongs to an FTP server with TLS and that SSL names its method: Require SSL (Explicit) for 21 and 3021, Require SSL (Implicit) for 990 and 3990.',
					library,
				),
			};
		case 'clientCertificate':
			return {
				message: `${host} did not accept n8n's client certificate`,
				description: paragraph(
					"The server asks clients for a certificate of their own, and got none or refused it. Fill in Client Certificate and Client Key (and its passphrase) under Use Advanced Settings, with a pair that the server's administrator issued.",
					library,
				),
			};
		case 'other':
			return {
				message: `The TLS handshake with ${host} failed`,
				description: paragraph(
					'Check that SSL fits Port (explicit for 21 and 3021, implicit for 990 and 3990). If it does, compare Minimum TLS Version with what the server offers, and ask whether a firewall inspects FTP connections.',
					library,
				),
			};
	}
}
