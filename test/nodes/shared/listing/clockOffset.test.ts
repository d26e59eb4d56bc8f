import type { Entry, Precision } from '../../../../nodes/shared/model/Entry';
import {
	measureOffset,
	pickProbes,
	type ClockPair,
} from '../../../../nodes/shared/listing/clockOffset';
import { offsetAt, type ServerClock } from '../../../../nodes/shared/listing/ServerClock';

const grain = { second: 1000, minute: 60_000, day: 86_400_000, none: 1 } as const;

function entry(modifiedAt: string | null, modifiedPrecision: Precision = 'minute'): Entry {
	const name = String(modifiedAt);
	const path = `/${name}`;
	const rest = { permissions: null, owner: null, group: null, linkTarget: null };
	return { name, path, folder: '/', type: 'file', size: 1, modifiedAt, modifiedPrecision, ...rest };
}

/** What a server with this clock shows of a file that was changed at `utc`. */
function pair(utc: string, clock: ServerClock, precision: Precision = 'minute'): ClockPair {
	const mdtm = Date.parse(utc);
	const local = mdtm + offsetAt(clock, mdtm) * 60_000;
	const shown = Math.floor(local / grain[precision]) * grain[precision];
	return { listedAsUtc: entry(new Date(shown).toISOString(), precision), mdtm };
}

const utc: ServerClock = { kind: 'utc' };
const offset = (minutes: number): ServerClock => ({ kind: 'offset', minutes });
const zone = (name: string): ServerClock => ({ kind: 'zone', name });
const winter = '2024-01-15T12:34:56Z';
const summer = '2024-07-15T12:34:56Z';

describe('measureOffset', () => {
	it('knows nothing without files', () => expect(measureOffset([])).toBeNull());

	it.each([0, 60, 330, 345, 840, -210, -720])('finds an offset of %i minutes', (minutes) => {
		const clock = minutes === 0 ? utc : offset(minutes);
		const pairs = [pair(winter, clock), pair(summer, clock)];
		expect(measureOffset(pairs)).toMatchObject({ clock, offsetMinutes: minutes, sure: true });
	});

	it.each([
		'Europe/London',
		'Europe/Berlin',
		'Europe/Athens',
		'America/New_York',
		'America/St_Johns',
		'America/Los_Angeles',
		'Australia/Sydney',
		'Australia/Lord_Howe',
		'Pacific/Auckland',
	])('finds the changes of %s from a file of each half of the year', (name) => {
		const measured = measureOffset([pair(winter, zone(name)), pair(summer, zone(name))]);
		expect(measured).toMatchObject({ sure: true, label: name });
		for (let month = 0; month < 12; month++) {
			const ms = Date.UTC(2022, month, 15);
			expect(measured && offsetAt(measured.clock, ms)).toBe(offsetAt(zone(name), ms));
		}
	});

	it('is not sure after files of one half of the year only', () => {
		const berlin = zone('Europe/Berlin');
		expect(
			measureOffset([pair(winter, berlin), pair('2024-02-01T00:00:30Z', berlin)]),
		).toMatchObject({
			clock: offset(60),
			sure: false,
		});
	});

	it('takes the majority where no zone explains two offsets', () => {
		const pairs = [pair(winter, offset(60)), pair(summer, offset(60)), pair(summer, offset(315))];
		expect(measureOffset(pairs)).toMatchObject({ clock: offset(60), sure: false });
	});

	it.each([
		['changed between the two questions', pair(winter, offset(67))],
		['further apart than any zone', pair(winter, offset(15 * 60))],
		['listed to the day', pair(winter, offset(60), 'day')],
		['listed without a time', { listedAsUtc: entry(null, 'none'), mdtm: 0 }],
	])('draws nothing from a file %s', (_, useless) => {
		expect(measureOffset([useless])).toBeNull();
		expect(measureOffset([useless, pair(summer, offset(60))])).toMatchObject({ offsetMinutes: 60 });
	});

	it('bears a server that rounds to the next minute', () => {
		const exact = pair(winter, offset(60));
		expect(measureOffset([{ ...exact, mdtm: exact.mdtm - 60_000 }])).toMatchObject({
			offsetMinutes: 60,
		});
	});

	it('lets times listed to the day exclude a zone', () => {
		// Casablanca goes back to UTC for Ramadan only. Of a file of January London would show the day before.
		const casablanca = zone('Africa/Casablanca');
		const times = [pair('2024-03-20T12:00:00Z', casablanca), pair(summer, casablanca)];
		expect(measureOffset(times)?.label).toBe('Europe/London');
		const day = pair('2024-01-14T23:30:00Z', casablanca, 'day');
		expect(measureOffset([...times, day])?.label).toBe('Africa/Casablanca');
	});

	it('recognises a file of the hour that autumn has twice', () => {
		const pairs = ['2024-10-27T00:30:00Z', '2024-10-27T01:30:00Z', summer, winter].map((at) =>
			pair(at, zone('Europe/Berlin')),
		);
		expect(measureOffset(pairs)).toMatchObject({ label: 'Europe/Berlin', sure: true });
	});
});

describe('pickProbes', () => {
	const times = (entries: readonly Entry[]) => entries.map(({ modifiedAt }) => modifiedAt);

	it('takes the newest file of each season', () => {
		const entries = ['2024-01-10', '2024-01-20', '2023-07-01', '2022-07-01', '2024-04-01'].map(
			(day) => entry(`${day}T10:00:00Z`),
		);
		expect(times(pickProbes(entries)).sort()).toEqual([
			'2023-07-01T10:00:00Z',
			'2024-01-20T10:00:00Z',
			'2024-04-01T10:00:00Z',
		]);
	});

	it('takes a second opinion where there is one season only, and no more than three', () => {
		const entries = [10, 11, 12, 13].map((day) => entry(`2024-01-${day}T10:00:00Z`));
		expect(pickProbes(entries)).toHaveLength(3);
		expect(pickProbes(entries.slice(0, 1))).toHaveLength(1);
	});

	it('asks for files only, and only for times to the minute', () => {
		const at = '2024-01-10T10:00:00Z';
		const useless = [
			entry(at, 'day'),
			entry(null, 'none'),
			{ ...entry(at), type: 'folder' as const, size: null },
			{ ...entry(at), type: 'link' as const, size: null },
			{ ...entry(at), size: null },
		];
		expect(pickProbes(useless)).toEqual([]);
	});

	it('asks again only when a listing shows a season that is not known yet', () => {
		const asked = [pair(winter, offset(60))];
		const january = entry('2023-01-10T10:00:00Z');
		const july = entry('2023-07-10T10:00:00Z');
		expect(pickProbes([january], asked)).toEqual([]);
		expect(pickProbes([january, july], asked)).toEqual([july]);
		expect(pickProbes([entry('2023-10-10T10:00:00Z'), july], asked)).toEqual([july]);
		expect(pickProbes([january, july], [...asked, pair(summer, offset(60))])).toEqual([]);
	});

	it('gives up on a season after two answers that told nothing', () => {
		const useless = pair(winter, offset(67));
		const january = entry('2023-01-10T10:00:00Z');
		expect(pickProbes([january], [useless])).toEqual([january]);
		expect(pickProbes([january], [useless, useless])).toEqual([]);
	});
});
