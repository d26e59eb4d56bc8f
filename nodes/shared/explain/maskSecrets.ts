const mask = '***';

/** Commands whose argument is a secret (RFC 959 PASS and ACCT, RFC 2228 ADAT). */
const secretCommand = /^(\s*)(PASS|ACCT|ADAT)\b.*$/i;

/** A control line as a protocol log may show it: `PASS ***`. */
export function maskCommand(line: string): string {
	return line
		.replace(/[\r\n]+$/, '')
		.replace(secretCommand, (_all, blank: string, verb: string) => {
			return `${blank}${verb.toUpperCase()} ${mask}`;
		});
}

/**
 * `text` with every secret replaced: as it is, percent-encoded as in a URL, and in base64.
 * Secrets under three characters are masked only where they stand alone, because they occur in any word.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
	const forms = secrets
		.filter((secret) => secret !== '')
		.flatMap((secret) => [
			secret,
			// A lone surrogate would make encodeURIComponent throw; Buffer replaces it.
			encodeURIComponent(Buffer.from(secret).toString()),
			Buffer.from(secret).toString('base64'),
		]);
	const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return longestFirst.reduce((masked, secret) => {
		if (secret.length >= 3) return masked.split(secret).join(mask);
		return masked.replace(alone(secret), mask);
	}, text);
}

function alone(secret: string): RegExp {
	const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
}
