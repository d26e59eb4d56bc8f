import {
	foldName,
	foldsAll,
	foldsNothing,
	inOtherCase,
	inOtherForm,
} from '../../../../nodes/shared/sync/foldName';

const composed = '\u00c4rger.txt';
const decomposed = 'A\u0308rger.txt';

describe('foldName', () => {
	it.each([
		['ReadMe.TXT', 'readme.txt', true],
		[composed, decomposed, true],
		[composed, decomposed.toLowerCase(), true],
		['\u03a3\u03a3', '\u03c3\u03c2', true],
		['stra\u00dfe', 'strasse', false],
		['a', '\u00e4', false],
	])('holds %s and %s to be one name: %s', (one, other, same) => {
		expect(foldName(one, foldsAll) === foldName(other, foldsAll)).toBe(same);
		expect(foldName(one, foldsNothing)).toBe(one);
	});

	it('folds case and form apart from each other', () => {
		expect(foldName(composed, { case: true, form: false })).toBe(composed.toLowerCase());
		expect(foldName(decomposed, { case: false, form: true })).toBe(composed);
	});
});

describe('the other spelling of a name', () => {
	it.each([
		['a.txt', 'A.TXT', null],
		['A.TXT', 'a.txt', null],
		['Mixed', 'MIXED', null],
		['123', null, null],
		['stra\u00dfe', 'STRA\u00dfE', null],
		['\u00e4', null, 'a\u0308'],
		['a\u0308', 'A\u0308', '\u00e4'],
	])('of %s is %s in case and %s in form', (name, otherCase, otherForm) => {
		expect(inOtherCase(name)).toBe(otherCase);
		expect(inOtherForm(name)).toBe(otherForm);
	});
});
