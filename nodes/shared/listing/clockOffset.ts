import { precisionMs, type Entry } from '../model/Entry';
import { seasonOf, type Season } from './seasons';
import { clockName, offsetAt, type ServerClock } from './ServerClock';

/** One file's time as LIST showed it, parsed with the clock `utc`, and as MDTM told it (milliseconds since 1970). */
export interface ClockPair {
	readonly listedAsUtc: Entry;
	readonly mdtm: number;
}

/** What comparing LIST with MDTM has shown. */
export interface MeasuredClock {
	/** To parse listings with. */
	readonly clock: ServerClock;
	/** Minutes that the listed time of the newest file compared is ahead of UTC. */
	readonly offsetMinutes: number;
	/** False while only one side of a change to summer time has been seen: files of the other may be off by an hour. */
	readonly sure: boolean;
	/** `UTC`, `UTC+02:00`, or a zone that changes its clocks as this server does. */
	readonly label: string;
}

interface Sample {
	readonly pair: ClockPair;
	readonly minutes: number;
	readonly season: Season;
}

const minuteMs = 60_000;
/** Offsets of all zones of the world, in steps of a quarter of an hour. */
const earliest = -12 * 60;
const latest = 14 * 60;
/** FAT rounds times to 2 s, and a server may round where we cut: a minute of difference is no other offset. */
const slackMs = minuteMs;

/**
 * Zones by whose rules servers change their clocks, one for each rule and offset that is in use; the first that agrees with
 * every file is taken. That its name may be another place's is no harm: only its changes count.
 */
const candidates = [
	'Europe/London',
	'Europe/Berlin',
	'Europe/Athens',
	'America/New_York',
	'America/Chicago',
	'America/Denver',
	'America/Los_Angeles',
	'America/Anchorage',
	'America/Adak',
	'America/Halifax',
	'America/St_Johns',
	'America/Santiago',
	'America/Havana',
	'Atlantic/Azores',
	'America/Nuuk',
	'Africa/Casablanca',
	'Africa/Cairo',
	'Asia/Jerusalem',
	'Asia/Beirut',
	'Australia/Sydney',
	'Australia/Adelaide',
	'Australia/Lord_Howe',
	'Pacific/Auckland',
	'Pacific/Chatham',
	'Pacific/Norfolk',
	'Pacific/Easter',
];

/**
 * What the listed times of a server mean, found from files whose time both LIST and MDTM tell; null when no file says
 * (none given, changed between the two questions, or further apart than any zone).
 *
 * A single offset: every file shows the same. If it was seen in January as well as in July, the server does not change its
 * clock and that is sure; otherwise it is the best that is known, and `sure` is false. Two offsets (a zone's winter and summer
 * time): the zone whose changes agree with every file. Two offsets that no zone explains: the one that most files show.
 * Times listed to the day only exclude zones; they never prove an offset.
 */
export function measureOffset(pairs: readonly ClockPair[]): MeasuredClock | null {
	const samples = pairs.flatMap(sampleOf).sort((a, b) => b.pair.mdtm - a.pair.mdtm);
	const newest = samples[0];
	if (!newest) return null;
	const days = pairs.filter(({ listedAsUtc }) => listedAsUtc.modifiedPrecision === 'day');
	const evidence = [...samples.map(({ pair }) => pair), ...days];
	const common = mostCommon(samples);

	const fixed = clockOf(common);
	if (samples.every(({ minutes }) => minutes === common)) {
		return measured(fixed, newest.pair.mdtm, seesBothSides(samples));
	}
	const zone = candidates
		.map((name): ServerClock => ({ kind: 'zone', name }))
		.find((clock) => evidence.every((pair) => agrees(pair, clock)));
	return zone ? measured(zone, newest.pair.mdtm, true) : measured(fixed, newest.pair.mdtm, false);
}

/**
 * Up to three files worth asking by MDTM: listed to the minute, the newest of each season that `asked` does not cover yet,
 * then others of those seasons as a second opinion. Empty when nothing new can be learned, so it may be called with every
 * listing; pass all pairs so far to `measureOffset`.
 */
