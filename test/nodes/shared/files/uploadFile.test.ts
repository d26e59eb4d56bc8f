import { createHash } from 'node:crypto';
import { FolderMaker } from '../../../../nodes/shared/files/FolderMaker';
import { uploadFile, type UploadRequest } from '../../../../nodes/shared/files/uploadFile';
import { MemoryEndpoint } from '../../../support/MemoryEndpoint';
import { bytesOf } from '../../../support/memory/bytesOf';
import { testRun } from '../../../support/memory/testRun';
import { dump } from '../../../support/memory/treeLiteral';

const request: UploadRequest = {
	path: '/a.txt',
	source: bytesOf('new'),
	ifExists: 'overwrite',
	writeMode: 'atomic',
	verify: 'size',
	createMissingFolders: true,
	modifiedAt: null,
	permissions: null,
};
const upload = (side: MemoryEndpoint, change: Partial<UploadRequest> = {}) =>
	uploadFile(side, { ...request, ...change }, new FolderMaker(side), testRun());

describe('uploadFile', () => {
	it('overwrites in one call, without looking first', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old' });
		expect(await upload(side)).toMatchObject({
			path: '/a.txt',
			receipt: { bytes: 3, verified: 'size' },
		});
		expect(side.log).toEqual(['write /a.txt atomic']);
	});

	it('skips a file that is there', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old' });
		expect(await upload(side, { ifExists: 'skip' })).toEqual({ path: '/a.txt', skipped: true });
		expect(dump(side.tree)).toEqual({ 'a.txt': 'old' });
	});

	it('fails for a file that is there', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old' });
		await expect(upload(side, { ifExists: 'fail' })).rejects.toMatchObject({
			category: 'alreadyExists',
			message: '/a.txt exists already',
		});
	});

	it('keeps both under a number', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old', 'a (1).txt': 'older' });
		expect(await upload(side, { ifExists: 'keepBoth' })).toMatchObject({ path: '/a (2).txt' });
		expect(dump(side.tree)).toEqual({ 'a.txt': 'old', 'a (1).txt': 'older', 'a (2).txt': 'new' });
	});

	it.each([
		['fail', 'rejected'],
		['skip', 'skipped'],
		['keepBoth', 'a (1).txt'],
	] as const)(
		'does not overwrite what somebody else put there meanwhile (%s)',
		async (ifExists, outcome) => {
			const side = new MemoryEndpoint();
			side.faults.intercept({ operation: 'write', nth: 1 }, () =>
				side.tree.put('/a.txt', 'theirs'),
			);
			const result = await upload(side, { ifExists }).catch((error: unknown) => error);
			expect(dump(side.tree)).toMatchObject({ 'a.txt': 'theirs' });
			if (outcome === 'rejected') expect(result).toMatchObject({ category: 'alreadyExists' });
			else if (outcome === 'skipped') expect(result).toMatchObject({ skipped: true });
			else expect(result).toMatchObject({ path: `/${outcome}` });
		},
	);

	it.each([
		['skips the same content', 'new', true],
		['overwrites other content of equal size', 'old', false],
	])('overwriteIfDifferent %s', async (_, there, skipped) => {
		const side = new MemoryEndpoint({ 'a.txt': there }, { hashes: ['sha1', 'sha256'] });
		expect(await upload(side, { ifExists: 'overwriteIfDifferent' })).toMatchObject({ skipped });
		expect(dump(side.tree)).toEqual({ 'a.txt': 'new' });
		expect(side.logged('hash')).toEqual(['hash /a.txt sha256']);
	});

	it('reads a young file, as its server may still give the hash of what was there before', async () => {
		const side = new MemoryEndpoint({}, { hashes: ['sha256'] });
		const now = testRun().now();
		side.hash = async () => createHash('sha256').update('new').digest('hex');
		for (const [there, skipped] of [['old', false] as const, ['new', true] as const]) {
			side.tree.put('/a.txt', there, now - 1000);
			expect(await upload(side, { ifExists: 'overwriteIfDifferent' })).toMatchObject({ skipped });
			expect(dump(side.tree)).toEqual({ 'a.txt': 'new' });
		}
	});

	it('overwrites when the server, asked for a hash, gives none', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'new' }, { hashes: ['sha256'] });
		side.hash = async () => null;
		expect(await upload(side, { ifExists: 'overwriteIfDifferent' })).toMatchObject({
			skipped: false,
		});
	});

	it('appends', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old ' });
		await upload(side, { ifExists: 'append' });
		expect(dump(side.tree)).toEqual({ 'a.txt': 'old new' });
	});

	it('makes missing folders, or not', async () => {
		const side = new MemoryEndpoint();
		await expect(
			upload(side, { path: '/x/y/a', createMissingFolders: false }),
		).rejects.toMatchObject({
			category: 'notFound',
		});
		await upload(side, { path: '/x/y/a' });
		expect(dump(side.tree)).toEqual({ x: { y: { a: 'new' } } });
	});

	it('hands time and permissions to the server', async () => {
		const side = new MemoryEndpoint();
		await upload(side, { modifiedAt: '2020-01-01T00:00:00Z', permissions: '640' });
		expect(await side.find('/a.txt')).toMatchObject({
			modifiedAt: '2020-01-01T00:00:00.000Z',
			permissions: '640',
		});
	});
});
