/** Below this depth a slow answer is a busy machine. */
const suspicious = 16;
/** An answer that takes longer, in milliseconds, is the last that is waited for. */
const bearable = 100;

/**
 * n8n's answers to whether a path is blocked, asked once each: an answer takes 25 µs. The pattern that n8n has for `.git` by default
 * takes twice the time with each further folder (2.11.1: 1 ms at 16 slashes, 31 ms at 22, minutes at 40), during which all of
 * n8n stands still. So once an answer was too slow, what is as deep counts as blocked.
 * @param isBlocked n8n's own check of an absolute path
 * @param now milliseconds of any clock that does not jump
 */
export function blockedPaths(
	isBlocked: (path: string) => boolean,
	now: () => number,
): (path: string) => boolean {
	const known = new Map<string, boolean>();
	let tooDeep = Infinity;
	return (path) => {
		const before = known.get(path);
		if (before !== undefined) return before;
		const depth = path.split('/').length - 1;
		if (depth >= tooDeep) return true;
		const began = now();
		const blocked = isBlocked(path);
		if (depth > suspicious && now() - began > bearable) tooDeep = depth;
		known.set(path, blocked);
		return blocked;
	};
}
