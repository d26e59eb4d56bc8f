import type { Entry } from '../model/Entry';
import { otherTime } from '../model/otherTime';
import type { Look } from './findPaths';

/** Size and time of a file, as far as they are known. */
export type FileFacts = Pick<Entry, 'size' | 'modifiedAt' | 'modifiedPrecision'>;

/** Of a file that nobody tells anything about. */
export const unknownFacts: FileFacts = { size: null, modifiedAt: null, modifiedPrecision: 'none' };

/** True where the server says that the path is a link. */
export function isLink(look: Look): boolean {
	return look !== null && !(look instanceof Error) && look.type === 'link';
}

/** What an answer tells of a file. */
export function factsOf(look: Look | undefined): FileFacts {
	return look && !(look instanceof Error) ? look : unknownFacts;
}

/** Whether a file is not any more what it was, as far as both looks tell. */
export function changed(before: FileFacts, now: FileFacts): boolean {
	return (
		(before.size !== null && now.size !== null && before.size !== now.size) ||
		otherTime(before, now)
	);
}
