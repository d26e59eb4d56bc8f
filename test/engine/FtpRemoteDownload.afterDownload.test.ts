import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FtpRemoteDownload } from '../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { dropBefore, firstDo, on, refuse } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const perItem = locator('={{ $json.path }}');
const many = { operation: 'many', folder: locator('/in'), recursive: true };
const toDone = { afterDownload: 'move', moveToFolder: locator('/done') };
const retrying = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const paths = (...all: readonly string[]) => itemsOf(...all.map((path) => ({ path })));
let server: FtpServer;
let download: FtpRun;

beforeEach(async () => {
	server = await FtpServer.start();
	download = new FtpRun(new FtpRemoteDownload(), credentialFor(server));
	mkdirSync(join(server.root, 'in/sub'), { recursive: true });
	for (const path of ['in/a.csv', 'in/b.csv', 'in/sub/c.csv']) put(path, path);
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

function put(path: string, content: string, seconds = 1_700_000_000): void {
	writeFileSync(join(server.root, path), content);
	utimesSync(join(server.root, path), seconds, seconds);
}
/** All files on the server. */
const left = () => readdirSync(server.root, { recursive: true }).map(String).filter(isFile).sort();
const isFile = (path: string) => path.includes('.csv');

it('deletes what has arrived', async () => {
	const run = await download.run({ ...many, options: { afterDownload: 'delete' } });
	expect(run.json(tested).map(({ afterDownload }) => afterDownload)).toEqual([
		...['deleted', 'deleted', 'deleted'],
	]);
	expect(String(await run.file(run.items(tested)[2]))).toBe('in/sub/c.csv');
	expect(left()).toEqual([]);
});

it('moves what has arrived to the same places below another folder, and overwrites nothing', async () => {
	mkdirSync(join(server.root, 'done'));
	put('done/a.csv', 'older');
	const run = await download.run({ ...many, options: toDone });
	const [first, , third] = run.json(tested);
	expect(third).toMatchObject({
		...{ path: '/in/sub/c.csv', afterDownload: 'moved', movedTo: '/done/sub/c.csv' },
	});
	expect(first?.movedTo).toMatch(/^\/done\/a\.\d{8}-\d{6}\.csv$/);
	expect(left()).toEqual([
		expect.stringMatching(/^done\/a\.\d{8}-\d{6}\.csv$/),
		...['done/a.csv', 'done/b.csv', 'done/sub/c.csv'],
	]);
});

it('does not take up again what it has moved to a folder in the folder', async () => {
	const options = { afterDownload: 'move', moveToFolder: locator('/in/done') };
	expect((await download.run({ ...many, options })).json(tested)).toHaveLength(3);
	expect((await download.run({ ...many, options })).json(tested)).toHaveLength(0);
	expect(left()).toEqual(['in/done/a.csv', 'in/done/b.csv', 'in/done/sub/c.csv']);
});

it('begins only when all items have arrived', async () => {
	const parameters = { path: perItem, options: { afterDownload: 'delete' } };
	const run = await download.run(parameters, paths('/in/a.csv', '/in/b.csv', '/in/sub/c.csv'));
	expect(run.json(tested)).toHaveLength(3);
	const order = server.commands().filter((line) => /^(RETR|DELE)/.test(line));
	expect(order.map((line) => line.slice(0, 4)).join(' ')).toBe('RETR RETR RETR DELE DELE DELE');
});

it('touches nothing if the node fails', async () => {
	const parameters = { path: perItem, options: { afterDownload: 'delete' } };
	const run = await download.run(parameters, paths('/in/a.csv', '/in/none', '/in/b.csv'));
	expect(run.status).toBe('error');
	expect(left()).toHaveLength(3);
});

it('deletes what has arrived beside failed items under Continue', async () => {
	const parameters = { path: perItem, options: { afterDownload: 'delete' } };
	const items = paths('/in/none', '/in/b.csv');
	const run = await download.run(parameters, items, { onError: 'continueErrorOutput' });
	expect(run.json(tested, 0)).toMatchObject([{ path: '/in/b.csv', afterDownload: 'deleted' }]);
	expect(run.json(tested, 1)).toMatchObject([{ error: { category: 'notFound' } }]);
	expect(left()).toEqual(['in/a.csv', 'in/sub/c.csv']);
});

it('leaves a file that changed after it was read, and says so', async () => {
	const change = firstDo(() => put('in/a.csv', 'another text', 1_700_000_100));
	// The second file is read after the first one.
	server.script(on('RETR', { path: '/in/b.csv' }, change));
	const one = new FtpRun(new FtpRemoteDownload(), { ...download.credential, maxConnections: 1 });
	const parameters = { path: perItem, options: { afterDownload: 'delete' } };
	const run = await one.run(parameters, paths('/in/a.csv', '/in/b.csv'));
	expect(run.json(tested)).toMatchObject([
		...[{ size: 8, afterDownload: 'failed' }, { afterDownload: 'deleted' }],
	]);
	expect(run.hints(tested).join()).toContain('/in/a.csv');
	expect(left()).toEqual(['in/a.csv', 'in/sub/c.csv']);
});

it('knows the exact time of a file where listings know minutes only', async () => {
	server.settings.off = ['MLSD', 'MLST'];
	const sameMinute = firstDo(() => put('in/a.csv', 'in/A.csv', 1_700_000_001));
	server.script(on('RETR', { path: '/in/b.csv' }, sameMinute));
	const one = new FtpRun(new FtpRemoteDownload(), { ...download.credential, maxConnections: 1 });
	const run = await one.run({ ...many, recursive: false, options: toDone });
	expect(run.json(tested)).toMatchObject([
		...[{ afterDownload: 'failed' }, { afterDownload: 'moved' }],
	]);
	expect(left()).toEqual(['done/b.csv', 'in/a.csv', 'in/sub/c.csv']);
});

it.each([
	['nothing was verified', {}, { verify: 'off' }, 'nothing proves'],
	['only the beginning was read', { operation: 'text' }, { maxTextBytes: 2 }, 'beginning'],
])('leaves the file where %s', async (_, more, options, hint) => {
	const parameters = { ...more, path: locator('/in/a.csv') };
	const run = await download.run({
		...parameters,
		options: { ...options, afterDownload: 'delete' },
	});
	expect(run.json(tested)).toMatchObject([{ afterDownload: 'failed' }]);
	expect(run.hints(tested)).toEqual([expect.stringContaining(hint)]);
	expect(left()).toHaveLength(3);
});

it('gives the file although the server refuses to delete it', async () => {
	server.script(refuse('DELE', 550));
	const options = { afterDownload: 'delete' };
	const run = await download.run({ path: locator('/in/a.csv'), options });
	expect(run.json(tested)).toMatchObject([{ bytes: 8, afterDownload: 'failed' }]);
	expect(run.hints(tested)).toHaveLength(1);
});

it('deletes a file once that two items have downloaded', async () => {
	const parameters = { path: perItem, options: { afterDownload: 'delete' } };
	const run = await download.run(parameters, paths('/in/a.csv', '/in/a.csv'));
	expect(run.json(tested)).toMatchObject([
		...[{ afterDownload: 'deleted' }, { afterDownload: 'deleted' }],
	]);
	expect(server.commands('DELE')).toHaveLength(1);
});

describe('with Retry On Fail', () => {
	const onError = 'continueRegularOutput';
	const parameters = { path: perItem, options: { afterDownload: 'delete' } };

	it('deletes nothing while n8n may run the node again and throw its output away', async () => {
		// The first try of the node fails for its first item only.
		server.script(on('RETR', { path: '/in/a.csv', times: 1 }, dropBefore()));
		const hasty = new FtpRun(new FtpRemoteDownload(), { ...download.credential, retries: 0 });
		const items = paths('/in/a.csv', '/in/b.csv');
		const run = await hasty.run(parameters, items, { ...retrying, onError });
		expect(run.json(tested)).toMatchObject([
			...[{ afterDownload: 'deleted' }, { afterDownload: 'deleted' }],
		]);
		expect(String(await run.file(run.items(tested)[1]))).toBe('in/b.csv');
	});

	it('deletes in the last try whatever its first item says', async () => {
		const run = await download.run(parameters, paths('/in/none', '/in/b.csv'), {
			...{ ...retrying, onError },
		});
		expect(run.json(tested)).toMatchObject([{ error: {} }, { afterDownload: 'deleted' }]);
		expect(existsSync(join(server.root, 'in/b.csv'))).toBe(false);
	});
});