export function pickProbes(entries: readonly Entry[], asked: readonly ClockPair[] = []): Entry[] {
	const known = answeredSeasons(asked);
	if (known.has('january') && known.has('july')) return [];
	const wanted = entries
		.filter((entry) => entry.type === 'file' && entry.size !== null && isFine(entry))
		.map((entry) => ({ entry, ms: Date.parse(entry.modifiedAt ?? '') }))
		.filter(({ ms }) => !Number.isNaN(ms) && !known.has(seasonOf(ms)))
		.sort((a, b) => b.ms - a.ms);
	const first = new Map<Season, Entry>();
	for (const { entry, ms } of wanted) {
		if (!first.has(seasonOf(ms))) first.set(seasonOf(ms), entry);
	}
	// After the first question only new seasons count: in between nothing more is learned once one was asked.
	if (known.size > 0) first.delete('between');
	const picked = [...first.values()];
	if (known.size === 0) {
		for (const { entry } of wanted) {
			if (picked.length >= 3) break;
			if (!picked.includes(entry)) picked.push(entry);
		}
	}
	return picked.slice(0, 3);
}

/** Seasons with an answer, or with two that told nothing: a server whose times do not fit is not asked for ever. */
function answeredSeasons(asked: readonly ClockPair[]): ReadonlySet<Season> {
	const all = asked.map(({ mdtm }) => seasonOf(mdtm));
	const useless = all.filter((season, i) => all.indexOf(season) !== i);
	return new Set([...useless, ...asked.flatMap(sampleOf).map(({ season }) => season)]);
}

function isFine(entry: Entry): boolean {
	return entry.modifiedPrecision === 'minute' || entry.modifiedPrecision === 'second';
}

/** The offset that a pair shows, to the quarter of an hour; none for a file that changed meanwhile or is listed to the day. */
function sampleOf(pair: ClockPair): Sample[] {
	const { modifiedAt, modifiedPrecision } = pair.listedAsUtc;
	if (modifiedAt === null || !isFine(pair.listedAsUtc)) return [];
	const grain = precisionMs[modifiedPrecision];
	const apart = Date.parse(modifiedAt) - Math.floor(pair.mdtm / grain) * grain;
	const minutes = Math.round(apart / (15 * minuteMs)) * 15 + 0;
	const close = Math.abs(apart - minutes * minuteMs) <= slackMs;
	if (!close || minutes < earliest || minutes > latest) return [];
	return [{ pair, minutes, season: seasonOf(pair.mdtm) }];
}

/** Whether the listing would show this time if its clock were `clock`. */
function agrees({ listedAsUtc, mdtm }: ClockPair, clock: ServerClock): boolean {
	if (listedAsUtc.modifiedAt === null) return true;
	// Forwards, because an hour that the zone has twice is two times in UTC but one on the server's clock.
	const shown = mdtm + offsetAt(clock, mdtm) * minuteMs;
	const listed = Date.parse(listedAsUtc.modifiedAt);
	const length = precisionMs[listedAsUtc.modifiedPrecision];
	return shown >= listed - slackMs && shown < listed + length + slackMs;
}

function seesBothSides(samples: readonly Sample[]): boolean {
	const seasons = new Set(samples.map(({ season }) => season));
	return seasons.has('january') && seasons.has('july');
}

/** Of equally frequent ones the newest file's. */
function mostCommon(samples: readonly Sample[]): number {
	const counts = new Map<number, number>();
	for (const { minutes } of samples) counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
	let best = samples[0]?.minutes ?? 0;
	for (const [minutes, count] of counts) if (count > (counts.get(best) ?? 0)) best = minutes;
	return best;
}

function clockOf(minutes: number): ServerClock {
	return minutes === 0 ? { kind: 'utc' } : { kind: 'offset', minutes };
}

function measured(clock: ServerClock, at: number, sure: boolean): MeasuredClock {
	return { clock, offsetMinutes: offsetAt(clock, at), sure, label: clockName(clock) };
}
