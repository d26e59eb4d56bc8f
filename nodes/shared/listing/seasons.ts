/**
 * The part of the year that decides whether clocks are changed: `january` and `july` are days on which no zone of the world is
 * between the two, `between` those on which zones differ (from the United States' change in March to Australia's in April,
 * from Chile's in September to the United States' in November).
 */
export type Season = 'january' | 'july' | 'between';

/** Season of a time in milliseconds since 1970; a day's difference between local time and UTC does not matter. */
export function seasonOf(ms: number): Season {
	const date = new Date(ms);
	const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
	if (day >= 1109 || day <= 306) return 'january';
	return day >= 410 && day <= 831 ? 'july' : 'between';
}
