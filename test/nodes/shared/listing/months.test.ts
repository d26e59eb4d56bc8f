import { monthByName } from '../../../../nodes/shared/listing/months';

describe('monthByName', () => {
	it.each([
		['Jan', 1],
		['DEC', 12],
		['may', 5],
		['Mai', 5],
		['M\xc3\xa4r', 3],
		['M\xe4rz', 3],
		['juin', 6],
		['ao\xc3\xbb', 8],
		['ago', 8],
		['gen', 1],
		['out', 10],
		['okt.', 10],
		['Juli,', 7],
		['Jan.,', 1],
		['\xff\xed\xe2', 1],
		['\xd0\xb4\xd0\xb5\xd0\xba', 12],
		['10\x8c\x8e', 10],
		['3\xec\x9b\x94', 3],
	])('knows %j', (name, month) => expect(monthByName.get(name)).toBe(month));

	it('knows nothing that is plainly something else', () => {
		// "jui" is June on one French server and July on another.
		for (const word of ['jui', 'JUI', 'Monday', '1', '12', '2024', '12:00', 'total', '']) {
			expect(monthByName.has(word)).toBe(false);
		}
	});
});
