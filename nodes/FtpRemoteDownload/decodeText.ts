/** How the bytes of a text file stand for characters. */
export type TextEncoding =
	'utf8' | 'gbk' | 'latin1' | 'shift_jis' | 'utf16le' | 'windows-1251' | 'windows-1252';

/** The names of the WHATWG Encoding Standard; `latin1` there is Windows-1252, so that Node itself reads it. */
const labels: Readonly<Record<Exclude<TextEncoding, 'latin1'>, string>> = {
	utf8: 'utf-8',
	utf16le: 'utf-16le',
	gbk: 'gbk',
	shift_jis: 'shift_jis',
	'windows-1251': 'windows-1251',
	'windows-1252': 'windows-1252',
};

/**
 * Bytes as text, without a byte order mark; what stands for no character becomes U+FFFD.
 * @param truncated the bytes may end inside a character, which is left out then
 */
export function decodeText(bytes: Buffer, encoding: TextEncoding, truncated: boolean): string {
	if (encoding === 'latin1') return bytes.toString('latin1');
	return new TextDecoder(labels[encoding]).decode(bytes, { stream: truncated });
}
