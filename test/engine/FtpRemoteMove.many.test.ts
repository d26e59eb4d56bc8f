import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteMove } from '../../nodes/FtpRemoteMove/FtpRemoteMove.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { filesBelow } from '../support/filesBelow';
import { addLines, on, refuse } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

let server: FtpServer;
let runs: FtpRun;

/** Files that hold their own first name. */
function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
const files = () => filesBelow(server.root);
const many = (more: IDataObject = {}) => ({
	operation: 'many',
	folder: locator('/in'),
	toFolder: locator('/archive'),
	...more,
});

beforeEach(async () => {
	server = await FtpServer.start();
	runs = new FtpRun(new FtpRemoteMove(), credentialFor(server, { retries: 1 }));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('Move Many', () => {
	it('moves what fits to the same places, one item each', async () => {
		put('in/a.csv', 'in/b.txt', 'in/sub/c.csv', 'in/.x.csv');
		const run = await runs.run(
			many({ recursive: true, filters: { include: '*.csv', includeHidden: false } }),
		);
		expect(run.json(tested)).toMatchObject([
			{ path: '/archive/a.csv', size: 8, originalPath: '/in/a.csv', moved: true },
			{ path: '/archive/sub/c.csv', originalPath: '/in/sub/c.csv', moved: true },
		]);
		expect(run.items(tested).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
		]);
		expect(files()).toEqual(['archive/a.csv', 'archive/sub/c.csv', 'in/.x.csv', 'in/b.txt']);
	});

	it('leaves what lies in the target, and names of our own making', async () => {
		put('in/a', 'in/done/old', 'in/done/sub/older', 'in/.a1b2c3d4.big.bin.part', 'in/sub/b');
		const inside = many({ toFolder: locator('/in/done'), recursive: true });
		await runs.run(inside);
		const expected = [
			'in/.a1b2c3d4.big.bin.part',
			'in/done/a',
			'in/done/old',
			'in/done/sub/b',
			'in/done/sub/older',
		];
		expect(files()).toEqual(expected);
		expect((await runs.run(inside)).json(tested)).toEqual([]);
		expect(files()).toEqual(expected);
	});

	it('leaves the folders in the folder where they are', async () => {
		put('in/a', 'in/sub/b');
		await runs.run(many());
		expect(files()).toEqual(['archive/a', 'in/sub/b']);
	});

	it('keeps both of equal names', async () => {
		put('in/a', 'in/sub/b', 'archive/a', 'archive/sub/b');
		const run = await runs.run(many({ recursive: true, ifExists: 'keepBoth' }));
		expect(run.json(tested).map(({ path }) => path)).toEqual([
			'/archive/a (1)',
			'/archive/sub/b (1)',
		]);
		expect(files()).toHaveLength(4);
	});

	it('skips a folder that is missing if that is fine', async () => {
		const run = await runs.run(many({ options: { ifMissing: 'skip' } }));
		expect(run.json(tested)).toEqual([{ path: '/in', skipped: true }]);
	});

	it('hints at lines of a listing that nobody understands', async () => {
		put('in/a');
		server.script(on('MLSD', { path: '/in' }, addLines('what is this')));
		const run = await runs.run(many());
		expect(run.json(tested)).toHaveLength(1);
		expect(run.hints(tested)).toEqual([expect.stringContaining('"what is this" in /in')]);
	});

	it('fails for one name that is taken, when all others are moved', async () => {
		put('in/a', 'in/b', 'in/c', 'archive/b');
		const run = await runs.run(many());
		expect(run.error).toMatchObject({
			context: {
				category: 'alreadyExists',
				path: '/in/b',
				data: { counts: { done: 2, failed: 1 }, failed: [{ path: '/in/b' }] },
			},
		});
		expect(files()).toEqual(['archive/a', 'archive/b', 'archive/c', 'in/b']);
	});

	it('hands on what was moved beside what failed under Continue', async () => {
		put('in/a', 'in/b', 'in/c', 'archive/b');
		const regular = await runs.run(many(), [{ json: {} }], { onError: 'continueRegularOutput' });
		expect(regular.json(tested)).toEqual([
			expect.objectContaining({ path: '/archive/a' }),
			{ error: expect.objectContaining({ category: 'alreadyExists', path: '/in/b' }) },
			expect.objectContaining({ path: '/archive/c' }),
		]);
		put('in/a', 'in/d');
		const split = await runs.run(many(), [{ json: {} }], { onError: 'continueErrorOutput' });
		expect(split.json(tested, 0)).toMatchObject([{ path: '/archive/d' }]);
		expect(split.json(tested, 1)).toMatchObject([
			{ error: { path: '/in/a' } },
			{ error: { path: '/in/b' } },
		]);
	});

	it('tells under Retry On Fail what both tries have moved', async () => {
		put('in/a', 'in/b');
		server.script(refuse('RNTO', 550, { path: '/archive/b', times: 2 }));
		const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const run = await runs.run(many(), [{ json: {} }], retried);
		expect(run.json(tested).map(({ path }) => path)).toEqual(['/archive/a', '/archive/b']);
		expect(files()).toEqual(['archive/a', 'archive/b']);
	});
});
