import { appendFileSync, chmodSync, mkdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WriteOptions } from '../../../../nodes/shared/model/Endpoint';
import { parseOwnName } from '../../../../nodes/shared/model/ownNames';
import { nameOf } from '../../../../nodes/shared/model/RemotePath';
import { bytesOf, textOf } from '../../../support/memory/bytesOf';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { pinningAccess, plainAccess } from '../../../support/local/plainAccess';

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const atomic: WriteOptions = { mode: 'atomic', verify: 'size' };

describe.each([
	['without pinned folders', plainAccess],
	['with pinned folders', pinningAccess],
])('a local folder %s', (_, access) => {
	let world: LocalWorld;
	beforeEach(() => (world = new LocalWorld(() => access())));
	afterEach(() => world.remove());

	describe('reading', () => {
		it('gives all bytes and their hash', async () => {
			const content = Buffer.alloc(1_500_000, 'abc');
			world.put('/a.bin', content);
			const { receipt, result, entry } = await world.endpoint.read('/a.bin', textOf, {
				verify: 'size',
			});
			expect(result.length).toBe(1_500_000);
			expect(receipt).toMatchObject({
				bytes: 1_500_000,
				sha256: sha256(content),
				verified: 'size',
			});
			expect(entry).toMatchObject({ size: 1_500_000, modifiedPrecision: 'second' });
		});

		it('gives a part of the bytes', async () => {
			world.put('/a.txt', '0123456789');
			const part = { verify: 'off', offset: 2, maxBytes: 5 } as const;
			const { result, receipt } = await world.endpoint.read('/a.txt', textOf, part);
			expect(result).toBe('23456');
			expect(receipt).toMatchObject({ bytes: 5, sha256: null, verified: 'none' });
		});

		it('refuses a file that is not what was listed', async () => {
			world.put('/a.txt', 'old');
			const [entry] = (await world.endpoint.list('/')).entries;
			utimesSync(world.at('/a.txt'), 1_700_000_000, 1_700_000_000);
			const reading = world.endpoint.read('/a.txt', textOf, { verify: 'size', expected: entry });
			await expect(reading).rejects.toMatchObject({ category: 'integrity' });
		});

		it('does not end the stream of a file that grows meanwhile', async () => {
			world.put('/a.log', Buffer.alloc(600_000));
			let ended = false;
			const consume = async (body: Readable) => {
				body.once('data', () => appendFileSync(world.at('/a.log'), 'more'));
				await pipeline(body, new PassThrough().resume());
				ended = true;
			};
			const reading = world.endpoint.read('/a.log', consume, { verify: 'size' });
			await expect(reading).rejects.toMatchObject({ category: 'integrity' });
			expect(ended).toBe(false);
		});

		it('survives a consumer that gives up', async () => {
			world.put('/a.bin', Buffer.alloc(2_000_000));
			const consume = async (body: Readable) => {
				for await (const _piece of body) return 'enough';
				return 'nothing';
			};
			const { result, receipt } = await world.endpoint.read('/a.bin', consume, { verify: 'size' });
			expect(result).toBe('enough');
			expect(receipt).toMatchObject({ sha256: null, verified: 'none' });
		});

		it.each([
			['a missing file', '/none', 'notFound'],
			['a folder', '/folder', 'permission'],
			['a link', '/link', 'permission'],
		])('refuses %s', async (_title, path, category) => {
			mkdirSync(world.at('/folder'));
			world.put('/a.txt');
			symlinkSync('a.txt', world.at('/link'));
			const reading = world.endpoint.read(path, textOf, { verify: 'size' });
			await expect(reading).rejects.toMatchObject({ category, path, stage: 'local' });
		});
	});

	describe('writing', () => {
		it('puts the file in its place with its time, and leaves nothing else', async () => {
			const modifiedAt = '2026-01-02T03:04:05.000Z';
			const announced: string[] = [];
			const receipt = await world.endpoint.write('/a.txt', bytesOf('new'), {
				...atomic,
				modifiedAt,
				onTemporary: async (path) => {
					announced.push(path);
					expect(await world.names()).toEqual([]);
				},
			});
			expect(receipt).toMatchObject({ bytes: 3, sha256: sha256('new'), verified: 'size' });
			expect(await world.names()).toEqual(['a.txt']);
			expect(statSync(world.at('/a.txt')).mtime.toISOString()).toBe(modifiedAt);
			expect(announced.map((path) => parseOwnName(nameOf(path)))).toEqual([
				{ kind: 'part', name: 'a.txt' },
			]);
		});

		it('takes the place of a file and keeps its permissions', async () => {
			world.put('/a.txt', 'old');
			chmodSync(world.at('/a.txt'), 0o600);
			const expected = await world.endpoint.find('/a.txt');
			await world.endpoint.write('/a.txt', bytesOf('new'), {
				...atomic,
				expected: expected ?? 'absent',
			});
			expect(await world.text('/a.txt')).toBe('new');
			expect(statSync(world.at('/a.txt')).mode & 0o777).toBe(0o600);
		});

		it('keeps names of 255 bytes', async () => {
			const name = `${'ä'.repeat(125)}.txt1`;
			await world.endpoint.write(`/${name}`, bytesOf('x'), atomic);
			expect(await world.names()).toEqual([name]);
		});

		it.each([
			['appeared', 'absent', undefined],
			['changed', { type: 'file', size: 3, modifiedAt: null, modifiedPrecision: 'none' }, 'other'],
			['vanished', { type: 'file', size: 3, modifiedAt: null, modifiedPrecision: 'none' }, null],
		] as const)('leaves a target alone that has %s meanwhile', async (what, expected, content) => {
			if (content !== null) world.put('/a.txt', content ?? what);
			const before = await world.names();
			const writing = world.endpoint.write('/a.txt', bytesOf('new'), { ...atomic, expected });
			await expect(writing).rejects.toMatchObject({ category: 'guard', data: { stale: true } });
			expect(await world.names()).toEqual(before);
			if (content !== null) expect(await world.text('/a.txt')).toBe(content ?? what);
		});

		it.each([
			['its source breaks', new Error('cut'), 'permission'],
			['the disk is full', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'quota'],
		])('keeps the old file when %s', async (_title, error, category) => {
			world.put('/a.txt', 'old');
			const open = async () =>
				Readable.from(
					(function* () {
						yield Buffer.from('ne');
						throw error;
					})(),
				);
			const writing = world.endpoint.write('/a.txt', { size: 3, open }, atomic);
			await expect(writing).rejects.toMatchObject({ category });
			expect(await world.names()).toEqual(['a.txt']);
			expect(await world.text('/a.txt')).toBe('old');
		});

		it('keeps the old file when fewer bytes came than announced', async () => {
			world.put('/a.txt', 'old');
			const source = { ...bytesOf('ne'), size: 3 };
			const writing = world.endpoint.write('/a.txt', source, atomic);
			await expect(writing).rejects.toMatchObject({ category: 'integrity' });
			expect(await world.names()).toEqual(['a.txt']);
			expect(await world.text('/a.txt')).toBe('old');
		});

		it.each([
			['a folder', '/folder', 'alreadyExists'],
			['a link', '/link', 'permission'],
			['a name in a missing folder', '/none/a.txt', 'notFound'],
			['a name behind a link', '/away/a.txt', 'permission'],
			['a name that is too long', `/${'x'.repeat(256)}`, 'invalidInput'],
		])('refuses %s', async (_title, path, category) => {
			mkdirSync(world.at('/folder'));
			world.put('/a.txt', 'old');
			symlinkSync('a.txt', world.at('/link'));
			symlinkSync('folder', world.at('/away'));
			const before = await world.names();
			const writing = world.endpoint.write(path, bytesOf('new'), atomic);
			await expect(writing).rejects.toMatchObject({ category });
			expect(await world.names()).toEqual(before);
			expect(await world.text('/a.txt')).toBe('old');
		});

		it('writes directly and appends', async () => {
			const direct = { mode: 'direct', verify: 'size', expected: 'absent' } as const;
			await world.endpoint.write('/a.txt', bytesOf('one'), direct);
			await expect(world.endpoint.write('/a.txt', bytesOf('two'), direct)).rejects.toMatchObject({
				category: 'guard',
			});
			await world.endpoint.write('/a.txt', bytesOf('+two'), { mode: 'append', verify: 'size' });
			expect(await world.text('/a.txt')).toBe('one+two');
			await world.endpoint.write('/a.txt', bytesOf('x'), { mode: 'direct', verify: 'size' });
			expect(await world.text('/a.txt')).toBe('x');
		});

		it('keeps an empty file', async () => {
			expect(await world.endpoint.write('/a.txt', bytesOf(''), atomic)).toMatchObject({
				bytes: 0,
				verified: 'size',
			});
			expect(statSync(world.at('/a.txt')).size).toBe(0);
		});
	});
});
