import { decodeText, type TextEncoding } from '../../../nodes/FtpRemoteDownload/decodeText';

it.each<[TextEncoding, string, string]>([
	['utf8', '4772c3bcc39f65', 'Grüße'],
	['utf8', 'efbbbf61', 'a'],
	['utf16le', 'fffe6100fc00', 'aü'],
	['latin1', '61fc9f', 'aü\u009f'],
	['windows-1252', '61fc80819f', 'aü€\u0081Ÿ'],
	['windows-1251', 'cfe5f2f0', 'Петр'],
	['shift_jis', '93fa967b', '日本'],
	['gbk', 'd6d0b9fa', '中国'],
	['utf8', '61ff', 'a\ufffd'],
])('reads %s: %s', (encoding, hex, text) => {
	expect(decodeText(Buffer.from(hex, 'hex'), encoding, false)).toBe(text);
});

it('leaves out half a character at the cut, and only there', () => {
	const cut = Buffer.from('aü').subarray(0, 2);
	expect(decodeText(cut, 'utf8', true)).toBe('a');
	expect(decodeText(cut, 'utf8', false)).toBe('a\ufffd');
});
