import { printable } from '../model/RemotePath';

/** What happened, and what to do about it. */
export interface Explanation {
	readonly message: string;
	readonly description: string;
}

/** Longest path in a message; the whole one is in the error's `path`. */
const longestPath = 110;

/** A path in quotes for a sentence, without control characters, shortened in its middle so that its name stays. */
export function shownPath(path: string | null | undefined): string {
	if (path === null || path === undefined) return 'the path';
	const clean = printable(path.length > longestPath ? middleCut(path) : path);
	return `"${clean}"`;
}

/** Host and port for a sentence: `ftp.example.com:21`, `[::1]:990`, or "the server" where neither is known. */
export function shownHost(seen: { readonly host?: string; readonly port?: number }): string {
	if (seen.host === undefined || seen.host === '') return 'the server';
	const host = printable(middleCut(seen.host.includes(':') ? `[${seen.host}]` : seen.host));
	return seen.port === undefined ? host : `${host}:${seen.port}`;
}

/** The server's own words as a sentence of their own; empty when it said nothing. */
export function serverSaid(seen: {
	readonly ftpCode?: number | null;
	readonly ftpReply?: string | null;
}): string {
	const text = (seen.ftpReply ?? '').replace(/\s*[\r\n]+\s*/g, ' ').trim();
	const code = seen.ftpCode ?? null;
	if (text === '') return code === null ? '' : `The server answered ${code}.`;
	const digits = code === null || text.startsWith(String(code)) ? '' : `${code} `;
	return `The server said: "${printable(digits + text)}".`;
}

/** A foreign text (library, banner) as a sentence of its own; empty without one. */
export function quoted(label: string, text: string | undefined): string {
	const line = (text ?? '').replace(/\s*[\r\n]+\s*/g, ' ').trim();
	return line === '' ? '' : `${label}: "${printable(line)}".`;
}

/** Bytes for a sentence: `1 byte`, `4,096 bytes`. */
export function shownBytes(bytes: number): string {
	return `${bytes.toLocaleString('en-US')} byte${bytes === 1 ? '' : 's'}`;
}

/** Sentences in one paragraph; empty ones are left out. */
export function paragraph(...sentences: readonly string[]): string {
	return sentences.filter((sentence) => sentence !== '').join(' ');
}

function middleCut(text: string): string {
	if (text.length <= longestPath) return text;
	const tail = Math.floor(longestPath * 0.6);
	return `${text.slice(0, longestPath - tail - 1)}…${text.slice(-tail)}`;
}
