import type { Entry } from '../model/Entry';
import type { Look } from './findPaths';
import { sameSecond } from './stale';

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

/** Listings know minutes where MDTM knows seconds, so times count only where both are exact. */
export function changed(before: FileFacts, now: FileFacts): boolean {
	const exact = before.modifiedPrecision === 'second' && now.modifiedPrecision === 'second';
	return (
		(before.size !== null && now.size !== null && before.size !== now.size) ||
		(exact && !sameSecond(before.modifiedAt, now.modifiedAt))
	);
}
