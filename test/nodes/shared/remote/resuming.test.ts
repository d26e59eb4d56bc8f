import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ByteSource } from '../../../../nodes/shared/model/Endpoint';
import { bytesOf } from '../../../support/memory/bytesOf';
import {
	cutControl,
	cutData,
	firstDo,
	on,
	refuse,
	reply,
	runButReply,
	type Fault,
} from '../../../support/server/faults';
import { untilClosed } from '../../../support/server/data/untilClosed';
import { withRemote, type Lent } from './withRemote';

const bytes = Buffer.from(Uint8Array.from({ length: 1_700_000 }, (_byte, index) => index & 255));
const atomic = { mode: 'atomic', verify: 'size' } as const;
const append = { mode: 'append', verify: 'size' } as const;
/** A source that stands still behind `count` bytes when it is read for the first time. */
function stallingSource(count: number): ByteSource {
	let opened = 0;
	async function* from(offset: number) {
		yield bytes.subarray(offset, count);
		if (opened === 1) await new Promise(() => undefined);
		yield bytes.subarray(Math.max(offset, count));
	}
	return {
		size: bytes.length,
		open: async (offset) => {
			opened++;
			return await Promise.resolve(Readable.from(from(offset)));
		},
	};
}

const whole = (server: Lent['server']) => readFileSync(join(server.root, 'a')).equals(bytes);

describe('an upload that was cut', () => {
	it('goes on where two answers a second apart agree on what is there', async () => {
		const pauses: number[] = [];
		const sleep = async (ms: number) => await Promise.resolve(void pauses.push(ms));
		await withRemote({ run: { sleep } }, async ({ server, endpoint }) => {
			server.script(on('STOR', { nth: 1 }, cutData(1_200_000)));
			const receipt = await endpoint.write('/a', bytesOf(bytes), atomic);
			expect(receipt.resumedFrom).toBeGreaterThan(1024 * 1024);
			expect(pauses).toContain(1000);
			expect(whole(server)).toBe(true);
		});
	});

	it('begins anew under a new name where what is there still grows', async () => {
		let lent: Lent | null = null;
		// The server goes on writing what it had received while we wait.
		const sleep = async (ms: number) => {
			const root = lent?.server.root;
			if (root === undefined || ms !== 1000) return;
			const part = readdirSync(root).find((name) => name.endsWith('.part'));
			if (part !== undefined) appendFileSync(join(root, part), 'late');
			await Promise.resolve();
		};
		await withRemote({ run: { sleep } }, async (one) => {
			lent = one;
			one.server.script(on('STOR', { nth: 1 }, cutData(1_200_000)));
			const receipt = await one.endpoint.write('/a', bytesOf(bytes), atomic);
			expect(receipt).toMatchObject({ resumedFrom: null, attempts: 2 });
			expect(new Set(one.server.commands('STOR')).size).toBe(2);
			expect(whole(one.server)).toBe(true);
			expect(readdirSync(one.server.root)).toEqual(['a']);
		});
	});

	it('begins anew under a new name where the server does not answer, since an older session still locks the file', async () => {
		const stored = new Set<string>();
		const locks: Fault = {
			around: async ({ session, path }, run) => {
				if (stored.has(path)) return await untilClosed(session);
				stored.add(path);
				await run();
			},
		};
		await withRemote({ settings: { timeoutMs: 1000 } }, async ({ server, endpoint }) => {
			server.script(on('STOR', locks), on('STOR', { nth: 1 }, cutData(1_200_000)));
			const receipt = await endpoint.write('/a', bytesOf(bytes), atomic);
			expect(receipt).toMatchObject({ resumedFrom: null, attempts: 3 });
			expect(stored.size).toBe(2);
			expect(whole(server)).toBe(true);
			expect(readdirSync(server.root)).toEqual(['a']);
		});
	});

	it('begins anew in the same try where the server refuses REST', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on('STOR', { nth: 1 }, cutData(1_200_000)), refuse('REST', 502));
			const receipt = await endpoint.write('/a', bytesOf(bytes), atomic);
			expect(receipt).toMatchObject({ resumedFrom: null, attempts: 2 });
			expect(whole(server)).toBe(true);
			expect(readdirSync(server.root)).toEqual(['a']);
		});
	});

	it('begins anew where the server shows more than was sent: it makes files of their size at once', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			const full = reply(`213 ${bytes.length}`);
			server.script(on('STOR', { nth: 1 }, cutData(1_100_000)), on('SIZE', full));
			const receipt = await endpoint.write('/a', stallingSource(1_200_000), atomic);
			expect(receipt).toMatchObject({ resumedFrom: null, attempts: 2 });
			expect(whole(server)).toBe(true);
		});
	});

	it('begins anew where no more than 1 MiB is there', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on('STOR', { nth: 1 }, cutData(1_000_000)));
			const receipt = await endpoint.write('/a', bytesOf(bytes), atomic);
			expect(receipt).toMatchObject({ resumedFrom: null, attempts: 2 });
			expect(server.commands('REST')).toEqual([]);
			expect(whole(server)).toBe(true);
		});
	});
});

