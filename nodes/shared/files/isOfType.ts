import type { Entry } from '../model/Entry';

/** `files` and `folders` leave links out: a link is neither before somebody follows it. */
export type WantedType = 'all' | 'files' | 'folders';

/** Whether an entry is of the type that was asked for. */
export function isOfType(entry: Entry, type: WantedType): boolean {
	return type === 'all' || entry.type === (type === 'files' ? 'file' : 'folder');
}
