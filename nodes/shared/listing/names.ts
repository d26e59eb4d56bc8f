const arrow = ' -> ';

/** Own folder and parent folder: in every `LIST -a`, never entries. */
export function isDots(name: string): boolean {
	return name === '.' || name === '..';
}

/**
 * Splits `name -> target` of a link. Both may hold ` -> ` themselves; the size of a link is the length of its target on Unix
 * (lstat), so an arrow that leaves a target of exactly `size` bytes is the right one. Otherwise the first arrow: targets are
 * paths and longer than names. A link that shows no target (vsftpd, when it cannot be read) keeps its whole name.
 */
export function splitLink(
	text: string,
	size: number | null,
): { readonly name: string; readonly target: string | null } {
	const exact = size === null ? -1 : text.length - size - arrow.length;
	const at = exact > 0 && text.startsWith(arrow, exact) ? exact : text.indexOf(arrow, 1);
	return at < 0
		? { name: text, target: null }
		: { name: text.slice(0, at), target: text.slice(at + arrow.length) };
}

/** A whole number of bytes; null where the listing has something else: rounded (`1.2K`), negative (32-bit overflow) or past 2^53. */
export function exactSize(text: string): number | null {
	if (!/^\d+$/.test(text)) return null;
	const size = Number(text);
	return Number.isSafeInteger(size) ? size : null;
}
