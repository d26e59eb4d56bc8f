import type { CertificateProblem, CertificateReport } from './certificateReport';
import type { CertificateSeen } from './Evidence';
import { paragraph, shownHost, type Explanation } from './shown';
import { printable } from '../model/RemotePath';

/** Which rule a certificate broke, what was seen, and the ways out. */
export function explainCertificate(seen: CertificateSeen): Explanation {
	const { report } = seen;
	const expected = seen.expectedName ?? seen.host ?? 'the server';
	// A pin stands in place of the other rules, so nothing else is worth naming then.
	const problems =
		seen.problem === 'pinMismatch'
			? (['pinMismatch'] as const)
			: [
					seen.problem,
					...report.problems.filter((one) => one !== seen.problem && one !== 'pinMismatch'),
				];
	const whose = seen.onData ? 'The data connection certificate of' : 'The certificate of';
	return {
		message: `${whose} ${shownHost(seen)} ${problems.map((one) => predicate(one, report, expected)).join(' and ')}`,
		description: paragraph(advice(seen.problem, report), otherWay(seen.problem), facts(report)),
	};
}

/** One problem in words, as the end of "The certificate …". */
export function certificateProblemText(
	problem: CertificateProblem,
	report: CertificateReport,
): string {
	return predicate(problem, report, 'the host');
}

function predicate(
	problem: CertificateProblem,
	report: CertificateReport,
	expected: string,
): string {
	switch (problem) {
		case 'expired':
			return `expired on ${day(report.validTo)}`;
		case 'notYetValid':
			return `is not valid before ${day(report.validFrom)}`;
		case 'issuerExpired':
			return 'was issued by an authority whose own certificate has expired';
		case 'revoked':
			return 'was revoked';
		case 'selfSigned':
			return 'is self-signed';
		case 'unknownCa':
			return 'comes from an unknown certificate authority';
		case 'chainIncomplete':
			return 'comes without its intermediate certificate';
		case 'nameMismatch':
			return `is not for ${expected === 'the host' ? expected : `"${printable(expected)}"`}${forNames(report)}`;
		case 'weak':
			return 'uses a key or signature that is too weak';
		case 'wrongPurpose':
			return 'is not meant for servers';
		case 'pinMismatch':
			return 'does not have the expected fingerprint';
		case 'other':
			return 'could not be verified';
	}
}

function forNames({ names }: CertificateReport): string {
	if (names.length === 0) return '';
	const shown = names.slice(0, 2).map((name) => `"${printable(name).slice(0, 60)}"`);
	return ` but for ${shown.join(', ')}${names.length > 2 ? ' …' : ''}`;
}

function advice(problem: CertificateProblem, report: CertificateReport): string {
	switch (problem) {
		case 'expired':
		case 'issuerExpired':
			return "Ask the server's administrator to renew the certificate. If it was renewed already, check that Host leads to the right server.";
		case 'notYetValid':
			return "Check the clock of the machine that runs n8n first, then ask the server's administrator.";
		case 'nameMismatch':
			return 'Write the name that stands in the certificate into Host, or into TLS Server Name when Host is an IP address or another name of the same server. If none of the names is familiar, check that Host leads to the right server.';
		case 'unknownCa':
			return "Paste the certificate of that authority (PEM) into CA Certificates; the server's administrator has it.";
		case 'chainIncomplete':
			return "Ask the server's administrator to send the whole chain. Until then, paste the missing intermediate certificate (PEM) into CA Certificates.";
		case 'selfSigned':
			return 'Paste this certificate (PEM) into CA Certificates, or ask for one of a public authority.';
		case 'revoked':
			return "Do not use it. Ask the server's administrator for a new certificate.";
		case 'weak':
			return "Ask the server's administrator for a certificate with an RSA key of 2048 bits or more and a SHA-256 signature.";
		case 'wrongPurpose':
		case 'other':
			return "Ask the server's administrator to check the certificate.";
		case 'pinMismatch':
			return `Seen was ${report.fingerprint256}: have the server's administrator confirm it, then add it as another line of Certificate Fingerprint (SHA-256). Unless it is confirmed, somebody else may answer in the server's place. Certificates that are renewed every few months are better verified by name than by fingerprint.`;
	}
}

/** Pinning is the safe exception, accepting anything the last one. */
function otherWay(problem: CertificateProblem): string {
	if (problem === 'pinMismatch' || problem === 'revoked') return '';
	return "If that is not possible, have the fingerprint below confirmed by the server's administrator and pin it with Server Certificate and Certificate Fingerprint (SHA-256). Allow Non-Matching or Self-Signed accepts anybody and is insecure.";
}

function facts(report: CertificateReport): string {
	return `Seen: ${printable(report.subject)}; issued by ${printable(report.issuer)}; valid ${day(report.validFrom)} to ${day(report.validTo)}; SHA-256 ${report.fingerprint256}`;
}

function day(iso: string): string {
	return iso.slice(0, 10);
}
