import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { FtpRemoteMove } from '../../nodes/FtpRemoteMove/FtpRemoteMove.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import {
	loseReply,
	on,
	refuse,
	refuseOverExisting,
	reply,
	silence,
} from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const move = new FtpRemoteMove();
let server: FtpServer;
let runs: FtpRun;

function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
const left = () => readdirSync(server.root, { recursive: true }).map(String).sort();
const content = (path: string) => readFileSync(join(server.root, path), 'utf8');
const one = (from: string, to: string, more: IDataObject = {}) => ({
	fromPath: locator(from),
	toPath: locator(to),
	...more,
});
const perItem = { fromPath: locator('={{ $json.from }}'), toPath: locator('={{ $json.to }}') };
const pairs = (...all: ReadonlyArray<readonly [unknown, unknown]>) =>
	itemsOf(...all.map(([from, to]) => ({ from, to }) as IDataObject));
const nothing = locator('={{ $json.none }}');
const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const rename = (newName: string) => ({ operation: 'rename', path: locator('/in/a'), newName });
const many = (more: IDataObject) => ({
	operation: 'many',
	folder: locator('/in'),
	toFolder: locator('/archive'),
	recursive: true,
	...more,
});

beforeEach(async () => {
	server = await FtpServer.start();
	put('in/a', 'in/sub/b', 'out/a');
	runs = new FtpRun(move, credentialFor(server, { retries: 1 }));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

const before = ['in', 'in/a', 'in/sub', 'in/sub/b', 'out', 'out/a'];

describe('a failure of Move', () => {
	it.each<[string, IDataObject, object]>([
		['a missing file', one('/in/none', '/x/none'), { category: 'notFound', path: '/in/none' }],
		['a taken name', one('/in/a', '/out/a'), { category: 'alreadyExists', path: '/in/a' }],
		[
			'a folder in the way',
			{ ...rename('sub'), ifExists: 'overwrite' },
			{ category: 'alreadyExists', path: '/in/a' },
		],
		[
			'a file in the way of a folder',
			one('/in/sub', '/out/a', { ifExists: 'overwrite' }),
			{ category: 'alreadyExists', path: '/in/sub' },
		],
		[
			'a file where a folder should be',
			one('/in/sub', '/out/a/', { ifExists: 'skip' }),
			{ category: 'alreadyExists', path: '/out/a' },
		],
		['a folder into itself', one('/in', '/in/sub/'), { category: 'invalidInput', path: '/in' }],
		['the Root Folder', one('/', '/x'), { category: 'invalidInput', path: '/' }],
		['the way to the Root Folder', one('/in/..', '/x/'), { category: 'invalidInput' }],
		['a way out', one('/in/a', '/../../x'), { category: 'invalidInput' }],
		['a new name that is a way', rename('../a'), { category: 'invalidInput' }],
		['no new name', rename('={{ $json.none }}'), { category: 'invalidInput' }],
		['no source', { ...one('', '/x'), fromPath: nothing }, { category: 'invalidInput' }],
		['no target', { ...one('/in/a', ''), toPath: nothing }, { category: 'invalidInput' }],
		['two commands in one', one('/in/a', '/x\r\nDELE /in/a'), { category: 'invalidInput' }],
		['no folder of many', many({ folder: nothing }), { category: 'invalidInput' }],
		['no target of many', many({ toFolder: nothing }), { category: 'invalidInput' }],
		[
			'a filter that finds nothing',
			many({ filters: { include: '={{ $json.none }}' } }),
			{ category: 'invalidInput' },
		],
		['a missing folder', many({ folder: locator('/none') }), { category: 'notFound' }],
	])('tells what to do about %s, and changes nothing', async (_, parameters, expected) => {
		const run = await runs.run(parameters);
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ context: { itemIndex: 0, ...expected } });
		expect(run.error?.description).toMatch(/\w.*\.$/s);
		expect(left()).toEqual(before);
	});

	it('leaves no folder behind that was made for nothing', async () => {
		server.script(refuse('RNTO', 550));
		const run = await runs.run(one('/in/a', '/new/sub/a'));
		expect(run.error).toMatchObject({ context: { category: 'permission', path: '/in/a' } });
		expect(left()).toEqual(before);
	});

	it('to overwrite leaves both files as they were', async () => {
		server.script(on('RNTO', refuseOverExisting()), on('RNTO', { nth: 3 }, reply('550 Never')));
		const run = await runs.run(one('/in/a', '/out/a', { ifExists: 'overwrite' }));
		expect(run.status).toBe('error');
		expect(left()).toEqual(before);
		expect(content('out/a')).toBe('out/a');
	});

	it('of an item leaves the others alone under Continue', async () => {
		put('in/c');
		const steps = pairs(['/in/none', '/x/'], ['/in/c', '/x/'], [null, '/x/']);
		const run = await runs.run(perItem, steps, { onError: 'continueRegularOutput' });
		expect(run.items(tested)).toEqual([
			{
				json: { error: expect.objectContaining({ category: 'notFound', path: '/in/none' }) },
				pairedItem: { item: 0 },
			},
			{ json: expect.objectContaining({ path: '/x/c', moved: true }), pairedItem: { item: 1 } },
			{
				json: { error: expect.objectContaining({ category: 'invalidInput', path: null }) },
				pairedItem: { item: 2 },
			},
		]);
	});

	it('keeps the next item from what was not cleared for it', async () => {
		server.script(refuse('RNTO', 550, { path: '/old' }));
		const steps = pairs(['/out/a', '/old'], ['/in/a', '/out/a']);
		const run = await runs.run({ ...perItem, ifExists: 'overwrite' }, steps);
		expect(run.error).toMatchObject({ context: { itemIndex: 0, category: 'permission' } });
		expect(content('out/a')).toBe('out/a');
		expect(left()).toEqual(before);
	});
});

