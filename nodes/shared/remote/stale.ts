import type { Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';
import type { Expected } from '../model/Endpoint';

/** Whether what is there now is not what the caller saw. Times count where both are exact to the second. */
export function isStale(expected: Expected, now: Entry | null): boolean {
	if (expected === 'absent') return now !== null;
	if (now === null) return true;
	const exact = expected.modifiedPrecision === 'second' && now.modifiedPrecision === 'second';
	return (
		// SIZE and CWD cannot tell a link from what it points to.
		(expected.type !== 'link' && now.type !== 'link' && expected.type !== now.type) ||
		(expected.size !== null && now.size !== null && expected.size !== now.size) ||
		(exact && !sameSecond(expected.modifiedAt, now.modifiedAt))
	);
}

/** Whether two times (ISO 8601 or null) are the same second: MDTM of IIS has fractions that its listings lack. */
export function sameSecond(a: string | null, b: string | null): boolean {
	if (a === null || b === null) return a === b;
	return Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);
}

/** The refusal to touch what has changed since it was looked at. */
export function staleError(path: string, found: Entry | null): RemoteError {
	return new RemoteError({
		category: 'guard',
		stage: 'command',
		path,
		message: found
			? `${path} has changed on the server since it was looked at`
			: `${path} is no longer on the server`,
		description: 'Nothing was changed. Run it again to work with what is there now.',
		data: { stale: true, found },
	});
}
