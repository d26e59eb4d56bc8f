import type { DiskEntry } from '../RootedFolder';
import type { Session } from '../Session';
import { timestamp } from './timestamp';

/** Facts in the order in which they are sent. */
export const allFacts = [
	'type',
	'size',
	'modify',
	'perm',
	'unique',
	'UNIX.mode',
	'UNIX.owner',
	'UNIX.group',
] as const;

type Fact = (typeof allFacts)[number];

/** The facts of one entry, `type=file;size=3;…;`, as far as OPTS MLST wants them. */
export function mlsdFacts(session: Session, entry: DiskEntry, type?: string): string {
	const { linkFacts, clockOffsetMs } = session.settings;
	const followed = linkFacts === 'folder' && entry.target !== null;
	const stats = followed ? (entry.target ?? entry.stats) : entry.stats;
	const values: Readonly<Record<Fact, string | null>> = {
		type: type ?? typeOf(entry, linkFacts),
		size: stats.isDirectory() ? null : String(stats.size),
		modify: timestamp(stats.mtimeMs + clockOffsetMs),
		// ProFTPD allows of a link what it would of a file.
		perm: stats.isDirectory() && !followed ? 'flcdmpe' : 'adfrw',
		unique: `${stats.dev.toString(16)}g${stats.ino.toString(16)}`,
		'UNIX.mode': `0${(stats.mode & 0o777).toString(8)}`,
		'UNIX.owner': 'owner',
		'UNIX.group': 'group',
	};
	const wanted = session.facts;
	return allFacts
		.filter((fact) => wanted === null || wanted.includes(fact.toLowerCase()))
		.map((fact) => (values[fact] === null ? '' : `${fact}=${values[fact]};`))
		.join('');
}

function typeOf(entry: DiskEntry, links: 'slink' | 'symlink' | 'folder'): string {
	if (entry.linkTarget !== null && links === 'slink') return `OS.unix=slink:${entry.linkTarget}`;
	if (entry.linkTarget !== null && links === 'symlink') return 'OS.unix=symlink';
	return (entry.target ?? entry.stats).isDirectory() ? 'dir' : 'file';
}
