import { isOutOfStep } from '../../../../nodes/shared/remote/outOfStep';

describe('an answer', () => {
	it.each([
		['SIZE', 226],
		['RNTO', 350],
		['DELE', 213],
		['CWD', 229],
		['STOR', 331],
		['MLST', 227],
		['RETR', 221],
		['CWD', 257],
	])('of another command is seen: %s, %d', (verb, code) => {
		expect(isOutOfStep(verb, code)).toBe(true);
	});

	it.each([
		['', 220],
		['USER', 331],
		['PASS', 332],
		['PASS', 230],
		['AUTH', 234],
		['AUTH', 334],
		['REST', 350],
		['RNFR', 350],
		['SIZE', 213],
		['MDTM', 213],
		['MFMT', 213],
		['SITE', 213],
		['HASH', 213],
		['PASV', 227],
		['EPSV', 229],
		['PWD', 257],
		['MKD', 257],
		['QUIT', 221],
		['RETR', 226],
		['STOR', 250],
		['DELE', 250],
		['DELE', 200],
		['RNTO', 250],
		['SIZE', 550],
		['RETR', 150],
		['STOR', 426],
		['NOOP', 200],
		['FEAT', 211],
		['CWD', 250],
	])('that a server may choose is taken: %s, %d', (verb, code) => {
		expect(isOutOfStep(verb, code)).toBe(false);
	});
});
