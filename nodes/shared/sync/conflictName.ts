import { splitExtension } from '../model/RemotePath';
import { numberedName } from '../files/freeName';

/** Servers and file systems allow 255 bytes a name. */
const longestName = 255;

/** `YYYYMMDD-HHMMSS` in UTC of a time in milliseconds since 1970. */
export function conflictStamp(at: number): string {
	const digits = new Date(at).toISOString().replace(/\D/g, '');
	return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

/**
 * `name.conflict-20260131-120000.ext`, with a number where that is taken. Of names that are too long the middle gives way.
 * @param isTaken whether either side has, or will have, the name
 */
export function conflictName(
	name: string,
	stamp: string,
	isTaken: (name: string) => boolean,
): string {
	const { base, extension } = splitExtension(name);
	const end = `.conflict-${stamp}${extension}`;
	let start = base;
	// Room for a number is kept free.
	while (start !== '' && Buffer.byteLength(start + end) > longestName - 6)
		start = [...start].slice(0, -1).join('');
	const first = start + end;
	for (let number = 0; ; number++) {
		const candidate = number === 0 ? first : numberedName(first, number);
		if (!isTaken(candidate)) return candidate;
	}
}
