import { parseFingerprints } from '../../../../nodes/shared/n8n/fingerprintField';

const one = '0123456789abcdef'.repeat(4);
const two = 'f'.repeat(64);
const pairs = (hex: string) => (hex.toUpperCase().match(/../g) ?? []).join(':');

it.each([
	['plain digits', one, [one]],
	['pairs with colons in capitals', pairs(one), [one]],
	['pairs with blanks', pairs(one).replace(/:/g, ' '), [one]],
	['what openssl prints', `sha256 Fingerprint=${pairs(one)}`, [one]],
	['a SHA256: prefix', `SHA256:${one}`, [one]],
	['one a line', `${pairs(one)}\r\n\n${two}\n`, [one, two]],
	['line breaks written out', `${one}\\n${two}`, [one, two]],
	['line breaks that became blanks', `${pairs(one)} ${pairs(two)}`, [one, two]],
	['the same twice', `${one}\n${pairs(one)}`, [one]],
])('reads %s', (_, text, expected) => {
	expect(parseFingerprints(text)).toEqual(expected);
});

it.each([
	['nothing', ' \n', 'is empty'],
	['SHA-1', 'a'.repeat(40), 'it is a SHA-1 fingerprint'],
	['SHA-1 as openssl prints it', `sha1 Fingerprint=${pairs('a'.repeat(40))}`, 'it is a SHA-1'],
	['MD5', 'a'.repeat(32), 'it is an MD5 fingerprint'],
	['a digit too few', one.slice(1), 'has 63 digits in place of 64'],
	['base64', 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=', 'holds other characters'],
])('refuses %s', (_, text, message) => {
	expect(() => parseFingerprints(text)).toThrow(message);
});
