import type { Entry } from '../../../../nodes/shared/model/Entry';
import {
	decideIfExists,
	mustLook,
	type Decision,
	type IfExists,
} from '../../../../nodes/shared/files/ifExists';
import { entryOf } from '../../../support/memory/entryOf';
import { file, link } from '../../../support/memory/treeLiteral';

const time = '2026-01-01T00:00:00Z';
const there = entryOf('/a.txt', file('12345', time), 'second');
const toTheMinute = entryOf('/a.txt', file('12345', time), 'minute');
const unknown: Entry = { ...there, size: null };
const folder = entryOf('/a.txt', { type: 'folder', children: new Map(), modified: 0 }, 'second');
const toFile = entryOf('/a.txt', link('b.txt'), 'second');
const same = { size: 5, modifiedAt: null };

describe('decideIfExists', () => {
	it.each<[IfExists, string, Entry | null, Decision]>([
		['overwrite', 'writes without looking', null, { do: 'write' }],
		['append', 'appends without looking', null, { do: 'append' }],
		['skip', 'writes where nothing is, and only there', null, { do: 'write', expected: 'absent' }],
		['skip', 'skips a file', there, { do: 'skip' }],
		['skip', 'skips a link', toFile, { do: 'skip' }],
		['skip', 'does not take a folder for the file', folder, { do: 'fail', because: 'folder' }],
		['fail', 'writes where nothing is, and only there', null, { do: 'write', expected: 'absent' }],
		['fail', 'refuses a taken name', there, { do: 'fail', because: 'taken' }],
		[
			'keepBoth',
			'writes where nothing is, and only there',
			null,
			{ do: 'write', expected: 'absent' },
		],
		['keepBoth', 'takes another name', there, { do: 'takeFreeName' }],
		['keepBoth', 'takes another name than a folder', folder, { do: 'takeFreeName' }],
		['overwriteIfDifferent', 'writes where nothing is', null, { do: 'write', expected: 'absent' }],
	])('%s: %s', (rule, _, found, decision) => {
		expect(decideIfExists(rule, found, same, { hashes: [] })).toEqual(decision);
	});

	it.each<[string, Entry, { size: number | null; modifiedAt: string | null }, string[], Decision]>([
		['writes another size', there, { size: 6, modifiedAt: time }, ['sha256'], { do: 'write' }],
		[
			'writes what has no known size',
			there,
			{ size: null, modifiedAt: time },
			['md5'],
			{ do: 'write' },
		],
		[
			'writes where the size is unknown',
			unknown,
			{ size: null, modifiedAt: time },
			[],
			{ do: 'write' },
		],
		[
			'asks for the best hash',
			there,
			same,
			['md5', 'sha256', 'sha1'],
			{ do: 'compareHash', algorithm: 'sha256' },
		],
		[
			'takes a weak hash for want of a better',
			there,
			same,
			['md5'],
			{ do: 'compareHash', algorithm: 'md5' },
		],
		['writes where only CRC32 is offered', there, same, ['crc32'], { do: 'write' }],
		['writes where no hash is offered', there, same, [], { do: 'write' }],
		[
			'skips the very time',
			there,
			{ size: 5, modifiedAt: '2026-01-01T01:00:00+01:00' },
			[],
			{ do: 'skip' },
		],
		[
			'writes another time',
			there,
			{ size: 5, modifiedAt: '2026-01-01T00:00:01Z' },
			[],
			{ do: 'write' },
		],
		[
			'trusts no time to the minute',
			toTheMinute,
			{ size: 5, modifiedAt: time },
			[],
			{ do: 'write' },
		],
		['trusts no size of a link', toFile, { size: null, modifiedAt: time }, [], { do: 'write' }],
		['refuses a folder', folder, same, [], { do: 'fail', because: 'folder' }],
	])('overwriteIfDifferent %s', (_, found, known, hashes, decision) => {
		expect(decideIfExists('overwriteIfDifferent', found, known, { hashes })).toEqual(decision);
	});

	it('needs no look for rules that do not depend on it', () => {
		const rules = [
			'overwrite',
			'skip',
			'fail',
			'keepBoth',
			'overwriteIfDifferent',
			'append',
		] as const;
		expect(rules.filter((rule) => !mustLook(rule))).toEqual(['overwrite', 'append']);
	});
});
