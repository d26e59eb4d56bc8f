import fc from 'fast-check';
import {
	createCodec,
	detectEncoding,
	knownEncodings,
} from '../../../../nodes/shared/listing/NameCodec';
import { isCategory } from '../../../../nodes/shared/model/RemoteError';

const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

function categoryOf(action: () => unknown): boolean {
	try {
		action();
	} catch (error) {
		return isCategory(error, 'invalidInput');
	}
	return false;
}

describe('createCodec', () => {
	it.each([
		['utf8', 'grün.txt', 'gr\xc3\xbcn.txt'],
		['UTF-8', '文件', '\xe6\x96\x87\xe4\xbb\xb6'],
		['utf8', '😀', '\xf0\x9f\x98\x80'],
		['utf8', '\ufeffa', '\xef\xbb\xbfa'],
		['latin1', 'grün.txt', 'gr\xfcn.txt'],
		['latin1', 'ÿ', '\xff'],
		['windows-1252', '€', '\x80'],
		['windows-1251', 'я', '\xff'],
		['shift_jis', '表', '\x95\x5c'],
		['gbk', '文件', '\xce\xc4\xbc\xfe'],
		['euc-kr', '한글', '\xc7\xd1\xb1\xdb'],
		['big5', '檔', '\xc0\xc9'],
	])('writes and reads %s: %s', (encoding, text, bytes) => {
		const codec = createCodec(encoding);
		expect(codec.encode(text)).toBe(bytes);
		expect(codec.decode(bytes)).toBe(text);
	});

	it.each([
		['utf8', 'a\xff', 'a byte that never occurs'],
		['utf8', '\xc3', 'half a character'],
		['utf8', '\xc0\xaf', 'a character that is written too long'],
		['utf8', '\xed\xa0\x80', 'half a surrogate pair'],
		['windows-1252', '\x81', 'a byte without a meaning'],
		['shift_jis', '\x95', 'half a character'],
	])('says of %s bytes %j that they cannot be read: %s', (encoding, bytes) => {
		expect(createCodec(encoding).decode(bytes)).toBeNull();
	});

	it.each([
		['latin1', 'Ω'],
		['windows-1252', '文'],
		['gbk', '😀'],
		['utf8', '\ud800'],
		['utf8', 'a\r\nDELE b'],
		['latin1', 'a\0b'],
	])('refuses to write in %s: %j', (encoding, text) => {
		expect(categoryOf(() => createCodec(encoding).encode(text))).toBe(true);
	});

	it.each(['', 'klingon', 'utf-16le', 'utf16', 'utf-32'])('does not know %j', (encoding) => {
		expect(categoryOf(() => createCodec(encoding))).toBe(true);
	});

	it.each(knownEncodings)('offers $name, and never changes a name on its way', ({ value }) => {
		const codec = createCodec(value);
		const anyBytes = fc.string({
			unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)),
		});
		fc.assert(
			fc.property(anyBytes, (bytes) => {
				const text = codec.decode(bytes);
				if (text !== null && !/[\r\n]/.test(text)) expect(codec.encode(text)).toBe(bytes);
			}),
		);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				let bytes: string;
				try {
					bytes = codec.encode(text);
				} catch (error) {
					expect(isCategory(error, 'invalidInput')).toBe(true);
					return;
				}
				expect(bytes).not.toMatch(/[\r\n\0]/);
				expect(codec.decode(bytes)).toBe(text);
			}),
		);
	});

	it('lists encodings by name', () => {
		const names = knownEncodings.map(({ name }) => name);
		expect([...names].sort((a, b) => a.localeCompare(b))).toEqual(names);
	});
});

describe('detectEncoding', () => {
	it.each([
		['nothing', [], null],
		['ASCII', ['a\r\n', 'b'], null],
		['UTF-8', ['a\r\n', bytesOf('ü\r\n')], 'utf8'],
		['Latin-1', ['\xfc\r\n'], 'latin1'],
		['both', [bytesOf('ü\r\n'), '\xfc\r\n'], 'latin1'],
		['UTF-8 cut within a character', [bytesOf('ü\r\nü').slice(0, -1)], 'utf8'],
		['ASCII cut within a character', [`a\r\n${bytesOf('ü').slice(0, -1)}`], null],
	] as const)('%s', (_, texts, expected) => expect(detectEncoding(texts)).toBe(expected));
});
