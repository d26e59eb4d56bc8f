import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FtpRemoteList } from '../../nodes/FtpRemoteList/FtpRemoteList.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { loginsOf } from '../support/realServers/loginsOf';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const list = new FtpRemoteList();
const perItem = locator('={{ $json.path }}');
const paths = (...all: readonly string[]) => itemsOf(...all.map((path) => ({ path })));
/** Names that servers glob, split, cut or take for options. */
const odd = [
	'-rf',
	'[a]*?.txt',
	' leads and ends ',
	'a -> b',
	'ü ß 名',
	'semi;colon=1',
	'~',
	'%41',
];

afterAll(stopEngine);

describe.each(loginsOf())('List on $kind with TLS $tls', ({ kind, tls, login }) => {
	let server: RealServer;
	let runs: FtpRun;

	beforeAll(async () => {
		server = await startRealServer(kind, { tls });
		const at = (path: string) => join(server.root, path);
		await mkdir(at('in/sub/deep'), { recursive: true });
		await mkdir(at('empty'));
		await mkdir(at('odd'));
		await writeFile(at('in/a.csv'), 'a;b');
		await writeFile(at('in/.hidden'), 'h');
		await writeFile(at('in/sub/deep/c.csv'), 'c'.repeat(3000));
		await utimes(at('in/a.csv'), 0, Date.parse('2026-03-04T05:06:07Z') / 1000);
		await symlink('sub', at('in/way'));
		for (const name of odd) await writeFile(at(`odd/${name}`), name);
		await mkdir(at('wide'));
		for (let i = 0; i < 60; i++) await mkdir(at(`wide/f${i}`));
		await server.own();
		runs = new FtpRun(list, credentialFor(server, login(server)));
	});
	afterAll(async () => await server.stop());

	it('lists a folder with all below it', async () => {
		const run = await runs.run({ folder: locator('/in'), recursive: true, simple: false });
		expect(run.error).toBeUndefined();
		expect(run.json(tested)).toMatchObject([
			{ path: '/in/.hidden', type: 'file', size: 1 },
			{ path: '/in/a.csv', folder: '/in', type: 'file', size: 3 },
			{ path: '/in/sub', type: 'folder' },
			{ path: '/in/sub/deep', type: 'folder' },
			{ path: '/in/sub/deep/c.csv', type: 'file', size: 3000 },
			{ path: '/in/way', type: 'link' },
		]);
		expect(run.hints(tested)).toEqual([]);
	});

	it('tells times in UTC, as exactly as the server does', async () => {
		const run = await runs.run({ operation: 'getInfo', path: locator('/in/a.csv') });
		expect(run.json(tested)).toMatchObject([
			{ size: 3, modifiedAt: '2026-03-04T05:06:07.000Z', modifiedPrecision: 'second' },
		]);
	});

	it('shows every name as it is, and finds it again', async () => {
		const run = await runs.run({ folder: locator('/odd'), options: { sortBy: 'name' } });
		const found = run.json(tested).map(({ path }) => path as string);
		expect([...found].sort()).toEqual(odd.map((name) => `/odd/${name}`).sort());
		const parameters = { operation: 'exists', path: perItem };
		const again = await runs.run(parameters, paths(...found));
		expect(again.json(tested)).toEqual(found.map((path) => ({ path, exists: true, type: 'file' })));
	});

	it('tells an empty folder from one that is missing', async () => {
		const run = await runs.run({ folder: perItem }, paths('/empty', '/none'), {
			onError: 'continueRegularOutput',
		});
		expect(run.json(tested)).toMatchObject([{ error: { category: 'notFound', path: '/none' } }]);
	});

	it('follows links', async () => {
		const run = await runs.run({
			folder: locator('/in'),
			recursive: true,
			filters: { include: 'c.csv' },
			options: { followLinks: true },
		});
		expect(run.json(tested).map(({ path }) => path)).toEqual([
			'/in/sub/deep/c.csv',
			'/in/way/deep/c.csv',
		]);
	});

	it('keeps to a Root Folder', async () => {
		const below = new FtpRun(list, { ...runs.credential, rootFolder: '/in/sub' });
		const run = await below.run({ recursive: true });
		expect(run.json(tested).map(({ path }) => path)).toEqual(['/deep', '/deep/c.csv']);
	});

	it('lists many folders over few connections', async () => {
		const logins = async () => (await server.commands()).filter((line) => line === 'PASS').length;
		const before = await logins();
		const few = new FtpRun(list, { ...runs.credential, maxConnections: 3 });
		const run = await few.run({ folder: locator('/wide'), recursive: true });
		expect(run.items(tested)).toHaveLength(60);
		expect((await logins()) - before).toBeLessThanOrEqual(3);
	});

	it('tells what is wrong with a password', async () => {
		const wrong = new FtpRun(list, { ...runs.credential, password: 'wrong' });
		const run = await wrong.run({ folder: perItem }, paths('/in', '/in'));
		expect(run.error).toMatchObject({ context: { category: 'auth', ftpCode: 530 } });
	});
});
