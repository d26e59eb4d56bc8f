import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { wholeIfSmall } from '../../../../nodes/shared/n8n/wholeIfSmall';

const streamOf = (...pieces: string[]) =>
	Readable.from(
		pieces.map((piece) => Buffer.from(piece)),
		{ objectMode: false, highWaterMark: 1 },
	);

it.each([
	['nothing', [], ''],
	['one piece', ['abc'], 'abc'],
	['several pieces', ['ab', 'c', 'de'], 'abcde'],
])('gives a stream of %s that is small enough', async (_, pieces, whole) => {
	expect((await wholeIfSmall(streamOf(...pieces), 5))?.toString()).toBe(whole);
});

it.each([
	['in its first piece', ['abcdef', 'gh']],
	['in its last piece', ['ab', 'cd', 'efgh']],
])('leaves all bytes to the next reader of a stream that grows too long %s', async (_, pieces) => {
	const body = streamOf(...pieces);
	expect(await wholeIfSmall(body, 5)).toBeNull();
	expect((await buffer(body)).toString()).toBe('abcdefgh');
});

it('fails with the error of a stream that breaks', async () => {
	const body = new Readable({ read: () => undefined });
	body.push(Buffer.from('abc'));
	const gathered = wholeIfSmall(body, 5);
	body.destroy(new Error('cut'));
	await expect(gathered).rejects.toThrow('cut');
});

it('fails for a stream that is closed without its end', async () => {
	const body = new Readable({ read: () => undefined });
	const gathered = wholeIfSmall(body, 5);
	body.destroy();
	await expect(gathered).rejects.toThrow('closed before its end');
});
