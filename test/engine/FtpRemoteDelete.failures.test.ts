import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FtpRemoteDelete } from '../../nodes/FtpRemoteDelete/FtpRemoteDelete.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { addLines, loseReply, on, refuse, reply, silence } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const deletion = new FtpRemoteDelete();
let server: FtpServer;
let runs: FtpRun;

function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
const left = () => readdirSync(server.root, { recursive: true }).map(String).sort();
const paths = (...all: readonly unknown[]) =>
	itemsOf(...all.map((path) => ({ path: path as string })));
const perItem = locator('={{ $json.path }}');
const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const folder = (more: object) => ({ operation: 'folder', recursive: true, ...more });

beforeEach(async () => {
	server = await FtpServer.start();
	put('in/a', 'in/sub/b');
	runs = new FtpRun(deletion, credentialFor(server, { retries: 1 }));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('a failure of Delete', () => {
	it.each<[string, object, object]>([
		['a missing file', { path: locator('/in/none') }, { category: 'notFound', path: '/in/none' }],
		['a folder for a file', { path: locator('/in') }, { category: 'invalidInput', path: '/in' }],
		['a file for a folder', folder({ path: locator('/in/a') }), { category: 'invalidInput' }],
		['a missing folder', folder({ path: locator('/none') }), { category: 'notFound' }],
		['a full folder', folder({ path: locator('/in'), recursive: false }), { category: 'notEmpty' }],
		['the Root Folder', folder({ path: locator('/') }), { category: 'invalidInput', path: '/' }],
		['the way to the Root Folder', folder({ path: locator('in/..') }), { path: '/' }],
		['a way out', { path: locator('/in/../../x') }, { category: 'invalidInput' }],
		['an empty expression', { path: perItem }, { category: 'invalidInput' }],
		[
			'two commands in one',
			{ path: locator('/in/none\r\nDELE /in/a') },
			{ category: 'invalidInput' },
		],
		['no folder of many', { operation: 'many', folder: perItem }, { category: 'invalidInput' }],
		[
			'a filter that finds nothing',
			{
				operation: 'many',
				folder: locator('/in'),
				recursive: true,
				filters: { include: '={{ $json.none }}' },
			},
			{ category: 'invalidInput' },
		],
		[
			'a preview that finds nothing',
			{ path: locator('/in/a'), options: { preview: '={{ $json.none }}' } },
			{ category: 'invalidInput' },
		],
		[
			'an empty trash folder',
			{ path: locator('/in/a'), options: { trashFolder: perItem } },
			{
				category: 'invalidInput',
			},
		],
		[
			'the trash itself',
			{ path: locator('/in/a'), options: { trashFolder: locator('/in') } },
			{
				category: 'invalidInput',
			},
		],
	])('tells what to do about %s, and deletes nothing', async (_, parameters, expected) => {
		const run = await runs.run({ ...parameters });
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ context: { itemIndex: 0, ...expected } });
		expect(run.error?.description).toMatch(/\w.*\.$/s);
		expect(left()).toEqual(['in', 'in/a', 'in/sub', 'in/sub/b']);
	});

	it('by the guard tells what it was about to delete', async () => {
		const options = { maxDeletions: 3 };
		const run = await runs.run(folder({ path: locator('/in'), options }));
		expect(run.error).toMatchObject({
			context: {
				category: 'guard',
				data: {
					counts: { deletions: 4, files: 2, folders: 2, links: 0, maxDeletions: 3 },
					planned: expect.arrayContaining([{ path: '/in/sub/b', type: 'file' }]),
				},
			},
		});
		expect(left()).toHaveLength(4);
	});

	it('to read a folder wholly deletes nothing in it', async () => {
		server.script(on(['MLSD', 'LIST'], { path: '/in/sub' }, addLines('what is this')));
		const run = await runs.run(folder({ path: locator('/in') }));
		expect(run.error).toMatchObject({ context: { category: 'guard', stage: 'listing' } });
		const some = await runs.run({ operation: 'many', folder: locator('/in'), recursive: true });
		expect(some.hints(tested)).toEqual([
			expect.stringContaining('"what is this" in /in/sub'),
			expect.stringContaining('1 matching folder stays'),
		]);
		expect(left()).toEqual(['in', 'in/sub']);
	});

	it('to move to the trash never becomes a deletion', async () => {
		server.script(refuse('RNTO', 550));
		const options = { trashFolder: locator('/trash') };
		const run = await runs.run({ path: locator('/in/a'), options });
		expect(run.error).toMatchObject({ context: { category: 'permission' } });
		expect(left()).toContain('in/a');
	});

	it('of an item leaves the others alone under Continue', async () => {
		const run = await runs.run({ path: perItem }, paths('/in/none', '/in/a', null), {
			onError: 'continueRegularOutput',
		});
		expect(run.items(tested)).toEqual([
			{
				json: { error: expect.objectContaining({ category: 'notFound', path: '/in/none' }) },
				pairedItem: { item: 0 },
			},
			{ json: { path: '/in/a', type: 'file', deleted: true }, pairedItem: { item: 1 } },
			{ json: { error: expect.objectContaining({ path: null }) }, pairedItem: { item: 2 } },
		]);
	});

	it('goes to the error output, beside the items that went well', async () => {
		const run = await runs.run({ path: perItem }, paths('/in/none', '/in/a'), {
			onError: 'continueErrorOutput',
		});
		expect(run.json(tested, 0)).toEqual([{ path: '/in/a', type: 'file', deleted: true }]);
		expect(run.json(tested, 1)).toMatchObject([{ error: { path: '/in/none' } }]);
	});

	it('lets no later item begin', async () => {
		const one = new FtpRun(deletion, credentialFor(server, { maxConnections: 1 }));
		put(...Array.from({ length: 50 }, (_, i) => `many/f${i}`));
		const files = Array.from({ length: 50 }, (_, i) => `/many/f${i}`);
		const run = await one.run({ path: perItem }, paths('/in/none', ...files));
		expect(run.status).toBe('error');
		expect(readdirSync(join(server.root, 'many')).length).toBeGreaterThan(45);
	});
});

