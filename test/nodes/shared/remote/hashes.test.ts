import { hashesOf, hexIn, newDigest } from '../../../../nodes/shared/remote/hashes';
import { newProfile } from '../../../../nodes/shared/remote/ServerProfile';

const sha256 = '84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882';
const other = 'f'.repeat(64);

describe('the hash in a reply', () => {
	it.each<readonly [string, string, string, number, string | null]>([
		[
			'of XSHA256 (ProFTPD)',
			`250-Computing SHA256 digest\n250 ${sha256.toUpperCase()}`,
			'/a.txt',
			64,
			sha256,
		],
		['of HASH', `213 SHA-256 0-10 ${sha256} a.txt`, '/a.txt', 64, sha256],
		[
			'of HASH in several lines',
			`213-Computing SHA-256 digest\n213 SHA-256 0-10 ${sha256} a.txt`,
			'/a.txt',
			64,
			sha256,
		],
		['of XCRC', '250-Computing CRC32 digest\n250 A684C7C6', '/a.txt', 8, 'a684c7c6'],
		['of XCRC without leading zeros', '250 84C7C6', '/a.txt', 8, '0084c7c6'],
		['of HASH CRC32, not the range', '213 CRC32 0-10 a684c7c6 a.txt', '/a.txt', 8, 'a684c7c6'],
		['before a file named like a hash', `250 ${sha256} ${other}`, `/in/${other}`, 64, sha256],
		['of a file named as its own hash', `250 ${sha256}`, `/in/${sha256}`, 64, sha256],
		[
			'of HASH for a file named like a hash',
			`213 SHA-256 0-9 ${sha256} ${other}`,
			`/${other}`,
			64,
			sha256,
		],
		['behind the path', `250 /in/${other} ${sha256}`, `/in/${other}`, 64, sha256],
		['of a file with a short name', '250 A684C7C6', '/a', 8, 'a684c7c6'],
		['that is missing', '250 done', '/x.txt', 64, null],
		['that is too short', '250 abcdef', '/x.txt', 64, null],
	])('%s', (_title, text, wire, length, expected) => {
		expect(hexIn(text, wire, length)).toBe(expected);
	});
});

it.each([
	[['XSHA256', 'XMD5'], '', ['sha256', 'md5']],
	[[], 'CRC32;MD5;SHA-1*;SHA-256;SHA-512;', ['sha256', 'sha1', 'md5', 'crc32']],
	[['XSHA'], '', ['sha1']],
	[['SIZE'], '', []],
] as const)('a server with %s and HASH "%s" computes %s', (verbs, named, expected) => {
	const features = new Map<string, string>(verbs.map((verb) => [verb, '']));
	if (named !== '') features.set('HASH', named);
	expect(hashesOf({ ...newProfile('auto', ''), features })).toEqual(expected);
});

it.each([
	['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
	['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
	['md5', '900150983cd24fb0d6963f7d28e17f72'],
	['crc32', '352441c2'],
] as const)('%s is computed piece by piece', (algorithm, expected) => {
	const digest = newDigest(algorithm);
	digest.update(Buffer.from('a'));
	digest.update(Buffer.from('bc'));
	const copy = digest.copy();
	copy.update(Buffer.from('d'));
	expect(digest.hex()).toBe(expected);
	const whole = newDigest(algorithm);
	whole.update(Buffer.from('abcd'));
	expect(copy.hex()).toBe(whole.hex());
});
