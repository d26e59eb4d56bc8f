import type { Entry } from '../model/Entry';
import { RemoteError } from '../model/RemoteError';

const mostPlanned = 100;

/**
 * Stops a deletion of too much before its first step.
 * @throws RemoteError `guard` with `data.counts` and the first 100 of `data.planned`
 */
export function guardDeletions(
	entries: readonly Entry[],
	maxDeletions: number,
	folder: string,
): void {
	if (entries.length <= maxDeletions) return;
	const counted = (type: Entry['type']) => entries.filter((entry) => entry.type === type).length;
	throw new RemoteError({
		category: 'guard',
		stage: 'local',
		message: `${entries.length} files and folders of ${folder} would be deleted, more than the ${maxDeletions} that Max Deletions allows`,
		description:
			'Nothing was deleted. Check the folder and the filters with Preview, then raise Max Deletions if this is what you want.',
		path: folder,
		data: {
			counts: {
				deletions: entries.length,
				files: counted('file'),
				folders: counted('folder'),
				links: counted('link'),
				maxDeletions,
			},
			planned: entries.slice(0, mostPlanned).map(({ path, type }) => ({ path, type })),
		},
	});
}
