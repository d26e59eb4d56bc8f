/** Milliseconds since 1970 as `YYYYMMDDhhmmss` in UTC (RFC 3659 section 2.3). */
export function timestamp(ms: number): string {
	return new Date(Math.floor(ms / 1000) * 1000)
		.toISOString()
		.replace(/\.\d+Z$/, '')
		.replace(/\D/g, '');
}

/** The other way round; null for a text that is no time. */
export function readTimestamp(text: string): number | null {
	const [, year, month, day, hour, minute, second] =
		/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
	const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(ms) ? null : ms;
}