/** The server takes the offset and begins at the first byte all the same. */
const restIgnored = on('REST', reply('350 Restarting'));

it.each(['size', 'off'] as const)(
	'a cut upload is never published with a hole by a server that ignores REST (verify %s)',
	async (verify) => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on('STOR', { nth: 1 }, cutData(1_200_000)), restIgnored);
			const receipt = await endpoint.write('/a', bytesOf(bytes), { mode: 'atomic', verify });
			expect(receipt).toMatchObject({ resumedFrom: null, attempts: 3 });
			expect(whole(server)).toBe(true);
			expect(readdirSync(server.root)).toEqual(['a']);
		});
	},
);

describe('a cut append', () => {
	it('adds nothing twice where the server is still at work on what it had received', async () => {
		const pauses: number[] = [];
		const sleep = async (ms: number) => await Promise.resolve(void pauses.push(ms));
		await withRemote({ run: { sleep } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			// The first look after the cut sees less than will be there.
			server.script(
				on('APPE', { nth: 1 }, cutControl(900_000)),
				on('SIZE', { nth: 2 }, runButReply('213 800003')),
			);
			const receipt = await endpoint.write('/a', bytesOf(bytes), append);
			expect(receipt).toMatchObject({ resumedFrom: 900_000, attempts: 2, bytes: bytes.length });
			expect(pauses).toContain(1000);
			expect(readFileSync(join(server.root, 'a')).subarray(3).equals(bytes)).toBe(true);
		});
	});

	it('adds nothing twice where the server does not tell the size any more', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			const looks = ['SIZE', 'MLST', 'MDTM', 'CWD', 'MLSD', 'LIST'];
			const noMore = firstDo(() => server.script(on(looks, reply('450 Busy'))));
			server.script(on('APPE', { nth: 1 }, noMore, cutData(900_000)));
			await expect(endpoint.write('/a', bytesOf(bytes), append)).rejects.toMatchObject({
				category: 'dataChannel',
				attempts: 4,
			});
			expect(server.commands('APPE')).toHaveLength(1);
		});
	});

	it('goes on in a file that was not there before', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			server.script(on('APPE', { nth: 1 }, cutControl(900_000)));
			const receipt = await endpoint.write('/a', bytesOf(bytes), append);
			expect(receipt).toMatchObject({ resumedFrom: 900_000, attempts: 2, verified: 'size' });
			expect(whole(server)).toBe(true);
		});
	});

	it.each([
		['shorter than before', 1],
		['longer than it can be', 5_000_000],
	])('is given up where the file is %s: somebody else writes to it', async (_, size) => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			const other = firstDo(() => server.script(on('SIZE', reply(`213 ${size}`))));
			server.script(on('APPE', { nth: 1 }, other, cutControl(900_000)));
			await expect(endpoint.write('/a', bytesOf(bytes), append)).rejects.toMatchObject({
				category: 'integrity',
			});
			expect(server.commands('APPE')).toHaveLength(1);
		});
	});

	it('is given up where what is there never comes to rest', async () => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			let size = 900_003;
			const grows: Fault = {
				around: ({ session }) => session.reply(`213 ${(size += 10)}`),
			};
			server.script(
				on('APPE', { nth: 1 }, cutControl(900_000)),
				on('SIZE', { nth: 1 }, reply('213 3')),
				on('SIZE', grows),
			);
			await expect(endpoint.write('/a', bytesOf(bytes), append)).rejects.toMatchObject({
				category: 'integrity',
			});
			expect(server.commands('APPE')).toHaveLength(1);
		});
	});
});

describe('an append to a server that tells no sizes', () => {
	it('is tried once only', async () => {
		const off = ['SIZE', 'MLST', 'MLSD', 'LIST', 'NLST'];
		await withRemote({ server: { off } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), 'old');
			server.script(on('APPE', { nth: 1 }, cutData(100_000)), refuse('STAT', 502));
			await expect(endpoint.write('/a', bytesOf(bytes), append)).rejects.toMatchObject({
				category: 'dataChannel',
			});
			expect(server.commands('APPE')).toHaveLength(1);
		});
	});
});
