import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { INodeExecutionData } from 'n8n-workflow';
import { FtpRemoteUpload } from '../../nodes/FtpRemoteUpload/FtpRemoteUpload.node';
import { credentialFor, FtpRun, tested } from '../support/engine/ftpRun';
import { locator } from '../support/engine/searchList';
import { stopEngine } from '../support/engine/stopEngine';
import { itemsOf } from '../support/engine/workflowOf';
import { filesBelow } from '../support/filesBelow';
import { loginsOf } from '../support/realServers/loginsOf';
import { startRealServer, type RealServer } from '../support/realServers/startRealServer';

const upload = new FtpRemoteUpload();
const text = { operation: 'text', fileContent: '={{ $json.text }}', fileName: '={{ $json.name }}' };
const named = (...names: readonly string[]) =>
	itemsOf(...names.map((name) => ({ name, text: name })));
const big = randomBytes(12_000_000);
/** Names that servers glob, split, cut or take for options. Pure-FTPd itself makes `_` of a blank at the end. */
const odd = ['-rf', '[a]*?.txt', ' leads', 'a -> b', 'ü ß 名', 'semi;colon=1', '~', '%41'];

function fileItem(fileName: string, content: Buffer): INodeExecutionData {
	const data = content.toString('base64');
	return { json: {}, binary: { data: { data, mimeType: 'text/plain', fileName } } };
}

afterAll(stopEngine);

describe.each(loginsOf())('Upload to $kind with TLS $tls', ({ kind, tls, login }) => {
	let server: RealServer;
	let runs: FtpRun;
	const at = (path: string) => join(server.root, path);
	const files = (folder: string) => filesBelow(at(folder));

	beforeAll(async () => {
		// vsftpd and ProFTPD then refuse data connections that do not resume the control connection's session.
		const requireReuse = tls !== 'none' && kind !== 'pureftpd';
		server = await startRealServer(kind, requireReuse ? { tls, requireReuse } : { tls });
		await mkdir(at('rules'));
		await server.own();
		runs = new FtpRun(upload, credentialFor(server, login(server)));
	});
	afterAll(async () => await server.stop());

	it('writes a large file in its every byte, into folders that it makes', async () => {
		const run = await runs.run({ folder: locator('/new/deep') }, [fileItem('big.bin', big)]);
		expect(run.error).toBeUndefined();
		const sha256 = createHash('sha256').update(big).digest('hex');
		expect(run.json(tested)).toMatchObject([
			{ path: '/new/deep/big.bin', size: big.length, sha256, verified: 'size', attempts: 1 },
		]);
		expect((await readFile(at('new/deep/big.bin'))).equals(big)).toBe(true);
		expect(files('new')).toEqual(['deep/big.bin']);
	});

	it('replaces it by another one, and by an empty one', async () => {
		const folder = locator('/new/deep');
		for (const content of [Buffer.from('short'), Buffer.alloc(0)]) {
			const run = await runs.run({ folder }, [fileItem('big.bin', content)]);
			expect(run.json(tested)).toMatchObject([{ size: content.length, verified: 'size' }]);
			expect((await readFile(at('new/deep/big.bin'))).equals(content)).toBe(true);
		}
	});

	it('gives files names that servers stumble over, again and again', async () => {
		for (let time = 0; time < 2; time++) {
			const run = await runs.run({ ...text, folder: locator('/odd [x] ü') }, named(...odd));
			expect(run.error).toBeUndefined();
			expect(run.json(tested).map(({ name }) => name)).toEqual(odd);
		}
		expect(files('odd [x] ü')).toEqual([...odd].sort());
		for (const name of odd) expect(readFileSync(at(`odd [x] ü/${name}`), 'utf8')).toBe(name);
	});

	it('writes many small files over all connections', async () => {
		const names = Array.from({ length: 300 }, (_, index) => `${index}.txt`);
		const run = await runs.run({ ...text, folder: locator('/many') }, named(...names));
		expect(run.error).toBeUndefined();
		expect(run.json(tested).map(({ name }) => name)).toEqual(names);
		expect(files('many')).toEqual([...names].sort());
		expect(readFileSync(at('many/299.txt'), 'utf8')).toBe('299.txt');
		expect(run.hints(tested)).toEqual([]);
	});

	it('gives a file its time and permissions, and writes its marker', async () => {
		const options = {
			...{ keepModified: '2020-01-02T03:04:05Z', permissions: '640', doneFile: '.done' },
		};
		const run = await runs.run({ ...text, folder: locator('/kept'), options }, named('a'));
		expect(run.hints(tested)).toEqual([]);
		expect(run.json(tested)).toMatchObject([{ modifiedAt: '2020-01-02T03:04:05.000Z' }]);
		const { mtime, mode } = statSync(at('kept/a'));
		expect([mtime.toISOString(), (mode & 0o777).toString(8)]).toEqual([
			...['2020-01-02T03:04:05.000Z', '640'],
		]);
		expect(files('kept')).toEqual(['a', 'a.done']);
	});

	it.each([
		['skip', ['a.txt'], 'old', { skipped: true }],
		['keepBoth', ['a (1).txt', 'a.txt'], 'old', { path: '/rules/a (1).txt' }],
		['append', ['a.txt'], 'olda.txt', { size: 8, bytes: 5 }],
		['overwriteIfDifferent', ['a.txt'], 'a.txt', { bytes: 5 }],
		['overwrite', ['a.txt'], 'a.txt', { bytes: 5 }],
	])('does what %s says', async (ifExists, there, content, json) => {
		for (const path of files('rules')) await writeFile(at(`rules/${path}`), 'old');
		await writeFile(at('rules/a.txt'), 'old');
		await server.own();
		const parameters = { ...text, folder: locator('/rules'), ifExists };
		const run = await runs.run(parameters, named('a.txt'));
		expect(run.error).toBeUndefined();
		expect(run.json(tested)).toMatchObject([json]);
		expect(readFileSync(at('rules/a.txt'), 'utf8')).toBe(content);
		expect(files('rules')).toEqual(expect.arrayContaining(there));
	});

	it('overwriteIfDifferent sees what differs, also within one second and in equal size', async () => {
		const folder = locator('/quick');
		const run = async (content: string) => {
			const items = [fileItem('a.txt', Buffer.from(content))];
			return (await runs.run({ folder, ifExists: 'overwriteIfDifferent' }, items)).json(tested);
		};
		for (const content of ['one', 'two', 'one', 'two', 'one']) {
			expect(await run(content)).toMatchObject([{ bytes: 3 }]);
			expect(readFileSync(at('quick/a.txt'), 'utf8')).toBe(content);
		}
	});

	it('fails on a file that exists where that is wanted', async () => {
		const parameters = { ...text, folder: locator('/rules'), ifExists: 'fail' };
		const run = await runs.run(parameters, named('a.txt'));
		expect(run.error).toMatchObject({ context: { category: 'alreadyExists' } });
	});

	it('makes folders, again without complaint, and not in place of a file', async () => {
		const create = (path: string) => runs.run({ operation: 'createFolder', path: locator(path) });
		for (let time = 0; time < 2; time++) {
			expect((await create('/made/by/us')).json(tested)).toMatchObject([{ type: 'folder' }]);
		}
		expect(statSync(at('made/by/us')).isDirectory()).toBe(true);
		expect((await create('/rules/a.txt')).error).toMatchObject({
			context: { category: 'alreadyExists' },
		});
	});

	it.each(['atomic', 'direct'])('never writes over a folder (%s)', async (writeMode) => {
		const parameters = { ...text, folder: locator('/'), options: { writeMode } };
		const run = await runs.run(parameters, named('rules'));
		expect(run.error).toMatchObject({ context: { category: 'alreadyExists', path: '/rules' } });
		expect(files('rules')).toContain('a.txt');
	});
});

