import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCodec } from '../../../../nodes/shared/listing/NameCodec';
import { parseListing, parseMlsd } from '../../../../nodes/shared/listing/parseListing';
import type { ServerClock } from '../../../../nodes/shared/listing/ServerClock';

type Row = readonly [
	name: string,
	type: string,
	size: number | null,
	modifiedAt: string | null,
	precision: string,
	permissions: string | null,
	owner: string | null,
	group: string | null,
	linkTarget: string | null,
];

interface Fixture {
	readonly server: string;
	readonly source: string | readonly string[];
	readonly command: 'LIST' | 'MLSD';
	readonly encoding: string;
	readonly now: string;
	readonly clock: ServerClock;
	readonly expected: {
		readonly dialect: string;
		readonly complete: boolean;
		readonly ignoredLines: number;
		readonly notes: readonly string[];
		readonly entries: readonly Row[];
	};
}

const folder = join(__dirname, '../../../fixtures/listings');
const fixtures = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => {
		const fixture = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture;
		const text = readFileSync(join(folder, file.replace(/json$/, 'txt')), 'latin1');
		return { ...fixture, file, text };
	});

describe('listings of real servers', () => {
	it('come from at least fifteen kinds of server, each with its source', () => {
		expect(new Set(fixtures.map(({ server }) => server)).size).toBeGreaterThanOrEqual(15);
		for (const { source } of fixtures)
			expect([source].flat().join('')).toMatch(/^(https|recorded)/);
	});

	it.each(fixtures)('reads $server ($file)', ({ command, text, expected, ...fixture }) => {
		const parse = command === 'MLSD' ? parseMlsd : parseListing;
		const listing = parse(text, {
			folder: '/in',
			now: Date.parse(fixture.now),
			clock: fixture.clock,
			decode: createCodec(fixture.encoding).decode,
		});
		expect({
			dialect: listing.dialect,
			complete: listing.complete,
			ignoredLines: listing.ignoredLines,
			notes: listing.notes.map(({ kind, text: quoted }) => `${kind}: ${quoted}`),
			entries: listing.entries.map((entry) => [
				entry.name,
				entry.type,
				entry.size,
				entry.modifiedAt,
				entry.modifiedPrecision,
				entry.permissions,
				entry.owner,
				entry.group,
				entry.linkTarget,
			]),
		}).toEqual(expected);
		for (const entry of listing.entries) {
			expect(entry).toMatchObject({ folder: '/in', path: `/in/${entry.name}` });
		}
		expect(listing.cut).toBe(!text.endsWith('\n'));
	});
});
