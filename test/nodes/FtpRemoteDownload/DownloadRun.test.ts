import { text } from 'node:stream/consumers';
import { DownloadRun } from '../../../nodes/FtpRemoteDownload/DownloadRun';
import { readRequest } from '../../../nodes/FtpRemoteDownload/fields';
import { formOf } from '../../support/formOf';
import { MemoryEndpoint } from '../../support/MemoryEndpoint';
import { memoryError } from '../../support/memory/memoryError';
import { dump } from '../../support/memory/treeLiteral';
import { testRun } from '../../support/memory/testRun';

const options = { afterDownload: 'move', moveToFolder: '/done' };

function begin(side: MemoryEndpoint, mayRunAgain = false) {
	const run = testRun();
	const downloads = new DownloadRun<string>(
		{
			run,
			store: async (work) => await work(async (body) => await text(body)),
			onFileFailure: 'report',
		},
		mayRunAgain,
	);
	const ask = async (index: number, values: object) =>
		await downloads.download(
			side,
			readRequest(formOf({ binaryPropertyName: 'data', returnAll: true, options, ...values }), 0),
			index,
		);
	return { run, downloads, ask };
}

it('gives a name that is taken the time of the run', async () => {
	const side = new MemoryEndpoint({ in: { 'a.csv': 'new' }, done: { 'a.csv': 'old' } });
	const { downloads, ask } = begin(side);
	const result = await downloads.finish(side, await ask(0, { path: '/in/a.csv' }));
	expect(result.outcomes).toMatchObject([
		{ after: { did: 'moved', to: '/done/a.20260131-120000.csv' } },
	]);
	expect(dump(side.tree)).toEqual({
		in: {},
		done: { 'a.csv': 'old', 'a.20260131-120000.csv': 'new' },
	});
});

it('keeps the order of folders in what it moves, and leaves skipped and failed files alone', async () => {
	const side = new MemoryEndpoint({ in: { 'a.csv': 'A', sub: { 'b.csv': 'B' } } });
	side.faults.fail({ operation: 'read', path: '/in/a.csv' });
	const { downloads, ask } = begin(side);
	const many = { operation: 'many', folder: '/in', recursive: true };
	const result = await downloads.finish(side, await ask(0, many));
	expect(result.outcomes).toMatchObject([
		{ failure: { category: 'connectionLost' } },
		{ entry: { path: '/in/sub/b.csv' }, after: { did: 'moved', to: '/done/sub/b.csv' } },
	]);
	expect(dump(side.tree)).toEqual({
		in: { 'a.csv': 'A', sub: {} },
		done: { sub: { 'b.csv': 'B' } },
	});
});

it('calls a file that stays a failure of the second phase, with a hint', async () => {
	const side = new MemoryEndpoint({ in: { 'a.csv': 'A' } }, { readOnly: true });
	const { run, downloads, ask } = begin(side);
	const result = await downloads.finish(side, await ask(0, { path: '/in/a.csv' }));
	expect(result.outcomes).toMatchObject([{ after: { did: 'failed' } }]);
	expect(run.hints).toEqual([expect.stringMatching(/^\/in\/a\.csv was not moved/)]);
});

it('lets a stop end the second phase', async () => {
	const side = new MemoryEndpoint({ in: { 'a.csv': 'A' } });
	const { downloads, ask } = begin(side);
	const result = await ask(0, { path: '/in/a.csv' });
	const error = memoryError('cancelled', '/in/a.csv');
	side.faults.fail({ operation: 'move' }, { error });
	await expect(downloads.finish(side, result)).rejects.toBe(error);
});

describe('while n8n may run the node again', () => {
	const side = () => new MemoryEndpoint({ in: { 'a.csv': 'A' }, empty: {} });
	const file = { path: '/in/a.csv' };
	const none = { operation: 'many', folder: '/empty' };

	it.each([
		['the first item is a file', [file, file], 1, 'moved'],
		['the first item with output is a file', [none, file], 1, 'moved'],
		['a later item failed', [file, null], 0, 'moved'],
		['the first item failed', [null, file], 1, null],
		['the first item with output failed', [none, null, file], 2, null],
	])('it depends on the first item whether files go: %s', async (_, items, at, did) => {
		const endpoint = side();
		const { downloads, ask } = begin(endpoint, true);
		const results = await Promise.all(
			items.map(async (values, index) => (values ? await ask(index, values) : null)),
		);
		const result = results[at];
		if (!result) throw new Error('The test asks for an item that failed');
		const { outcomes } = await downloads.finish(endpoint, result);
		expect(outcomes).toMatchObject([{ after: did === null ? null : { did } }]);
	});
});