describe.each(['vsftpd', 'proftpd', 'pureftpd'] as const)('A full disk of %s', (kind) => {
	it('costs nobody a file', async () => {
		const server = await startRealServer(kind, { diskBytes: 4_000_000 });
		try {
			await writeFile(join(server.root, 'big.bin'), 'old');
			await server.own();
			const runs = new FtpRun(upload, credentialFor(server, { retries: 1 }));
			const run = await runs.run({ folder: locator('/') }, [fileItem('big.bin', big)]);
			expect(run.error).toMatchObject({ context: { path: '/big.bin' } });
			expect(filesBelow(server.root)).toEqual(['big.bin']);
			expect(readFileSync(join(server.root, 'big.bin'), 'utf8')).toBe('old');
		} finally {
			await server.stop();
		}
	});
});

describe.each(['vsftpd', 'proftpd', 'pureftpd'] as const)('A slow upload to %s', (kind) => {
	it('stops within a second, and leaves nothing of it and a healthy pool', async () => {
		const server = await startRealServer(kind, { tls: 'explicit', bytesPerSecond: 100_000 });
		try {
			const { caPem, serverName } = server;
			const secure = { ssl: 'explicit', caCertificates: caPem, serverName };
			const runs = new FtpRun(upload, credentialFor(server, secure));
			const items = Array.from({ length: 5 }, (_, index) => fileItem(`${index}.bin`, big));
			const running = await runs.start({ folder: locator('/') }, items);
			while (filesBelow(server.root).length < 5) await setTimeout(5);
			const stopped = Date.now();
			running.cancel();
			expect((await running.finished).status).toBe('canceled');
			expect(Date.now() - stopped).toBeLessThan(1000);
			expect(filesBelow(server.root)).toEqual([]);
			const next = await runs.run({ ...text, folder: locator('/') }, named('x'));
			expect(next.status).toBe('success');
		} finally {
			await server.stop();
		}
	});
});
