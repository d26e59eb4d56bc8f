import { invalidInput } from './invalidInput';

const block = /-----BEGIN ([A-Z0-9 ]+?)-----(.*?)-----END \1-----/gs;
/** An old encrypted key carries two header lines (RFC 1421 section 4.6.1.1 and 4.6.1.3). */
const keyHeaders = /^\s*(Proc-Type: *4, *ENCRYPTED)\s+(DEK-Info: *[A-Z0-9-]+, *[0-9A-F]+)\s/i;

/** One `-----BEGIN label-----` block, with line breaks where PEM wants them (RFC 7468). */
export interface PemBlock {
	readonly label: string;
	readonly text: string;
}

/**
 * Finds the PEM blocks in a text. Line breaks may be real, written as `\n`, or have become spaces, as happens in
 * single-line fields and in JSON. Text around the blocks (openssl writes some) is left out.
 */
export function pemBlocks(text: string): PemBlock[] {
	const unescaped = text.replace(/\\r/g, '').replace(/\\n/g, '\n');
	return [...unescaped.matchAll(block)].map(([, label = '', inner = '']) => {
		const headers = keyHeaders.exec(inner);
		const base64 = inner.slice(headers?.[0].length ?? 0).replace(/\s+/g, '');
		const lines = base64.match(/.{1,64}/g) ?? [];
		const head = headers ? [headers[1] ?? '', headers[2] ?? '', ''] : [];
		const all = [`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`, ''];
		return { label, text: all.join('\n') };
	});
}

/** Every certificate of a field; empty for an empty field. @throws RemoteError `invalidInput` */
export function certificatesOf(text: string, label: string): string[] {
	return wanted(text, label, 'CERTIFICATE', 'a certificate').map((block) => block.text);
}

/** The private key of a field; empty for an empty field. @throws RemoteError `invalidInput` */
export function privateKeyOf(text: string, label: string): string {
	return wanted(text, label, 'PRIVATE KEY', 'a private key')[0]?.text ?? '';
}

function wanted(text: string, field: string, ending: string, what: string): PemBlock[] {
	if (text.trim() === '') return [];
	const found = pemBlocks(text);
	const fitting = found.filter(({ label }) => label.endsWith(ending));
	if (fitting.length > 0) return fitting;
	const other = found[0]?.label.toLowerCase();
	throw invalidInput(
		other === undefined ? `${field} is not in PEM form` : `${field} holds "${other}", not ${what}`,
		`Paste the whole text from "-----BEGIN ${ending}-----" to "-----END ${ending}-----". Other forms (DER, PFX) must be converted first, for example with openssl.`,
	);
}
