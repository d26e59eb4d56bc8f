import * as fc from 'fast-check';
import {
	isOwnPath,
	oldName,
	parseOwnName,
	partName,
	stateFolder,
	token,
} from '../../../../nodes/shared/model/ownNames';
import { seededRandom } from '../../../support/memory/seededRandom';

const makers = [
	['part', partName],
	['old', oldName],
] as const;

describe('names of our own', () => {
	it('look as the documentation says', () => {
		expect(partName('a.txt', () => 0)).toBe('.aaaaaaaa.a.txt.part');
		expect(oldName('a.txt', () => 0.999)).toBe('.99999999.a.txt.old');
	});

	it('hold eight characters of chance', () => {
		const random = seededRandom(3);
		const tokens = new Set(Array.from({ length: 1000 }, () => token(random)));
		expect(tokens.size).toBe(1000);
		for (const text of tokens) expect(text).toMatch(/^[a-z0-9]{8}$/);
	});

	it.each(makers)('are read back with the name that they stand for (%s)', (kind, make) => {
		const name = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
			.filter((text) => !text.includes('/'));
		fc.assert(
			fc.property(name, (text) => {
				const own = make(text, seededRandom(text.length));
				expect(parseOwnName(own)).toEqual({ kind, name: text });
				expect(isOwnPath(`/in/${own}`)).toBe(true);
			}),
		);
	});

	it.each(makers)('stay within 255 bytes and are whole characters (%s)', (_, make) => {
		const name = fc.string({
			unit: fc.constantFrom('a', 'ä', '語', '🜁'),
			minLength: 60,
			maxLength: 300,
		});
		fc.assert(
			fc.property(name, (text) => {
				const own = make(text, () => 0);
				expect(Buffer.byteLength(own)).toBeLessThanOrEqual(255);
				expect(text.startsWith(parseOwnName(own)?.name ?? '?')).toBe(true);
				expect(Buffer.from(own).toString()).toBe(own);
			}),
		);
	});

	it.each([
		'.htaccess.2024.old',
		'.htpasswd.x.old',
		'.htdigest.x.old',
		'.eslintrc.json.old',
		'.hgignore.x.part',
		'a.txt',
		'.env',
		'.abcdefgh',
		'.abcdefgh.part',
		'.abcdefg.a.part',
		'.abcdefghi.a.part',
		'.ABCDEFGH.a.part',
		'abcdefgh.a.part',
		'.abcdefgh.a.tmp',
		'.abcdefgh.a.part.txt',
	])('are not mistaken for %s', (name) => {
		expect(parseOwnName(name)).toBeNull();
		expect(isOwnPath(`/in/${name}`)).toBe(false);
	});

	it.each([
		[`/${stateFolder}`, true],
		[`/in/${stateFolder}/state/a.json`, true],
		[`/in/${stateFolder}-mine/a`, false],
		['/', false],
	])('%s is ours: %s', (path, expected) => {
		expect(isOwnPath(path)).toBe(expected);
	});
});
