import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FtpRemoteDownload } from '../../nodes/FtpRemoteDownload/FtpRemoteDownload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { loginsOf } from '../support/realServers/loginsOf';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const download = new FtpRemoteDownload();
const perItem = locator('={{ $json.path }}');
const paths = (...all: readonly string[]) => itemsOf(...all.map((path) => ({ path })));
const big = randomBytes(20_000_000);
/** Names that servers glob, split, cut or take for options. */
const odd = ['-rf', '[a]*?.txt', ' leads and ends ', 'a -> b', 'ü ß 名', 'semi;colon=1', '~'];

afterAll(stopEngine);

describe.each(loginsOf())('Download from $kind with TLS $tls', ({ kind, tls, login }) => {
	let server: RealServer;
	let runs: FtpRun;
	const at = (path: string) => join(server.root, path);

	beforeAll(async () => {
		// vsftpd and ProFTPD then refuse data connections that do not resume the control connection's session.
		const requireReuse = tls !== 'none' && kind !== 'pureftpd';
		server = await startRealServer(kind, requireReuse ? { tls, requireReuse } : { tls });
		for (const folder of ['in', 'odd', 'many', 'gone/sub']) {
			await mkdir(at(folder), { recursive: true });
		}
		await writeFile(at('in/a.csv'), 'a;b');
		await utimes(at('in/a.csv'), 0, Date.parse('2026-03-04T05:06:07Z') / 1000);
		await symlink('a.csv', at('in/way'));
		await writeFile(at('in/empty'), '');
		await writeFile(at('in/big.bin'), big);
		for (const name of odd) await writeFile(at(`odd/${name}`), name);
		for (let i = 0; i < 300; i++) await writeFile(at(`many/${i}.txt`), `content of ${i}`);
		for (const path of ['gone/a', 'gone/b', 'gone/sub/c']) await writeFile(at(path), path);
		await server.own();
		runs = new FtpRun(download, credentialFor(server, login(server)));
	});
	afterAll(async () => await server.stop());

	it('gives a file with its entry and receipt', async () => {
		const run = await runs.run({ path: locator('/in/a.csv') });
		expect(run.error).toBeUndefined();
		expect(run.json(tested)).toMatchObject([
			{
				...{ path: '/in/a.csv', size: 3, bytes: 3, verified: 'size', attempts: 1 },
				...{ modifiedAt: '2026-03-04T05:06:07.000Z', modifiedPrecision: 'second' },
			},
		]);
		expect(String(await run.file(run.items(tested)[0]))).toBe('a;b');
	});

	it('gives a large file in its every byte', async () => {
		const run = await runs.run({ path: locator('/in/big.bin') });
		const sha256 = createHash('sha256').update(big).digest('hex');
		expect(run.json(tested)).toMatchObject([{ bytes: big.length, sha256 }]);
		expect((await run.file(run.items(tested)[0])).equals(big)).toBe(true);
	});

	it('gives empty files, links to files, and names that servers stumble over', async () => {
		const all = ['/in/empty', '/in/way', ...odd.map((name) => `/odd/${name}`)];
		const run = await runs.run({ path: perItem }, paths(...all));
		expect(run.error).toBeUndefined();
		const contents = run.items(tested).map(async (item) => String(await run.file(item)));
		expect(await Promise.all(contents)).toEqual(['', 'a;b', ...odd]);
	});

	it('gives a folder of many small files over all connections', async () => {
		const run = await runs.run({ operation: 'many', folder: locator('/many') });
		expect(run.error).toBeUndefined();
		expect(run.json(tested).map(({ name }) => name)).toEqual(
			Array.from({ length: 300 }, (_, i) => `${i}.txt`),
		);
		expect(String(await run.file(run.items(tested)[299]))).toBe('content of 299');
		expect(run.hints(tested)).toEqual([]);
	});

	it('gives the beginning of a large text, and goes on working', async () => {
		const options = { maxTextBytes: 5, encoding: 'latin1' };
		const path = locator('/in/big.bin');
		for (let time = 0; time < 3; time++) {
			const run = await runs.run({ operation: 'text', path, options });
			expect(run.json(tested)).toMatchObject([
				{ size: big.length, text: big.toString('latin1', 0, 5), truncated: true },
			]);
		}
		const whole = await runs.run({ operation: 'text', path: locator('/in/a.csv') });
		expect(whole.json(tested)).toMatchObject([{ text: 'a;b', truncated: false }]);
	});

	it.each([
		['/in/none', 'notFound'],
		['/none/a', 'notFound'],
		['/in', 'invalidInput'],
	])('says what is wrong with %s', async (path, category) => {
		const run = await runs.run({ path: locator(path) });
		expect(run.error).toMatchObject({ context: { category } });
	});

	it('deletes and moves what has arrived', async () => {
		const moving = { afterDownload: 'move', moveToFolder: locator('/gone/done') };
		const many = { operation: 'many', folder: locator('/gone'), recursive: true };
		const moved = await runs.run({ ...many, options: moving });
		expect(moved.json(tested).map(({ movedTo }) => movedTo)).toEqual([
			...['/gone/done/a', '/gone/done/b', '/gone/done/sub/c'],
		]);
		const deleted = await runs.run({ ...many, options: { afterDownload: 'delete' } });
		expect(deleted.json(tested).map(({ afterDownload }) => afterDownload)).toEqual([
			...['deleted', 'deleted', 'deleted'],
		]);
		expect(existsSync(at('gone/done/sub/c'))).toBe(false);
	});
});

// The other two write a command into their log when it has ended.
describe.each(['vsftpd'] as const)('A slow download from %s', (kind) => {
	it('stops within a second, and leaves a healthy pool', async () => {
		const server = await startRealServer(kind, { tls: 'explicit', bytesPerSecond: 100_000 });
		try {
			await writeFile(join(server.root, 'big.bin'), big);
			await writeFile(join(server.root, 'small'), 'x');
			await server.own();
			const { caPem, serverName } = server;
			const secure = { ssl: 'explicit', caCertificates: caPem, serverName };
			const runs = new FtpRun(download, credentialFor(server, secure));
			const running = await runs.start({ path: perItem }, paths('/big.bin', '/big.bin'));
			while (!(await server.log()).includes('RETR')) await setTimeout(5);
			const stopped = Date.now();
			running.cancel();
			expect((await running.finished).status).toBe('canceled');
			expect(Date.now() - stopped).toBeLessThan(1000);
			expect((await runs.run({ path: locator('/small') })).status).toBe('success');
		} finally {
			await server.stop();
		}
	});
});
