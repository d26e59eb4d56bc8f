import { DateTime } from 'luxon';
import {
	clockName,
	offsetAt,
	toUtc,
	type ServerClock,
} from '../../../../nodes/shared/listing/ServerClock';
import { isZone } from '../../../../nodes/shared/listing/zoneOffset';

const zone = (name: string): ServerClock => ({ kind: 'zone', name });
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('toUtc', () => {
	it.each<[ServerClock, string, string]>([
		[{ kind: 'utc' }, '2024-07-01T12:00', '2024-07-01T12:00'],
		[{ kind: 'offset', minutes: 330 }, '2024-07-01T12:00', '2024-07-01T06:30'],
		[{ kind: 'offset', minutes: -300 }, '2024-01-01T23:00', '2024-01-02T04:00'],
		[zone('Europe/Berlin'), '2024-07-01T12:00', '2024-07-01T10:00'],
		[zone('Europe/Berlin'), '2024-01-01T00:30', '2023-12-31T23:30'],
		[zone('America/New_York'), '2024-03-10T01:59', '2024-03-10T06:59'],
		[zone('America/New_York'), '2024-03-10T03:00', '2024-03-10T07:00'],
		[zone('Australia/Lord_Howe'), '2024-01-01T12:00', '2024-01-01T01:00'],
		[zone('Africa/Casablanca'), '2024-03-20T12:00', '2024-03-20T12:00'],
		[zone('Asia/Kathmandu'), '2024-01-01T12:00', '2024-01-01T06:15'],
	])('%j: %s is %s', (clock, local, utc) => {
		expect(iso(toUtc(Date.parse(`${local}Z`), clock))).toBe(utc);
	});

	it('reads an hour that exists twice as one of the two, and one that is skipped as the next', () => {
		const twice = toUtc(Date.parse('2024-10-27T02:30Z'), zone('Europe/Berlin'));
		expect(['2024-10-27T00:30', '2024-10-27T01:30']).toContain(iso(twice));
		const skipped = toUtc(Date.parse('2024-03-31T02:30Z'), zone('Europe/Berlin'));
		expect(iso(skipped)).toBe('2024-03-31T01:30');
	});

	it.each(['Europe/Berlin', 'America/St_Johns', 'Africa/Casablanca', 'Pacific/Apia', 'UTC'])(
		'agrees with luxon about %s on every third day of many years',
		(name) => {
			for (let ms = Date.UTC(2009, 0, 1, 5); ms < Date.UTC(2031, 0, 1); ms += 3 * 86_400_000) {
				const expected = DateTime.fromMillis(ms, { zone: name }).offset;
				expect(`${iso(ms)} ${offsetAt(zone(name), ms)}`).toBe(`${iso(ms)} ${expected}`);
			}
		},
	);
});

describe('the hour that a zone skips', () => {
	it.each([
		['Europe/Berlin', '2024-03-31T02:30:00Z', '2024-03-31T01:30:00.000Z'],
		['America/New_York', '2024-03-10T02:30:00Z', '2024-03-10T07:30:00.000Z'],
	])('is the one after it in %s', (name, local, utc) => {
		expect(new Date(toUtc(Date.parse(local), zone(name))).toISOString()).toBe(utc);
	});
});

describe('clockName', () => {
	it.each<[ServerClock, string]>([
		[{ kind: 'utc' }, 'UTC'],
		[{ kind: 'offset', minutes: 0 }, 'UTC'],
		[{ kind: 'offset', minutes: 330 }, 'UTC+05:30'],
		[{ kind: 'offset', minutes: -60 }, 'UTC-01:00'],
		[zone('Europe/Berlin'), 'Europe/Berlin'],
	])('%j is called %s', (clock, name) => expect(clockName(clock)).toBe(name));

	it('knows which zones exist, and treats one that does not as UTC', () => {
		expect(isZone('Europe/Berlin')).toBe(true);
		expect(isZone('Europe/Atlantis')).toBe(false);
		expect(toUtc(5, zone('Europe/Atlantis'))).toBe(5);
	});
});