describe('a lost answer to a rename', () => {
	it('is asked for, and the rename is not sent again', async () => {
		server.script(on('RNTO', { nth: 1 }, loseReply()));
		const run = await runs.run(one('/in/a', '/new'));
		expect(run.json(tested)).toMatchObject([{ path: '/new', size: 4, moved: true }]);
		expect(server.commands('RNTO')).toEqual(['RNTO /new']);
	});

	it('does not make Retry On Fail work on another file', async () => {
		const hasty = new FtpRun(move, credentialFor(server, { retries: 0 }));
		server.script(on('RNTO', { path: '/out/a (1)', nth: 1 }, loseReply()));
		const keeping = one('/in/a', '/out/a', { ifExists: 'keepBoth' });
		const run = await hasty.run(keeping, [{ json: {} }], retried);
		expect(run.json(tested)).toMatchObject([{ path: '/out/a (1)', originalPath: '/in/a' }]);
	});
});

describe('Retry On Fail', () => {
	it('does not stumble over what the first try has moved', async () => {
		put('in/c', 'x/old');
		server.script(refuse('RNTO', 550, { path: '/x/c', times: 2 }));
		const steps = pairs(['/in/a', '/x/'], ['/in/sub', '/x/'], ['/in/c', '/x/']);
		const run = await runs.run(perItem, steps, retried);
		expect(run.json(tested)).toMatchObject([
			{ path: '/x/a', moved: true },
			{ path: '/x/sub', moved: true },
			{ path: '/x/c', moved: true },
		]);
		expect(server.commands('RNTO').filter((line) => line.endsWith('/x/a'))).toHaveLength(1);
	});

	it('fails for what was never there', async () => {
		const run = await runs.run(one('/in/none', '/x'), [{ json: {} }], retried);
		expect(run.error).toMatchObject({ context: { category: 'notFound' } });
	});
});

it('a stopped execution ends within a second and moves no more', async () => {
	server.script(on('RNTO', silence()));
	const running = await runs.start(one('/in/a', '/new'), [{ json: {} }], {
		onError: 'continueRegularOutput',
	});
	await server.until((seen) => seen.commands('RNTO').length > 0);
	const stopped = Date.now();
	running.cancel();
	expect((await running.finished).status).toBe('canceled');
	expect(Date.now() - stopped).toBeLessThan(1000);
	expect(left()).toEqual(before);
});
