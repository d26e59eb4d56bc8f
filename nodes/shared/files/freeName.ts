import { splitExtension } from '../model/RemotePath';
import { longestName, shorten } from '../model/shorten';

const firstBatch = 4;
const mostNumbers = 100_000;

/**
 * The first of `name (1).ext`, `name (2).ext` … that is free.
 * @param taken tells of several names whether each is taken, in order
 */
export async function freeName(
	name: string,
	taken: (names: readonly string[]) => Promise<readonly boolean[]>,
): Promise<string> {
	let from = 1;
	// A folder with a thousand numbered files is asked about in ten batches, not a thousand.
	for (let size = firstBatch; from < mostNumbers; size *= 2) {
		const names = Array.from({ length: size }, (_, i) => numberedName(name, from + i));
		const answers = await taken(names);
		const free = names.find((_, i) => answers[i] === false);
		if (free !== undefined) return free;
		from += size;
	}
	throw new Error(`No free name for ${name} up to number ${mostNumbers}`);
}

/** `name (2).ext`, at most 255 bytes. */
export function numberedName(name: string, number: number): string {
	return insert(name, ` (${number})`);
}

/**
 * `name.20260131-120000.ext`, at most 255 bytes, for a name that is taken where nothing may be overwritten.
 * @param at milliseconds since 1970; the stamp is UTC
 */
export function stampedName(name: string, at: number): string {
	const digits = new Date(at).toISOString().replace(/\D/g, '');
	return insert(name, `.${digits.slice(0, 8)}-${digits.slice(8, 14)}`);
}

/** Puts a text before the extension; the name before it gives way where the whole grows too long. */
function insert(name: string, text: string): string {
	const { base, extension } = splitExtension(name);
	const room = longestName - Buffer.byteLength(text) - Buffer.byteLength(extension);
	// An extension that fills the whole name is none.
	if (room < 1) return shorten(name, longestName - Buffer.byteLength(text)) + text;
	return shorten(base, room) + text + extension;
}
