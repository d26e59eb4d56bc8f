import { nameOf } from './RemotePath';
import { longestName, shorten } from './shorten';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const own = /^\.([a-z0-9]{8})\.(.*)\.(part|old)$/s;

/** Well-known names of eight letters: `.htaccess.2024.old` is somebody's file, not ours. */
const wellKnown = new Set(['htaccess', 'htpasswd', 'htdigest', 'eslintrc', 'hgignore']);

/** The folder beside a synced local folder that holds state, journal, lock and trash. */
export const stateFolder = '.ftp-remote-sync';

/** Eight characters of chance, for names that no other run makes. */
export function token(random: () => number): string {
	let text = '';
	for (let i = 0; i < 8; i++) text += letters[Math.floor(random() * letters.length)];
	return text;
}

/** The name an upload is written under until it is proven: `.XXXXXXXX.NAME.part`. */
export function partName(name: string, random: () => number): string {
	return ownName(name, 'part', random);
}

/** The name an old file is set aside under while the new one takes its place: `.XXXXXXXX.NAME.old`. */
export function oldName(name: string, random: () => number): string {
	return ownName(name, 'old', random);
}

/** What one of our own temporary names stands for, or null for any other name. A shortened NAME is given as it stands. */
export function parseOwnName(
	name: string,
): { readonly kind: 'part' | 'old'; readonly name: string } | null {
	const match = own.exec(name);
	const kind = match?.[3];
	if (!match || wellKnown.has(match[1] ?? '')) return null;
	return kind === 'part' || kind === 'old' ? { kind, name: match[2] ?? '' } : null;
}

/** True for paths that this package makes for itself: they take no part in Sync, Trigger and operations on many files. */
export function isOwnPath(path: string): boolean {
	return parseOwnName(nameOf(path)) !== null || path.split('/').includes(stateFolder);
}

function ownName(name: string, suffix: 'part' | 'old', random: () => number): string {
	const head = `.${token(random)}.`;
	const room = longestName - head.length - suffix.length - 1;
	return `${head}${shorten(name, room)}.${suffix}`;
}