describe('Retry On Fail', () => {
	it('does not stumble over what the first try has deleted', async () => {
		put('in/c');
		server.script(on('DELE', { path: '/in/c', nth: 1 }, reply('550 Permission denied')));
		const run = await runs.run({ path: perItem }, paths('/in/a', '/in/sub/b', '/in/c'), retried);
		expect(run.status).toBe('success');
		expect(run.json(tested)).toEqual([
			{ path: '/in/a', type: 'file', deleted: true },
			{ path: '/in/sub/b', type: 'file', deleted: true },
			{ path: '/in/c', type: 'file', deleted: true },
		]);
		expect(server.commands('DELE').filter((line) => line.endsWith('/in/a'))).toHaveLength(2);
	});

	it('does not stumble over what was deleted when the answer was lost', async () => {
		const hasty = new FtpRun(deletion, credentialFor(server, { retries: 0 }));
		server.script(on('DELE', { path: '/in/a', nth: 1 }, loseReply()));
		const run = await hasty.run({ path: locator('/in/a') }, [{ json: {} }], retried);
		expect(run.json(tested)).toEqual([{ path: '/in/a', type: 'file', deleted: true }]);
	});

	it('fails for what was never there', async () => {
		const run = await runs.run({ path: locator('/in/none') }, [{ json: {} }], retried);
		expect(run.error).toMatchObject({ context: { category: 'notFound' } });
	});
});

it('a stopped execution ends within a second and deletes no more', async () => {
	server.script(on('DELE', { path: '/in/a' }, silence()));
	const running = await runs.start({ path: perItem }, paths('/in/a'), {
		onError: 'continueRegularOutput',
	});
	await server.until((seen) => seen.commands('DELE').length > 0);
	const stopped = Date.now();
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect(left()).toContain('in/a');
});
