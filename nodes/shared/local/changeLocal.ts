import { lstat, mkdir, rename, rmdir, unlink } from 'node:fs/promises';
import type { Expected, MoveOptions } from '../model/Endpoint';
import { entryAt, type Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';
import { folderOf, isWithin, printable } from '../model/RemotePath';
import { codeOf, linkError } from './diskError';
import { lookAt } from './listLocal';
import type { LocalRoot, PathIn } from './LocalRoot';
import { assertExpected } from './stale';

/** Makes one folder; one that is there already is no failure. */
export async function makeLocalFolder(root: LocalRoot, path: string): Promise<void> {
	if (path === '/') return await root.make();
	await root.at(path, 'create', async (pathIn, name) => {
		try {
			await mkdir(pathIn(name));
		} catch (error) {
			const there = codeOf(error) === 'EEXIST' ? await lookAt(pathIn, name, path) : null;
			if (there?.type === 'link') throw linkError('create', path);
			if (there?.type !== 'folder') throw error;
		}
	});
}

/** Deletes a file, or a link as a link. */
export async function removeLocalFile(
	root: LocalRoot,
	path: string,
	expected: Expected | undefined,
): Promise<void> {
	await root.at(path, 'delete', async (pathIn, name) => {
		const there = await present(pathIn, name, path);
		assertExpected(expected, there, path);
		if (there.type === 'folder') throw wrongType(path, 'delete', 'it is a folder');
		await unlink(pathIn(name));
	});
}

/** Deletes an empty folder. */
export async function removeLocalFolder(root: LocalRoot, path: string): Promise<void> {
	if (path === '/') throw wrongType(path, 'delete', 'it is the local folder itself');
	await root.at(path, 'delete', async (pathIn, name) => {
		try {
			await rmdir(pathIn(name));
		} catch (error) {
			// Solaris and some network disks say EEXIST where others say ENOTEMPTY (POSIX allows both).
			if (codeOf(error) === 'EEXIST') throw Object.assign(new Error(), { code: 'ENOTEMPTY' });
			throw error;
		}
	});
}

/** Renames or moves within the local folder. */
export async function moveLocal(
	root: LocalRoot,
	from: string,
	to: string,
	{ overwrite, expected }: MoveOptions,
): Promise<Entry> {
	if (from !== to && isWithin(to, from))
		throw wrongType(from, 'move', `"${printable(to)}" lies in it`);
	return await root.at(from, 'move', async (fromPathIn, fromName) => {
		const moved = await present(fromPathIn, fromName, from);
		assertExpected(expected, moved, from);
		await root.at(to, 'write', async (toPathIn, toName) => {
			const [source, target] = [fromPathIn(fromName), toPathIn(toName)];
			const there = await lookAt(toPathIn, toName, to);
			if (there !== null && !(await isSameThing(source, target)))
				assertFree(there, moved, to, overwrite);
			await rename(source, target);
		});
		return entryAt(moved, to);
	});
}

/** Where the disk does not see the difference between two names, what is in the way is the thing itself. */
async function isSameThing(one: string, other: string): Promise<boolean> {
	const [a, b] = await Promise.all([lstat(one), lstat(other)]);
	return a.dev === b.dev && a.ino === b.ino;
}

function assertFree(there: Entry, moved: Entry, to: string, overwrite: boolean): void {
	const replaces = overwrite && there.type === 'file' && moved.type === 'file';
	if (replaces) return;
	const code = there.type === 'folder' && overwrite ? 'EISDIR' : 'EEXIST';
	throw Object.assign(new Error(`${folderOf(to)} is taken`), { code });
}

async function present(pathIn: PathIn, name: string, path: string): Promise<Entry> {
	const there = await lookAt(pathIn, name, path);
	if (there === null) throw Object.assign(new Error(`${path} is gone`), { code: 'ENOENT' });
	return there;
}

function wrongType(path: string, action: 'delete' | 'move', why: string): RemoteError {
	return new RemoteError({
		category: 'permission',
		stage: 'local',
		message: `Cannot ${action} "${printable(path)}" in the local folder: ${why}`,
		description: 'Nothing was changed.',
		path,
	});
}
