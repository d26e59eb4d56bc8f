import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Intake } from '../../../../nodes/shared/remote/Intake';

const open = new Set<Socket>();

afterEach(() => {
	for (const socket of open) socket.destroy();
	open.clear();
});

/** A connection that is read through an intake, and its other end. */
async function connection() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const called = once(server, 'connection') as Promise<[Socket]>;
	const intake = new Intake();
	const { port } = server.address() as AddressInfo;
	const socket = connect({ host: '127.0.0.1', port, onread: intake.onread });
	const [[far]] = await Promise.all([called, once(socket, 'connect')]);
	server.close();
	open.add(socket).add(far);
	return { intake, socket, far };
}

describe('the intake of a data connection', () => {
	it('gives all bytes in order, those first that came before anybody took them', async () => {
		const { intake, socket, far } = await connection();
		const content = randomBytes(3_000_000);
		far.write(content.subarray(0, 1000));
		// It takes the first bytes, and stops then.
		while (socket.bytesRead === 0) await new Promise(setImmediate);
		far.end(content.subarray(1000));
		const pieces: Buffer[] = [];
		intake.attach((piece) => pieces.push(piece) > 0);
		socket.resume();
		await once(socket, 'close');
		expect(Buffer.concat(pieces).equals(content)).toBe(true);
	});

	it('reads no more than a slab ahead of whoever takes the bytes', async () => {
		const { intake, socket, far } = await connection();
		const content = Buffer.alloc(30_000_000, 'a');
		far.end(content);
		let bytes = 0;
		intake.attach((piece) => {
			bytes += piece.length;
			return false;
		});
		while (bytes === 0) await new Promise(setImmediate);
		for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
		expect(bytes).toBeLessThanOrEqual(64 * 1024);
		for (let before = -1; !socket.closed;) {
			if (bytes > before) {
				expect(bytes - Math.max(0, before)).toBeLessThanOrEqual(512 * 1024);
				before = bytes;
				socket.resume();
			}
			await new Promise(setImmediate);
		}
		expect(bytes).toBe(content.length);
	});

	it('gives each of many small files bytes of its own', async () => {
		const kept: Buffer[] = [];
		for (const text of ['first', 'second', 'third']) {
			const { intake, socket, far } = await connection();
			intake.attach((piece) => kept.push(piece) > 0);
			far.end(text);
			await once(socket, 'close');
			intake.release();
		}
		expect(kept.map(String)).toEqual(['first', 'second', 'third']);
	});

	it('puts what comes in a row of a large file side by side in memory', async () => {
		const { intake, socket, far } = await connection();
		const pieces: Buffer[] = [];
		intake.attach((piece) => pieces.push(piece) > 0);
		// No small file any more.
		far.write(Buffer.alloc(64 * 1024, 'a'));
		while (socket.bytesRead < 64 * 1024) await new Promise(setImmediate);
		for (const text of ['one', 'two']) {
			const had = pieces.length;
			far.write(text);
			while (pieces.length === had) await new Promise(setImmediate);
		}
		const [one, two] = pieces.slice(-2);
		expect([one?.toString(), two?.toString()]).toEqual(['one', 'two']);
		expect(two?.buffer === one?.buffer).toBe(true);
		expect(two?.byteOffset).toBe((one?.byteOffset ?? 0) + 3);
		far.end();
		await once(socket, 'close');
	});
});
