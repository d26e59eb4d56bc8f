import type { Entry } from '../shared/model/Entry';
import { joinPath } from '../shared/model/RemotePath';
import type { Tree } from '../shared/model/Tree';
import type { SeenFile } from './decideFiles';
import type { Readiness } from './WatchRules';

type DoneFiles = Pick<SeenFile, 'markers' | 'followers'>;

const none: DoneFiles = { markers: [], followers: [] };

/** Finds the done files of the files of a tree. Filters do not hide them. */
export function doneFilesIn(
	{ entries }: Pick<Tree, 'entries'>,
	readiness: Readiness,
): (file: Entry) => DoneFiles {
	if (readiness.rule !== 'doneFile') return () => none;
	const { markersOf, isMarker, shared } = readiness.markers;
	const pathsOf = ({ name, folder }: Entry) =>
		markersOf(name).map((marker) => joinPath(folder, marker));

	// "a.done" may be about a.csv and a.txt: it must not go while one of them is still to come.
	const users = new Map<string, number>();
	for (const entry of entries.values()) {
		if (entry.type !== 'file' || isMarker(entry.name)) continue;
		for (const path of pathsOf(entry)) users.set(path, (users.get(path) ?? 0) + 1);
	}
	return (file) => {
		const markers = pathsOf(file).flatMap((path) => {
			const entry = entries.get(path);
			return entry?.type === 'file' ? [entry] : [];
		});
		return {
			markers,
			followers: shared ? [] : markers.filter(({ path }) => users.get(path) === 1),
		};
	};
}
