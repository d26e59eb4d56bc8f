import type { Entry } from '../model/Entry';
import { otherTime } from '../model/otherTime';
import { RemoteError } from '../model/RemoteError';
import type { Expected } from '../model/Endpoint';

/** Whether what is there now is not what the caller saw, as far as both looks tell. */
export function isStale(expected: Expected, now: Entry | null): boolean {
	if (expected === 'absent') return now !== null;
	if (now === null) return true;
	return (
		// SIZE and CWD cannot tell a link from what it points to.
		(expected.type !== 'link' && now.type !== 'link' && expected.type !== now.type) ||
		(expected.size !== null && now.size !== null && expected.size !== now.size) ||
		otherTime(expected, now)
	);
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
