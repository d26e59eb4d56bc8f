import { lstat, readdir, readlink } from 'node:fs/promises';
import { bareEntry, type Entry } from '../model/Entry';
import type { Listing, ListingNote } from '../model/Listing';
import { joinPath, nameProblem, printable } from '../model/RemotePath';
import { codeOf } from './diskError';
import { localEntry, typeOf } from './localEntry';
import type { LocalRoot, PathIn } from './LocalRoot';

/** So many are looked at side by side; the system itself works on four. */
const width = 64;

type Child = Awaited<ReturnType<typeof readChildren>>[number];

/** What a folder of the disk holds. Names that are no text, or no path part, become notes. */
export async function listLocal(root: LocalRoot, folder: string): Promise<Listing> {
	return await root.inFolder(folder, { action: 'list', path: folder }, async (pathIn) => {
		root.assertAllowed(folder, 'list');
		const children = await readChildren(pathIn);
		const entries: Entry[] = [];
		const notes: ListingNote[] = [];
		const named: Array<{ readonly child: Child; readonly name: string }> = [];
		for (const child of children) {
			const name = textOf(child.name);
			if (name === null || nameProblem(name) !== null) {
				// No path of ours can ever mean it: what is known of all others stays right and whole.
				const text = printable(name ?? child.name.toString('latin1'));
				notes.push({ kind: 'unsafeName', folder, text });
			} else named.push({ child, name });
		}
		for (let start = 0; start < named.length; start += width) {
			const part = named.slice(start, start + width);
			const looks = part.map(({ child, name }) => look(root, pathIn, folder, child, name));
			for (const entry of await Promise.all(looks)) if (entry !== null) entries.push(entry);
		}
		return { folder, entries, complete: true, notes };
	});
}

/** Looks at one path without following it; null when it is not there. */
export async function lookAt(pathIn: PathIn, name: string, path: string): Promise<Entry | null> {
	try {
		const stats = await lstat(pathIn(name));
		const target = stats.isSymbolicLink() ? await readlink(pathIn(name)) : null;
		return localEntry(path, stats, target);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw error;
	}
}

async function readChildren(pathIn: PathIn) {
	return await readdir(pathIn('.'), { encoding: 'buffer', withFileTypes: true });
}

/** What n8n forbids is shown, so that it is known to be there, but not looked at. */
async function look(
	root: LocalRoot,
	pathIn: PathIn,
	folder: string,
	child: Child,
	name: string,
): Promise<Entry | null> {
	const path = joinPath(folder, name);
	if (root.isBlocked(path)) return bareEntry(path, typeOf(child));
	return await lookAt(pathIn, name, path);
}

/** Linux takes any bytes for a name: those that are no UTF-8 would not come back as the same bytes. */
function textOf(name: Buffer): string | null {
	const text = name.toString('utf8');
	return Buffer.from(text, 'utf8').equals(name) ? text : null;
}
