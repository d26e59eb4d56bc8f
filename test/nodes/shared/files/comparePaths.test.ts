import * as fc from 'fast-check';
import { comparePaths } from '../../../../nodes/shared/files/comparePaths';

describe('comparePaths', () => {
	it('puts a folder right before what is in it', () => {
		const paths = ['/b', '/a.txt', '/a/x', '/a', '/a b', '/a/10', '/a/9', '/A'];
		expect(paths.sort(comparePaths)).toEqual([
			'/a',
			'/a/9',
			'/a/10',
			'/a/x',
			'/A',
			'/a b',
			'/a.txt',
			'/b',
		]);
	});

	it('is one order for all paths, whatever they are', () => {
		const part = fc.string({
			unit: fc.constantFrom('a', 'A', 'é', 'e\u0301', '1', '0', ' ', '.'),
			minLength: 1,
		});
		const path = fc
			.array(part, { minLength: 1, maxLength: 3 })
			.map((parts) => `/${parts.join('/')}`);
		fc.assert(
			fc.property(path, path, path, (a, b, c) => {
				expect(Math.sign(comparePaths(a, b))).toBe(-Math.sign(comparePaths(b, a)) + 0);
				expect(comparePaths(a, b) === 0).toBe(a === b);
				const [first, second, third] = [a, b, c].sort(comparePaths);
				expect(comparePaths(first ?? '', third ?? '')).toBeLessThanOrEqual(0);
				expect(comparePaths(first ?? '', second ?? '')).toBeLessThanOrEqual(0);
			}),
		);
	});
});
