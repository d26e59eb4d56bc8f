import { text } from 'node:stream/consumers';
import { download, type DownloadTools } from '../../../nodes/FtpRemoteDownload/download';
import { readRequest } from '../../../nodes/FtpRemoteDownload/fields';
import { formOf } from '../../support/formOf';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { link } from '../../support/memory/treeLiteral';
import { testRun } from '../../support/memory/testRun';

const tree = {
	in: {
		'a.txt': 'A',
		'b.txt': 'B',
		'.a1b2c3d4.c.txt.part': 'half',
		'to a': link('a.txt'),
		sub: { 'd.txt': 'D' },
	},
};
let side: MemoryEndpoint;
beforeEach(() => (side = new MemoryEndpoint(tree)));

function ask(values: Record<string, unknown>, more: Partial<DownloadTools<string>> = {}) {
	const request = readRequest(
		formOf({ binaryPropertyName: 'data', returnAll: true, ...values }),
		0,
	);
	const run = testRun();
	const tools: DownloadTools<string> = {
		run,
		store: async (work) => await work(async (body, path) => `${path}: ${await text(body)}`),
		onFileFailure: 'throw',
		...more,
	};
	return download(side, request, tools);
}
const many = { operation: 'many', folder: '/in' };

it('keeps each file under its path', async () => {
	expect(await ask({ ...many, recursive: true })).toMatchObject([
		{ entry: { path: '/in/a.txt', size: 1 }, content: { file: '/in/a.txt: A' }, after: null },
		{ entry: { path: '/in/b.txt' }, folder: '/in' },
		{ entry: { path: '/in/sub/d.txt' }, folder: '/in', receipt: { verified: 'size' } },
	]);
});

it('takes neither half uploads nor links for files of a folder', async () => {
	const outcomes = await ask(many);
	expect(outcomes.map((one) => ('entry' in one ? one.entry.name : ''))).toEqual([
		...['a.txt', 'b.txt'],
	]);
});

it('asks nothing for each file that a listing has shown', async () => {
	await ask(many);
	expect(side.logged('find')).toEqual([]);
	expect(side.logged('list')).toEqual(['list /in']);
});

it('looks at nothing that it has moved away, in a folder below', async () => {
	const options = { afterDownload: 'move', moveToFolder: '/in/sub' };
	expect(await ask({ ...many, recursive: true, options })).toHaveLength(2);
});

it('reports how far it has come', async () => {
	const seen: unknown[] = [];
	const run = testRun({ progress: (progress) => seen.push(progress) });
	await ask(many, { run });
	expect(seen.at(-1)).toEqual({
		...{ task: 'Download /in', filesDone: 2, filesTotal: 2, bytesDone: 2, bytesTotal: 2 },
	});
});

describe('a file of many that fails', () => {
	beforeEach(() => side.faults.fail({ operation: 'read', path: '/in/a.txt' }));

	it('ends the item under Stop', async () => {
		await expect(ask(many)).rejects.toMatchObject({ category: 'connectionLost' });
	});

	it('is an outcome of its own under Continue', async () => {
		expect(await ask(many, { onFileFailure: 'report' })).toMatchObject([
			{ failure: { category: 'connectionLost' } },
			{ entry: { path: '/in/b.txt' } },
		]);
	});
});

it('skips a file that is gone since the folder was listed, where that is wanted', async () => {
	side.faults.intercept({ operation: 'read', path: '/in/a.txt' }, () => {
		side.tree.delete('/in/a.txt');
	});
	expect(await ask({ ...many, options: { ifMissing: 'skip' } })).toMatchObject([
		{ path: '/in/a.txt', skipped: true },
		{ entry: { path: '/in/b.txt' } },
	]);
});

it.each([
	[1, 'A', false],
	[2, 'A', false],
])('gives whole text of at most %i bytes', async (maxTextBytes, whole, truncated) => {
	const values = { operation: 'text', path: '/in/a.txt', options: { maxTextBytes } };
	expect(await ask(values)).toMatchObject([
		{ entry: { size: 1 }, content: { kind: 'text', text: whole, truncated } },
	]);
});
