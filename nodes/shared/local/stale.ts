import type { Expected } from '../model/Endpoint';
import type { Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';
import { printable } from '../model/RemotePath';

/** @throws RemoteError `guard` with `data.stale` where the disk does not hold what the caller saw */
export function assertExpected(
	expected: Expected | undefined,
	now: Entry | null,
	path: string,
): void {
	if (expected === undefined || !isStale(expected, now)) return;
	const shown = printable(path);
	throw new RemoteError({
		category: 'guard',
		stage: 'local',
		path,
		message: now
			? `"${shown}" has changed in the local folder since it was looked at`
			: `"${shown}" is no longer in the local folder`,
		description: 'Nothing was changed. Run it again to work with what is there now.',
		data: { stale: true },
	});
}

/** Whether what is there now is not what the caller saw, as far as the caller could see. */
export function isStale(expected: Expected, now: Entry | null): boolean {
	if (expected === 'absent') return now !== null;
	if (now === null || now.type !== expected.type) return true;
	// The time of a folder changes with everything that comes into it.
	if (now.type === 'folder') return false;
	if (expected.size !== null && expected.size !== now.size) return true;
	return expected.modifiedAt !== null && expected.modifiedAt !== now.modifiedAt;
}
