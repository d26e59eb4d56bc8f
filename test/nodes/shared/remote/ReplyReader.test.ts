import fc from 'fast-check';
import { longestReply, NotFtp, ReplyReader } from '../../../../nodes/shared/remote/ReplyReader';

const read = (...chunks: readonly string[]) => {
	const reader = new ReplyReader();
	return chunks.flatMap((chunk) => reader.push(chunk));
};

describe('reading replies', () => {
	it.each<readonly [string, string, ReadonlyArray<readonly [number, string]>]>([
		['one line', '220 Ready\r\n', [[220, '220 Ready']]],
		['a line that ends in LF only', '220 Ready\n', [[220, '220 Ready']]],
		[
			'several replies at once',
			'200 A\r\n213 5\r\n',
			[
				[200, '200 A'],
				[213, '213 5'],
			],
		],
		['a group', '211-Features:\r\n SIZE\r\n211 End\r\n', [[211, '211-Features:\n SIZE\n211 End']]],
		[
			'another code inside of a group',
			'220-Hello\r\n421 no end\r\n220 Ready\r\n',
			[[220, '220-Hello\n421 no end\n220 Ready']],
		],
		[
			'its own code inside of a group',
			'220-A\r\n220-B\r\n220 C\r\n',
			[[220, '220-A\n220-B\n220 C']],
		],
		['a code without a text', '230\r\n', [[230, '230']]],
		['a tab behind the code', '230\tok\r\n', [[230, '230\tok']]],
		['blank lines between replies', '\r\n\r\n200 A\r\n', [[200, '200 A']]],
	])('takes %s', (_title, wire, expected) => {
		expect(read(wire).map(({ code, text }) => [code, text])).toEqual(expected);
	});

	it('keeps what has no end yet', () => {
		expect(read('220 Re')).toEqual([]);
		expect(read('220 Re', 'ady\r', '\n')).toEqual([{ code: 220, text: '220 Ready' }]);
	});

	it('puts replies together whatever the borders of the packets', () => {
		const line = fc.string({ maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, ''));
		const code = fc.integer({ min: 100, max: 659 }).map(String);
		const single = fc.tuple(code, line).map(([digits, text]) => [`${digits} ${text}`]);
		const group = fc
			.tuple(code, line, fc.array(line, { maxLength: 4 }))
			.map(([digits, text, more]) => [
				`${digits}-${text}`,
				...more.map((one) => ` ${one}`),
				`${digits} end`,
			]);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(single, group), { maxLength: 6 }),
				fc.infiniteStream(fc.nat(9)),
				(replies, sizes) => {
					const wire = replies.map((lines) => `${lines.join('\r\n')}\r\n`).join('');
					const chunks: string[] = [];
					for (let at = 0; at < wire.length;) {
						const size = 1 + (sizes.next().value ?? 0);
						chunks.push(wire.slice(at, at + size));
						at += size;
					}
					expect(read(...chunks).map(({ text }) => text)).toEqual(
						replies.map((lines) => lines.join('\n')),
					);
				},
			),
		);
	});
});

describe('what is no FTP', () => {
	it.each([
		['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
		['HTTP', 'HTTP/1.1 400 Bad Request\r\n'],
		['a code below 100', '099 no\r\n'],
		['a code above 699', '999 no\r\n'],
		['four digits', '2200 no\r\n'],
		['bytes without any line end', '\x00\x01\xff'.repeat(6000)],
	])('is refused at once: %s', (_title, wire) => {
		expect(() => read(wire)).toThrow(NotFtp);
	});

	it.each([
		['a line without an end', `220 ${'x'.repeat(longestReply)}`],
		['a group of long lines', `220-x\r\n${` ${'y'.repeat(1000)}\r\n`.repeat(300)}`],
		['a group of empty lines', `220-x\r\n${'\r\n'.repeat(longestReply)}`],
	])('is too long: %s', (_title, wire) => {
		expect(() => read(wire)).toThrow(expect.objectContaining({ how: 'tooLong' }));
		const reader = new ReplyReader();
		expect(() => wire.match(/[^]{1,7000}/g)?.forEach((chunk) => reader.push(chunk))).toThrow(
			NotFtp,
		);
	});

	it('costs no time when it comes byte by byte', () => {
		const reader = new ReplyReader();
		reader.push('220-');
		for (let at = 0; at < longestReply - 10; at++) reader.push('x');
		expect(() => Array.from({ length: 20 }, () => reader.push('x'))).toThrow(NotFtp);
	});

	it('never throws anything else, and never gives a reply without three digits', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), (chunks) => {
				const reader = new ReplyReader();
				try {
					for (const chunk of chunks)
						for (const { code, text } of reader.push(chunk)) {
							expect(code).toBeGreaterThanOrEqual(100);
							expect(text.startsWith(String(code))).toBe(true);
						}
				} catch (error) {
					expect(error).toBeInstanceOf(NotFtp);
				}
			}),
		);
	});
});
