import { entryAt, type Entry } from '../model/Entry';
import type { Listing } from '../model/Listing';
import { parseOwnName } from '../model/ownNames';
import { joinPath } from '../model/RemotePath';
import { findPaths } from './findPaths';
import { isDone } from './Reply';
import type { Session } from './Session';

/**
 * Gives files that an interrupted replacement set aside (`.XXXXXXXX.NAME.old`) their name back where NAME is missing, and
 * the listing as it is then. A server that refuses leaves everything as it was.
 * @throws RemoteError when the connection breaks
 */
export async function restoreSetAside(session: Session, listing: Listing): Promise<Listing> {
	const names = new Set(listing.entries.map(({ name }) => name));
	let { entries } = listing;
	for (const aside of listing.entries) {
		const name = missingName(aside, names);
		if (name === null) continue;
		const path = joinPath(listing.folder, name);
		if (!(await restore(session, aside.path, path))) continue;
		names.add(name);
		const restored = entryAt(aside, path);
		entries = entries.map((entry) => (entry === aside ? restored : entry));
	}
	return entries === listing.entries ? listing : { ...listing, entries };
}

/** Whether a listing shows files that were set aside and whose NAME is missing. */
export function hasSetAside({ entries }: Listing): boolean {
	const names = new Set(entries.map(({ name }) => name));
	return entries.some((entry) => missingName(entry, names) !== null);
}

/** The NAME of a file that was set aside, where nothing else has it. */
function missingName({ name, type }: Entry, names: ReadonlySet<string>): string | null {
	const own = parseOwnName(name);
	return own?.kind === 'old' && type === 'file' && !names.has(own.name) ? own.name : null;
}

/** Asks for both first: whoever set it aside may be about to finish. */
async function restore(session: Session, aside: string, path: string): Promise<boolean> {
	const [old, there] = await findPaths(session, [aside, path]);
	if (!old || old instanceof Error || there !== null) return false;
	const [, renamed] = await session.flight(
		[`RNFR ${session.wire(aside)}`, `RNTO ${session.wire(path)}`],
		{ stage: 'command', path, verb: 'RNTO' },
	);
	return renamed !== undefined && isDone(renamed);
}
