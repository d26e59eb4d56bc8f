const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes for a person, in steps of 1000: `950 B`, `3.2 MB`. */
export function shownSize(bytes: number): string {
	let value = bytes;
	let step = 0;
	while (value >= 999.5 && step < units.length - 1) {
		value /= 1000;
		step++;
	}
	const rounded = step > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value));
	return `${rounded.replace(/\.0$/, '')} ${units[step] ?? ''}`;
}
