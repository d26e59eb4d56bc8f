import { link, rename, unlink } from 'node:fs/promises';
import type { Expected } from '../model/Endpoint';
import { codeOf, diskError, linkError } from './diskError';
import { lookAt } from './listLocal';
import type { PathIn } from './LocalRoot';
import { assertExpected } from './stale';

/** What disks without hard links answer (FAT, some network disks), and some that forbid them. */
const noLinks = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV', 'EACCES', 'EINVAL'];

/**
 * Gives a finished temporary file its name. What stands there is checked right before, and where nothing may stand
 * there, nothing that comes in the same moment is overwritten.
 * @throws RemoteError `guard` (stale), `alreadyExists` for a folder
 */
export async function takePlace(
	pathIn: PathIn,
	temporary: string,
	name: string,
	path: string,
	expected: Expected | undefined,
): Promise<void> {
	const there = await lookAt(pathIn, name, path);
	assertExpected(expected, there, path);
	if (there?.type === 'folder') throw diskError(asCode('EISDIR'), 'write', path);
	if (there?.type === 'link') throw linkError('write', path);
	if (there === null && (await linkInto(pathIn, temporary, name, path))) return;
	await rename(pathIn(temporary), pathIn(name));
}

/** A second name that replaces nothing, then the first name away; false where the disk has no hard links. */
async function linkInto(
	pathIn: PathIn,
	temporary: string,
	name: string,
	path: string,
): Promise<boolean> {
	try {
		await link(pathIn(temporary), pathIn(name));
	} catch (error) {
		if (noLinks.includes(codeOf(error))) return false;
		if (codeOf(error) !== 'EEXIST') throw error;
		assertExpected('absent', await lookAt(pathIn, name, path), path);
		throw error;
	}
	await unlink(pathIn(temporary));
	return true;
}

function asCode(code: string): Error {
	return Object.assign(new Error(code), { code });
}
