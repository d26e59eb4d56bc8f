import type { UploadRequest } from '../../../nodes/FtpRemoteUpload/fields';
import type { UploadOptions } from '../../../nodes/FtpRemoteUpload/optionsField';
import { upload, type UploadTools } from '../../../nodes/FtpRemoteUpload/upload';
import { FolderMaker } from '../../../nodes/shared/files/FolderMaker';
import type { IfExists } from '../../../nodes/shared/files/ifExists';
import { bufferSource } from '../../../nodes/shared/n8n/binarySource';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { memoryError } from '../../support/memory/memoryError';
import { dump } from '../../support/memory/treeLiteral';
import { testRun } from '../../support/memory/testRun';

const usual: UploadOptions = {
	...{ writeMode: 'atomic', createMissingFolders: true, modifiedAt: null, permissions: null },
	...{ doneFile: null, verify: 'size', includeInputFields: false, keepBinary: true },
};
let side: MemoryEndpoint;
beforeEach(() => (side = new MemoryEndpoint({ out: {} })));

const request = (
	files: ReadonlyArray<readonly [path: string, content: string]>,
	options: Partial<UploadOptions> = {},
	ifExists: IfExists = 'overwrite',
): UploadRequest => ({
	operation: 'file',
	files: files.map(([path, content]) => ({
		path,
		source: async () => bufferSource(Buffer.from(content)),
	})),
	ifExists,
	options: { ...usual, ...options },
});

function tools(more: Partial<UploadTools> = {}): UploadTools & { run: ReturnType<typeof testRun> } {
	const run = testRun();
	const folders = new FolderMaker(side);
	return { folders, written: new Map(), onFileFailure: 'throw', ...more, run };
}

it('writes a file into a folder that is there with one call', async () => {
	const outcomes = await upload(side, request([['/out/a', 'A']]), tools());
	expect(outcomes).toMatchObject([{ entry: { path: '/out/a', size: 1 }, receipt: { bytes: 1 } }]);
	expect(side.log).toEqual(['write /out/a atomic']);
});

it('knows the time of a file that was to carry one, where the server can', async () => {
	const modifiedAt = '2020-01-02T03:04:05.000Z';
	const wanted = request([['/out/a', 'A']], { modifiedAt });
	expect(await upload(side, wanted, tools())).toMatchObject([
		{ entry: { modifiedAt, modifiedPrecision: 'second' } },
	]);
	side = new MemoryEndpoint({ out: {} }, { keepsModified: false });
	expect(await upload(side, wanted, tools())).toMatchObject([{ entry: { modifiedAt: null } }]);
});

it('asks for the size of the whole after an append, and can do without', async () => {
	side = new MemoryEndpoint({ out: { a: 'old' } });
	const wanted = request([['/out/a', 'A']], {}, 'append');
	expect(await upload(side, wanted, tools())).toMatchObject([
		{ entry: { size: 4 }, receipt: { bytes: 1 } },
	]);
	side.faults.fail({ operation: 'find' });
	expect(await upload(side, wanted, tools())).toMatchObject([{ entry: { size: null } }]);
});

it('makes folders in each of the two ways', async () => {
	const path = '/x/y';
	const create = (createMissingFolders: boolean) =>
		upload(
			side,
			{ operation: 'createFolder', path, options: { ...usual, createMissingFolders } },
			tools(),
		);
	await expect(create(false)).rejects.toMatchObject({ category: 'notFound' });
	expect(await create(true)).toMatchObject([{ entry: { path, type: 'folder' }, receipt: null }]);
	expect(await create(false)).toMatchObject([{ entry: { path } }]);
});

describe('a marker', () => {
	const wanted = request([['/out/a', 'A']], { doneFile: '.done' });

	it('comes last, and not at all when the file failed', async () => {
		side.faults.fail({ operation: 'write', nth: 1 });
		await expect(upload(side, wanted, tools())).rejects.toMatchObject({
			category: 'connectionLost',
		});
		expect(dump(side.tree)).toEqual({ out: {} });
		await upload(side, wanted, tools());
		expect(dump(side.tree)).toEqual({ out: { a: 'A', 'a.done': '' } });
	});

	it('comes with no file that was skipped', async () => {
		side = new MemoryEndpoint({ out: { a: 'old' } });
		const skipping = request([['/out/a', 'A']], { doneFile: '.done' }, 'skip');
		expect(await upload(side, skipping, tools())).toEqual([{ path: '/out/a', skipped: true }]);
		expect(dump(side.tree)).toEqual({ out: { a: 'old' } });
	});
});

describe('when n8n runs the node again', () => {
	it('does nothing again that was done', async () => {
		const used = tools();
		const wanted = request([['/out/a', 'A']], { doneFile: '.done' }, 'append');
		const first = await upload(side, wanted, used);
		side.log.length = 0;
		expect(await upload(side, wanted, used)).toEqual(first);
		expect(side.log).toEqual([]);
	});

	it('writes only the marker when that had failed', async () => {
		const used = tools();
		side.faults.fail({ operation: 'write', path: '/out/a.done', nth: 1 });
		const wanted = request([['/out/a', 'A']], { doneFile: '.done' }, 'fail');
		await expect(upload(side, wanted, used)).rejects.toThrow();
		side.log.length = 0;
		expect(await upload(side, wanted, used)).toMatchObject([{ entry: { path: '/out/a' } }]);
		expect(side.log).toEqual(['write /out/a.done direct']);
	});
});

describe('several files of an item', () => {
	const three = request([
		['/out/a', '1'],
		['/out/b', '2'],
		['/out/a', '3'],
	]);

	it('that share a name are written in their order, with a hint', async () => {
		const used = tools();
		expect(await upload(side, three, used)).toHaveLength(3);
		expect(dump(side.tree)).toEqual({ out: { a: '3', b: '2' } });
		expect(used.run.hints).toEqual([expect.stringContaining('/out/a')]);
	});

	it('fail each on its own where that is reported, and together where not', async () => {
		const error = memoryError('quota', '/out/a');
		side.faults.fail({ operation: 'write', path: '/out/a', nth: 1 }, { error });
		expect(await upload(side, three, tools({ onFileFailure: 'report' }))).toMatchObject([
			{ failure: { category: 'quota' } },
			{ entry: { path: '/out/b' } },
			{ entry: { path: '/out/a' } },
		]);
		side.faults.fail({ operation: 'write', path: '/out/b' }, { error });
		await expect(upload(side, three, tools())).rejects.toMatchObject({ category: 'quota' });
	});
});
