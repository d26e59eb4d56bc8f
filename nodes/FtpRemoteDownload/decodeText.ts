/** How the bytes of a text file stand for characters. */
export type TextEncoding =
	'utf8' | 'gbk' | 'latin1' | 'shift_jis' | 'utf16le' | 'windows-1251' | 'windows-1252';

/** The names of the WHATWG Encoding Standard. */
const labels: Readonly<Record<Exclude<TextEncoding, 'latin1' | 'windows-1252'>, string>> = {
	utf8: 'utf-8',
	utf16le: 'utf-16le',
	gbk: 'gbk',
	shift_jis: 'shift_jis',
	'windows-1251': 'windows-1251',
};

/** Bytes 80 to 9F of Windows-1252; what stands for nothing there is the control character of Latin-1. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Bytes as text, without a byte order mark; what stands for no character becomes U+FFFD.
 * @param truncated the bytes may end inside a character, which is left out then
 */
export function decodeText(bytes: Buffer, encoding: TextEncoding, truncated: boolean): string {
	switch (encoding) {
		case 'latin1':
			// For the Encoding Standard that is another name of Windows-1252.
			return bytes.toString('latin1');
		case 'windows-1252':
			// TextDecoder of Node 20 gives Latin-1 in its place.
			return bytes
				.toString('latin1')
				.replace(/[\u0080-\u009f]/g, (one) => windows1252.charAt(one.charCodeAt(0) - 0x80));
		default:
			return new TextDecoder(labels[encoding]).decode(bytes, { stream: truncated });
	}
}
