/** Servers and file systems allow 255 bytes a name (ext4, NTFS counts 255 UTF-16 units). */
export const longestName = 255;

/** Cuts whole characters from the end until the text fits into `bytes` of UTF-8. */
export function shorten(text: string, bytes: number): string {
	if (Buffer.byteLength(text) <= bytes) return text;
	let short = '';
	let used = 0;
	for (const character of text) {
		used += Buffer.byteLength(character);
		if (used > bytes) break;
		short += character;
	}
	return short;
}
