/**
 * The code of a system's or library's error such as ECONNRESET; undefined where it has none. Not by `instanceof Error`,
 * which is false for errors of another realm (Node's own ones in jest, n8n's code sandbox).
 */
export function errorCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	const { code } = error;
	return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}

/** What an error says, of whatever realm. */
export function errorText(error: unknown): string {
	if (typeof error === 'object' && error !== null && 'message' in error)
		return String(error.message);
	return String(error);
}
