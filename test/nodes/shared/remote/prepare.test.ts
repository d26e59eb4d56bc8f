import { quotedFolder } from '../../../../nodes/shared/remote/prepare';

describe('the folder that the login lands in', () => {
	it.each([
		['257 "/home/test" is the current directory', '/home/test'],
		['257 "/" is cwd', '/'],
		['257 "/with ""quotes"" inside"', '/with "quotes" inside'],
		['257 "/umläut" is your current location', '/umläut'],
		['257 "C:\\\\data"', null],
		['257 /without/quotes', '/without/quotes'],
		['257 /without/quotes is the current directory.', '/without/quotes'],
		['257 /two words, who knows where it ends', null],
		['257 ""', null],
	])('%s', (text, expected) => {
		expect(quotedFolder(text)).toBe(expected);
	});
});
