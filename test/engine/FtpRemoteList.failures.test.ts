import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FtpRemoteList } from '../../nodes/FtpRemoteList/FtpRemoteList.node';
import { testCertificates } from '../support/certificates';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { on, reply, silence } from '../support/server/faults';
import { FtpServer } from '../support/server/FtpServer';

const list = new FtpRemoteList();
let server: FtpServer;
let runs: FtpRun;

function put(...paths: readonly string[]): void {
	for (const path of paths) {
		mkdirSync(join(server.root, dirname(path)), { recursive: true });
		writeFileSync(join(server.root, path), path);
	}
}
const paths = (...all: readonly unknown[]) =>
	itemsOf(...all.map((path) => ({ path: path as string })));
const perItem = locator('={{ $json.path }}');

beforeEach(async () => {
	server = await FtpServer.start();
	put('in/a.csv', 'in/b.txt', 'in/sub/c.csv');
	runs = new FtpRun(list, credentialFor(server));
});
afterEach(async () => await server.stop());
afterAll(stopEngine);

describe('a failure of List', () => {
	const untrusted = async () => ({
		tls: 'required' as const,
		certificate: (await testCertificates()).selfSigned,
	});

	it.each<[string, object, object, object]>([
		['a missing folder', { folder: locator('/none') }, {}, { category: 'notFound', ftpCode: 550 }],
		['a file', { folder: locator('/in/a.csv') }, {}, { category: 'notFound' }],
		['nothing to tell of', { operation: 'getInfo', path: locator('/x') }, {}, { path: '/x' }],
		['an empty expression', { folder: perItem }, {}, { category: 'invalidInput' }],
		[
			'an expression that cannot be parsed',
			{ folder: locator('={{ bogus( }}') },
			{},
			{ category: 'invalidInput' },
		],
		['a way out', { folder: locator('../') }, {}, { category: 'invalidInput' }],
		['a wrong password', {}, { password: 'wrong' }, { category: 'auth', ftpCode: 530 }],
		['a server that is gone', {}, { port: 1, retries: 0 }, { category: 'unreachable' }],
		['a host without a name', {}, { host: '' }, { category: 'invalidInput' }],
	])('tells what to do about %s', async (_, parameters, credential, expected) => {
		const run = await new FtpRun(list, { ...runs.credential, ...credential }).run({
			...parameters,
		});
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ context: { itemIndex: 0, ...expected } });
		expect(run.error?.message).toBe(run.error?.context?.message);
		expect(run.error?.description).toMatch(/\w.*\.$/s);
	});

	it('tells what to do about a certificate that nobody vouches for', async () => {
		Object.assign(server.settings, await untrusted());
		const run = await new FtpRun(list, credentialFor(server, { ssl: 'explicit' })).run({});
		expect(run.error).toMatchObject({ context: { category: 'certificate', stage: 'certificate' } });
		expect(server.commands('PASS')).toEqual([]);
	});

	it('is one item with one key under Continue, and the others go on', async () => {
		const run = await runs.run({ folder: perItem }, paths('/in/sub', '/none', null, '/in/sub'), {
			onError: 'continueRegularOutput',
		});
		expect(run.items(tested)).toEqual([
			expect.objectContaining({ pairedItem: { item: 0 } }),
			{
				json: {
					error: {
						message: expect.stringContaining('"/none"'),
						description: expect.any(String),
						category: 'notFound',
						retryable: false,
						ftpCode: 550,
						stage: 'listing',
						path: '/none',
						attempts: 1,
					},
				},
				pairedItem: { item: 1 },
			},
			{
				json: { error: expect.objectContaining({ category: 'invalidInput', path: null }) },
				pairedItem: { item: 2 },
			},
			expect.objectContaining({ pairedItem: { item: 3 } }),
		]);
	});

	it('goes to the error output, beside the items that went well', async () => {
		const run = await runs.run({ operation: 'getInfo', path: perItem }, paths('/x', '/in'), {
			onError: 'continueErrorOutput',
		});
		expect(run.json(tested, 0)).toMatchObject([{ path: '/in' }]);
		expect(run.json(tested, 1)).toMatchObject([{ error: { path: '/x' } }]);
	});

	it('of the password makes one login attempt for 1,000 items', async () => {
		const many = Array.from({ length: 1000 }, () => '/in');
		const wrong = new FtpRun(list, credentialFor(server, { password: 'wrong' }));
		const run = await wrong.run({ folder: perItem }, paths(...many), {
			onError: 'continueRegularOutput',
		});
		const categories = run
			.json(tested)
			.map(({ error }) => (error as { category: string }).category);
		expect(categories).toEqual(many.map(() => 'auth'));
		expect(server.stats.loginsAttempted).toBe(1);
	});

	it('that passes is healed by Retry On Fail', async () => {
		const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		server.script(on('CWD', { path: '/in', nth: 1 }, reply('550 Permission denied')));
		const run = await runs.run({ folder: locator('/in') }, [{ json: {} }], retried);
		expect(run.status).toBe('success');
		expect(run.items(tested)).toHaveLength(3);
	});
});

describe('connections of List', () => {
	it('are never more than Max Connections, however many workflows list', async () => {
		const folders = Array.from({ length: 30 }, (_, i) => `/many/f${i}`);
		put(...folders.map((folder) => `${folder}/x`));
		const few = new FtpRun(list, credentialFor(server, { maxConnections: 3 }));
		const both = await Promise.all(
			[0, 1].map(async () => await few.run({ folder: perItem }, paths(...folders))),
		);
		expect(both.map((run) => run.items(tested).length)).toEqual([30, 30]);
		expect(server.stats.peak).toBe(3);
		expect(server.stats.loginsAttempted).toBe(3);
	});

	it('end within a second when the execution is stopped, even under Continue', async () => {
		server.script(on('MLSD', silence()));
		const running = await runs.start({ folder: locator('/in') }, [{ json: {} }], {
			onError: 'continueRegularOutput',
		});
		await server.until(({ commands }) => commands.call(server, 'MLSD').length > 0);
		const stopped = Date.now();
		running.cancel();
		expect((await running.finished).status).toBe('canceled');
		expect(Date.now() - stopped).toBeLessThan(1000);
	});
});
