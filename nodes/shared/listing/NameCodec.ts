import { decode, encode, encodingExists } from 'iconv-lite';
import { printable } from '../model/RemotePath';
import { RemoteError } from '../model/RemoteError';

/**
 * Names between text and the bytes on the wire. Bytes are a string of characters U+0000 to U+00FF, as Node's `latin1` reads
 * and writes sockets.
 */
export interface NameCodec {
	readonly name: string;
	/** Text of the bytes; null when they cannot be read or would not come back as the very same bytes. */
	decode(bytes: string): string | null;
	/**
	 * Bytes of the text. Byte 0xFF (я in Windows-1251, ÿ in Latin-1) comes out once: doubling it for Telnet (RFC 854) is up to
	 * the control connection, which knows its server.
	 * @throws RemoteError `invalidInput` for characters that the encoding lacks, and where CR, LF or NUL would come out
	 */
	encode(text: string): string;
}

/** Encodings to choose from, sorted by name; `value` goes into `createCodec`. */
export const knownEncodings: ReadonlyArray<{ readonly value: string; readonly name: string }> = [
	{ value: 'big5', name: 'Big5 (Traditional Chinese)' },
	{ value: 'cp437', name: 'CP437 (DOS)' },
	{ value: 'cp850', name: 'CP850 (DOS, Western European)' },
	{ value: 'cp866', name: 'CP866 (DOS, Cyrillic)' },
	{ value: 'euc-jp', name: 'EUC-JP (Japanese)' },
	{ value: 'euc-kr', name: 'EUC-KR (Korean)' },
	{ value: 'gb18030', name: 'GB18030 (Chinese)' },
	{ value: 'gbk', name: 'GBK (Simplified Chinese)' },
	{ value: 'koi8-r', name: 'KOI8-R (Cyrillic)' },
	{ value: 'latin1', name: 'Latin-1 (ISO-8859-1)' },
	{ value: 'iso-8859-2', name: 'Latin-2 (ISO-8859-2)' },
	{ value: 'iso-8859-15', name: 'Latin-9 (ISO-8859-15)' },
	{ value: 'shift_jis', name: 'Shift-JIS (Japanese)' },
	{ value: 'utf8', name: 'UTF-8' },
	{ value: 'windows-1250', name: 'Windows-1250 (Central European)' },
	{ value: 'windows-1251', name: 'Windows-1251 (Cyrillic)' },
	{ value: 'windows-1252', name: 'Windows-1252 (Western European)' },
];

/** Everything below 0x80: the same bytes in every encoding that FTP servers use. */
const ascii = /^[\x01-\x09\x0b\x0c\x0e-\x7f]*$/;
const lineBreakOrNul = /[\r\n\0]/;

/**
 * The codec for an encoding's name: `utf8`, `latin1` or any other that iconv-lite knows.
 * @throws RemoteError `invalidInput` for a name that it does not know
 */
export function createCodec(encoding: string): NameCodec {
	const known = encoding.trim().toLowerCase();
	if (known === 'utf8' || known === 'utf-8') return codec('utf8', utf8ToText, textToUtf8);
	// Not iconv's: Latin-1 as the wire has it is every byte as it is, lossless both ways.
	if (known === 'latin1' || known === 'iso-8859-1') return codec('latin1', asIs, asIs);
	// UTF-16 and its like have NUL and line breaks inside of characters; no FTP server can use them.
	if (!encodingExists(known) || encode('a', known).toString('latin1') !== 'a') {
		throw new RemoteError({
			category: 'invalidInput',
			stage: 'local',
			message: `File Name Encoding is not known: ${printable(encoding)}`,
			description: `Use "auto" or one of ${knownEncodings.map(({ value }) => value).join(', ')}.`,
		});
	}
	return codec(
		known,
		(bytes) => decode(Buffer.from(bytes, 'latin1'), known, { stripBOM: false }),
		(text) => encode(text, known, { addBOM: false }).toString('latin1'),
	);
}

/**
 * What listings seen so far are written in, for servers that do not say: `utf8` when bytes past ASCII are all valid UTF-8,
 * `latin1` when they are not, null as long as everything is ASCII and nothing is decided.
 */
export function detectEncoding(texts: readonly string[]): 'utf8' | 'latin1' | null {
	let found: 'utf8' | null = null;
	for (const text of texts) {
		if (/^[\x00-\x7f]*$/.test(text)) continue;
		// A listing cut in the middle of a character must not look like Latin-1: only whole lines count.
		const whole = text.slice(0, text.lastIndexOf('\n') + 1) || text;
		if (textToUtf8(utf8ToText(whole)) !== whole) return 'latin1';
		if (!/^[\x00-\x7f]*$/.test(whole)) found = 'utf8';
	}
	return found;
}

function codec(
	name: string,
	toText: (bytes: string) => string,
	toBytes: (text: string) => string,
): NameCodec {
	return {
		name,
		decode(bytes) {
			if (ascii.test(bytes)) return bytes;
			const text = toText(bytes);
			return toBytes(text) === bytes ? text : null;
		},
		encode(text) {
			if (ascii.test(text)) return text;
			const bytes = toBytes(text);
			if (lineBreakOrNul.test(bytes) || lineBreakOrNul.test(text)) {
				throw refused(text, 'it contains a line break or NUL', 'Remove the line break.');
			}
			if (toText(bytes) !== text || !/^[\x00-\xff]*$/.test(bytes)) {
				throw refused(
					text,
					`${name} has no sign for one of its characters`,
					'Choose another File Name Encoding in the credential (UTF-8 carries every character), or another name.',
				);
			}
			return bytes;
		},
	};
}

function utf8ToText(bytes: string): string {
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

function textToUtf8(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

function asIs(text: string): string {
	return text;
}

function refused(text: string, why: string, description: string): RemoteError {
	return new RemoteError({
		category: 'invalidInput',
		stage: 'local',
		message: `A name cannot be sent to the server because ${why}: ${printable(text)}`,
		description,
	});
}
