import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TransferBody } from '../../../../nodes/shared/remote/TransferBody';

const source = () => ({ pause: jest.fn(), resume: jest.fn() });

describe('the body of a download', () => {
	it('holds its source while nobody reads, and lets it go on afterwards', async () => {
		const body = new TransferBody();
		const from = source();
		body.attach(from);
		for (let at = 0; at < 16; at++) body.accept(Buffer.alloc(64 * 1024, 'a'));
		expect(from.pause).toHaveBeenCalled();
		expect(from.resume).not.toHaveBeenCalled();
		const all = text(body);
		body.complete();
		expect((await all).length).toBe(16 * 64 * 1024);
		expect(from.resume).toHaveBeenCalled();
	});

	it('makes one piece of neighbours in memory without copying them', async () => {
		const body = new TransferBody();
		const slab = Buffer.alloc(600 * 1024, 'a');
		for (let at = 0; at < 6; at++)
			body.accept(slab.subarray(at * 100 * 1024, (at + 1) * 100 * 1024));
		const [piece] = (await once(body, 'data')) as [Buffer];
		expect(piece.length).toBe(slab.length);
		expect(piece.buffer === slab.buffer).toBe(true);
	});

	it('never copies pieces together because its reader is slow', async () => {
		const body = new TransferBody();
		const slabs = Array.from({ length: 4 }, () => Buffer.alloc(512 * 1024, 'a'));
		for (const slab of slabs) body.accept(slab);
		body.complete();
		const sizes: number[] = [];
		for await (const piece of body as AsyncIterable<Buffer>) sizes.push(piece.length);
		// What had been held before anybody read comes at once.
		expect(sizes).toEqual([4 * 512 * 1024]);
	});

	it('ends only when it is said to be whole', async () => {
		const body = new TransferBody();
		const ended = jest.fn();
		body.on('end', ended);
		body.resume();
		body.accept(Buffer.from('a'));
		await nextTurn();
		body.detach();
		body.attach(source());
		body.accept(Buffer.from('b'));
		expect(ended).not.toHaveBeenCalled();
		body.complete();
		await once(body, 'end');
		expect(ended).toHaveBeenCalledTimes(1);
	});

	it.each([0, 1, 5])('gives %d bytes in order, and ends', async (pieces) => {
		const body = new TransferBody();
		const all = text(body);
		for (let at = 0; at < pieces; at++) body.accept(Buffer.from(String(at)));
		body.complete();
		expect(await all).toBe('01234'.slice(0, pieces));
	});

	it('hashes what it gave', () => {
		const body = new TransferBody();
		body.accept(Buffer.from('ab'));
		body.accept(Buffer.from('c'));
		expect(body.sha256()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});

	it('takes no more than is wanted', async () => {
		const body = new TransferBody(3);
		const all = text(body);
		body.accept(Buffer.from('ab'));
		expect(body.satisfied).toBe(false);
		body.accept(Buffer.from('cdef'));
		body.accept(Buffer.from('g'));
		expect([body.satisfied, body.bytes]).toEqual([true, 3]);
		body.complete();
		expect(await all).toBe('abc');
	});

	it('does not hold its source for a consumer that has gone', () => {
		const body = new TransferBody();
		const from = source();
		body.attach(from);
		body.destroy();
		for (let at = 0; at < 32; at++) body.accept(Buffer.alloc(64 * 1024));
		body.complete();
		expect(from.pause).not.toHaveBeenCalled();
		expect(body.bytes).toBe(32 * 64 * 1024);
	});
});
