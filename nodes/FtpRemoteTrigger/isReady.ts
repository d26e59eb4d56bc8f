import { precisionMs } from '../shared/model/Entry';
import type { Version } from './Version';
import type { WatchRules } from './WatchRules';

/** What is known of a file at the moment of a poll. */
export interface FileSight {
	readonly version: Version;
	/** Whether an earlier poll saw it just like that. */
	readonly unchanged: boolean;
	/** When it was first seen like that. */
	readonly since: number;
	/** Its done files that are there, as they are now. */
	readonly markers: readonly Version[];
}

/** Whether a file counts as complete. Only our own clock decides; the server's may be wrong. */
export function isReady(file: FileSight, rules: WatchRules, now: number): boolean {
	return isOldEnough(file, rules.minAgeMs, now) && isComplete(file, rules, now);
}

function isComplete(file: FileSight, { readiness }: WatchRules, now: number): boolean {
	switch (readiness.rule) {
		case 'immediately':
			return true;
		case 'unchangedBetweenPolls':
			return file.unchanged;
		case 'unchangedForSeconds':
			return file.unchanged && now - file.since >= readiness.ms;
		case 'doneFile':
			// A marker that is older than its file may be left from an earlier one: the file must hold still then.
			return (
				file.markers.some((marker) => !isOlder(marker, file.version)) ||
				(file.markers.length > 0 && file.unchanged)
			);
	}
}

/**
 * A file that carries an old date is old enough at once; one with a date in the future, or none, once it was seen
 * unchanged for that long.
 */
function isOldEnough({ version, since }: FileSight, minAgeMs: number, now: number): boolean {
	if (minAgeMs === 0 || now - since >= minAgeMs) return true;
	return version.at !== null && now - version.at - precisionMs[version.precision] >= minAgeMs;
}

/** Whether one time is before another one, as far as their precisions tell; unknown ones are not. */
function isOlder(one: Version, other: Version): boolean {
	if (one.at === null || other.at === null) return false;
	return one.at + precisionMs[one.precision] <= other.at;
}
