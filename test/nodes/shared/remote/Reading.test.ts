import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cutData, dataFault, on, refuse, reply } from '../../../support/server/faults';
import { withRemote } from './withRemote';

/** An answer to MLST for a link of five bytes. ProFTPD 1.3.8 calls it a file. */
const mlst = (type: string) =>
	`250-Start of list for /link\r\n modify=20260304050607;size=5;type=${type}; /link\r\n250 End of list`;
const cut = on('RETR', { times: 1 }, cutData(1000));

describe('a file that is read through a link', () => {
	it.each([
		['called a link', 'OS.unix=symlink', 3000, []],
		['called a link, in two pieces', 'OS.unix=symlink', 3000, [cut]],
		['called a file', 'file', 3000, []],
		['called a file, in two pieces', 'file', 3000, [cut]],
		['called a file, shorter than the text of the link', 'file', 3, []],
	])('is not held against the size of the link: %s', async (_, type, length, faults) => {
		await withRemote({}, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a.txt'), 'x'.repeat(length));
			symlinkSync('a.txt', join(server.root, 'link'));
			server.script(on('MLST', reply(mlst(type))), ...faults);
			const read = await endpoint.read('/link', text, { verify: 'size' });
			expect(read.result).toHaveLength(length);
			expect(read.receipt).toMatchObject({ bytes: length, verified: 'size' });
			expect(read.entry).toMatchObject({ size: length, modifiedAt: null });
		});
	});
});

const abc = 'abcdefghij'.repeat(20_000);
const sizeless = ['SIZE', 'MDTM', 'MLST', 'MLSD', 'LIST', 'NLST'];

describe('a download that was cut, from a server that says 350 to REST and begins at the first byte', () => {
	it.each([
		['and the size is known', 'size', []],
		['and nothing is to be verified', 'off', []],
		['and no size can be had', 'size', sizeless],
	] as const)('gives the right bytes: %s', async (_, verify, off) => {
		await withRemote({ server: { off } }, async ({ server, endpoint }) => {
			writeFileSync(join(server.root, 'a'), abc);
			server.script(
				on('RETR', { times: 1 }, cutData(100_000)),
				on('REST', reply('350 Restarting')),
				refuse('STAT', 502),
			);
			const { result } = await endpoint.read('/a', text, { verify });
			expect(result === abc).toBe(true);
		});
	});
});

it.each([
	['nothing', on('MLST', reply('250 ok'))],
	['a refusal of the question', on('MLST', reply('550 Permission denied'))],
	['another refusal', on('MLST', reply('451 Not now'))],
])('is held against the listed size where the question for it gives %s', async (_, rule) => {
	await withRemote({ settings: { retries: 1 } }, async ({ server, endpoint }) => {
		writeFileSync(join(server.root, 'a'), abc);
		server.script(rule, on('RETR', { nth: 1 }, cutData(100_000, { reply: '226 Done' })));
		const { result, receipt } = await endpoint.read('/a', text, { verify: 'size' });
		expect(result === abc).toBe(true);
		expect(receipt).toMatchObject({ verified: 'size', attempts: 2 });
	});
});

it('is not whole after a reset where no size can be had, whatever the reply says', async () => {
	await withRemote({ server: { off: sizeless } }, async ({ server, endpoint }) => {
		writeFileSync(join(server.root, 'a'), abc);
		const lie = cutData(100_000, { ending: 'reset', reply: '226 Done' });
		server.script(on('RETR', { times: 1 }, lie), refuse('STAT', 502));
		const { result, receipt } = await endpoint.read('/a', text, { verify: 'size' });
		expect(result === abc).toBe(true);
		expect(receipt).toMatchObject({ attempts: 2 });
	});
});

it('is not asked to go on again by a server that was seen to ignore REST', async () => {
	await withRemote({}, async ({ server, endpoint }) => {
		writeFileSync(join(server.root, 'a'), abc);
		const broken = [1, 3].map((nth) => on('RETR', { nth }, cutData(100_000)));
		server.script(...broken, on('REST', reply('350 Restarting')));
		const { result } = await endpoint.read('/a', text, { verify: 'size' });
		expect(result === abc).toBe(true);
		expect(server.commands('REST')).toHaveLength(1);
	});
});

it.each([
	['with MLST', []],
	['with SIZE and MDTM', ['MLST', 'MLSD']],
])('never mixes two versions of a file that changed after a cut: %s', async (_, off) => {
	await withRemote({ server: { off } }, async ({ server, endpoint }) => {
		const path = join(server.root, 'a');
		writeFileSync(path, abc);
		utimesSync(path, 1_700_000_000, 1_700_000_000);
		const next = abc.toUpperCase();
		const change = () => {
			writeFileSync(path, next);
			utimesSync(path, 1_700_000_060, 1_700_000_060);
		};
		// By the time that anybody asks again it is another file of the same size.
		const whenPassed = { bytes: 100_000, run: change };
		server.script(on('RETR', { nth: 1 }, cutData(100_000), dataFault({ whenPassed })));
		const { result, receipt } = await endpoint.read('/a', text, { verify: 'size' });
		expect(result === next).toBe(true);
		expect(receipt).toMatchObject({ attempts: 3, resumedFrom: null });
	});
});

it('goes on with REST after a cut where nothing is to be verified, held against the size', async () => {
	await withRemote({}, async ({ server, endpoint }) => {
		writeFileSync(join(server.root, 'a'), abc);
		server.script(on('RETR', { times: 1 }, cutData(100_000)));
		const { result, receipt } = await endpoint.read('/a', text, { verify: 'off' });
		expect(receipt).toMatchObject({ resumedFrom: 100_000, attempts: 2, verified: 'none' });
		expect(result === abc).toBe(true);
	});
});

it('needs no second try where the server resets the connection behind the last byte and says 226', async () => {
	await withRemote({}, async ({ server, endpoint }) => {
		writeFileSync(join(server.root, 'a'), abc);
		server.script(on('RETR', dataFault({ ending: 'reset', reply: '226 Done' })));
		const { result, receipt } = await endpoint.read('/a', text, { verify: 'size' });
		expect(result === abc).toBe(true);
		expect(receipt).toMatchObject({ attempts: 1, verified: 'size' });
	});
});
