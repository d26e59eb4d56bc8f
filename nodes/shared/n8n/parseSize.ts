import { invalidInput } from './invalidInput';

/** Decimal units are powers of 1000, binary ones of 1024 (IEC 80000-13). */
const units: Readonly<Record<string, number>> = {
	'': 1,
	b: 1,
	k: 1e3,
	kb: 1e3,
	kib: 1024,
	m: 1e6,
	mb: 1e6,
	mib: 1024 ** 2,
	g: 1e9,
	gb: 1e9,
	gib: 1024 ** 3,
	t: 1e12,
	tb: 1e12,
	tib: 1024 ** 4,
};

/**
 * A size in bytes from a number or a text like "10 MB" or "512 KiB"; null when empty.
 * @throws RemoteError `invalidInput`
 */
export function parseSize(value: unknown, label: string): number | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return Math.round(value);
	const text = typeof value === 'string' ? value.trim() : '';
	const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
	const factor = units[unit?.toLowerCase() ?? 'none'];
	if (digits !== undefined && factor !== undefined) return Math.round(Number(digits) * factor);
	throw invalidInput(
		`${label} is "${typeof value === 'string' ? value : JSON.stringify(value)}", which is no size`,
		'Write bytes, or a number with a unit, for example "10 MB" (1000 × 1000) or "512 KiB" (1024).',
	);
}
