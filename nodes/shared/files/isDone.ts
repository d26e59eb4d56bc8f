import type { Entry } from '../model/Entry';
import { nameOf, splitExtension } from '../model/RemotePath';

/**
 * Whether what is at the target may be the source that an earlier run has moved, now that nothing is at the source.
 * A folder may also be the one that a file was to be moved into: a file that never came must not look like one that has
 * been moved. Nobody can say any more what the source was, but its name: `orders.csv` has not become the folder `archive`.
 * @param folderAtTo whether such a folder would have been entered
 */
export function isDone(from: string, target: Entry, folderAtTo: 'enter' | 'taken'): boolean {
	if (target.type !== 'folder' || folderAtTo === 'taken') return true;
	const extension = fileExtension(nameOf(from));
	return extension === '' || extension === fileExtension(target.name);
}

/** Versions and dates (`v1.2`, `2026.01`) are names of folders as well. */
function fileExtension(name: string): string {
	const { extension } = splitExtension(name);
	return /[a-z]/i.test(extension) ? extension : '';
}
