import type { Stats } from 'node:fs';
import type { DiskEntry } from '../RootedFolder';
import type { Settings } from '../settings';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const halfYearMs = 182 * 86_400_000;

/** One entry as `ls -l` writes it, without line end: minutes for the last half year, else the year. */
export function unixLine(settings: Settings, entry: DiskEntry): string {
	const { stats, name, linkTarget } = entry;
	const kind = stats.isDirectory() ? 'd' : stats.isSymbolicLink() ? 'l' : '-';
	const columns = [
		`${kind}${permissions(stats)}`,
		String(stats.nlink).padStart(4),
		'owner   ',
		'group   ',
		String(stats.size).padStart(12),
		listTime(settings, stats.mtimeMs),
	];
	return `${columns.join(' ')} ${name}${linkTarget === null ? '' : ` -> ${linkTarget}`}`;
}

function listTime(settings: Settings, modifiedMs: number): string {
	const now = Date.now() + settings.clockOffsetMs;
	const ms = modifiedMs + settings.clockOffsetMs;
	const local = new Date(ms + settings.timeZoneMinutes * 60_000);
	const day = `${months[local.getUTCMonth()] ?? ''} ${String(local.getUTCDate()).padStart(2)}`;
	const recent = ms > now - halfYearMs && ms <= now + 60_000;
	return recent ? `${day} ${clock(local)}` : `${day}  ${local.getUTCFullYear()}`;
}

function clock(local: Date): string {
	return local.toISOString().slice(11, 16);
}

function permissions(stats: Stats): string {
	return [6, 3, 0]
		.map((shift) => (stats.mode >> shift) & 7)
		.map((bits) => `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`)
		.join('');
}
