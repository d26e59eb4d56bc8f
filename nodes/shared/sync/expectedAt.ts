import type { Expected } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { sizesDiffer } from './compareSide';
import { momentOf, sameMoment } from './moments';

/** What a change expects to find where it writes, renames or deletes. */
export function expectedAt(seen: Entry | null): Expected {
	if (seen === null) return 'absent';
	const { type, size, modifiedAt, modifiedPrecision } = seen;
	return { type, size, modifiedAt, modifiedPrecision };
}

/** Whether two looks at a path saw the same file, as far as both could see. */
export function isSameFile(one: Entry, other: Entry): boolean {
	if (one.type !== other.type || sizesDiffer(one.size, other.size)) return false;
	return sameMoment(momentOf(one), momentOf(other));
}
