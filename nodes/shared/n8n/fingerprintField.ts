import { invalidInput } from './invalidInput';

const sha256Digits = 64;

/** What tools write before the digits: `sha256 Fingerprint=` (openssl), `SHA256:`. */
const prefix = /^\s*sha-?(1|256)\b[^=:]*[=:]/i;

/**
 * Reads Certificate Fingerprint: one or more SHA-256 fingerprints as 64 lower-case hex digits.
 * Colons, blanks, dashes and case are ignored; several stand on lines of their own, or after each other where a form ate the line breaks.
 * @throws RemoteError `invalidInput`
 */
export function parseFingerprints(text: string): string[] {
	const lines = text.split(/\\n|[\r\n,;]+/).filter((line) => line.trim() !== '');
	if (lines.length === 0) {
		throw invalidInput(
			'Certificate Fingerprint is empty',
			'Enter the SHA-256 fingerprint of the server\'s certificate; the node "FTP Remote Test Connection" shows it. Or choose another check under Server Certificate.',
		);
	}
	return [...new Set(lines.flatMap(fingerprintsIn))];
}

function fingerprintsIn(line: string): string[] {
	const digits = line
		.replace(prefix, '')
		.replace(/[\s:.-]/g, '')
		.toLowerCase();
	const isHex = /^[0-9a-f]+$/.test(digits);
	if (isHex && digits.length % sha256Digits === 0) {
		return digits.match(/.{64}/g) ?? [];
	}
	const why = !isHex
		? 'holds other characters than 0-9 and a-f'
		: `has ${digits.length} digits in place of 64${lengthMeaning(digits.length)}`;
	throw invalidInput(
		`A line of Certificate Fingerprint ${why}`,
		'Enter the SHA-256 fingerprint, for example "AB:CD:…" with 32 pairs, one a line. It comes from the server\'s operator, or from the node "FTP Remote Test Connection".',
	);
}

function lengthMeaning(digits: number): string {
	if (digits === 40) return ': it is a SHA-1 fingerprint, which no longer proves who the server is';
	return digits === 32 ? ': it is an MD5 fingerprint, which proves nothing' : '';
}
