import type { DiskEntry } from '../RootedFolder';
import type { Settings } from '../settings';

/** One entry as IIS writes it, without line end: `11-21-26  02:54AM       <DIR>          name`. */
export function dosLine(settings: Settings, entry: DiskEntry): string {
	const stats = entry.target ?? entry.stats;
	const local = new Date(
		stats.mtimeMs + settings.clockOffsetMs + settings.timeZoneMinutes * 60_000,
	);
	const two = (value: number) => String(value).padStart(2, '0');
	const day = [local.getUTCMonth() + 1, local.getUTCDate(), local.getUTCFullYear() % 100];
	const hour = local.getUTCHours();
	const clock = `${two(hour % 12 || 12)}:${two(local.getUTCMinutes())}${hour < 12 ? 'AM' : 'PM'}`;
	const size = stats.isDirectory() ? '       <DIR>          ' : `${stats.size}`.padStart(20) + ' ';
	return `${day.map(two).join('-')}  ${clock} ${size}${entry.name}`;
}
