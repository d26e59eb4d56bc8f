import { isOwnPath } from '../model/ownNames';
import { isWithin } from '../model/RemotePath';

/**
 * A test for what work on many entries leaves out: names of our own making, and the folders given, such as the trash.
 * @param folders paths, or null for "there is none"
 */
export function ignoredPaths(...folders: ReadonlyArray<string | null>): (path: string) => boolean {
	const known = folders.filter((folder) => folder !== null);
	return (path) => isOwnPath(path) || known.some((folder) => isWithin(path, folder));
}
