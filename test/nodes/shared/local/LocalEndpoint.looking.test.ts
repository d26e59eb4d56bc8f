import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { pinningAccess, plainAccess } from '../../../support/local/plainAccess';

const isGit = (path: string) => /(^|\/)\.git(\/|$)/.test(path);

describe.each([
	['without pinned folders', plainAccess],
	['with pinned folders', pinningAccess],
])('a local folder %s', (_, access) => {
	let world: LocalWorld;
	beforeEach(() => (world = new LocalWorld(() => access(isGit))));
	afterEach(() => world.remove());

	it('lists files and folders with size and time', async () => {
		world.put('/sub/a b.txt', 'abc');
		utimesSync(world.at('/sub/a b.txt'), 1_700_000_000.25, 1_700_000_000.25);
		mkdirSync(world.at('/sub/folder'));
		const { entries, complete, notes } = await world.endpoint.list('/sub');
		expect({ complete, notes }).toEqual({ complete: true, notes: [] });
		const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
		expect(sorted).toMatchObject([
			{
				name: 'a b.txt',
				path: '/sub/a b.txt',
				folder: '/sub',
				type: 'file',
				size: 3,
				modifiedAt: '2023-11-14T22:13:20.250Z',
				modifiedPrecision: 'second',
				permissions: '644',
			},
			{ path: '/sub/folder', type: 'folder', size: null },
		]);
	});

	it('shows links as links and enters none', async () => {
		world.put('/real/a.txt', 'a');
		symlinkSync('real', world.at('/link'));
		expect(await world.endpoint.find('/link')).toMatchObject({ type: 'link', linkTarget: 'real' });
		await expect(world.endpoint.list('/link')).rejects.toMatchObject({ category: 'permission' });
		await expect(world.endpoint.find('/link/a.txt')).rejects.toMatchObject({
			category: 'permission',
			path: '/link/a.txt',
		});
	});

	it('shows what n8n forbids, and neither looks at it nor into it', async () => {
		world.put('/.git/config', 'x');
		const { entries } = await world.endpoint.list('/');
		expect(entries).toMatchObject([{ path: '/.git', type: 'folder', modifiedAt: null }]);
		const refusal = { category: 'permission', stage: 'local' };
		await expect(world.endpoint.list('/.git')).rejects.toMatchObject(refusal);
		await expect(world.endpoint.find('/.git/config')).rejects.toMatchObject(refusal);
		await expect(world.endpoint.removeFile('/.git/config')).rejects.toMatchObject({
			...refusal,
			description: expect.stringContaining('N8N_RESTRICT_FILE_ACCESS_TO'),
		});
	});

	it('says clearly that a path is not there, also below a file', async () => {
		world.put('/a.txt');
		expect(await world.endpoint.find('/b.txt')).toBeNull();
		expect(await world.endpoint.find('/none/b.txt')).toBeNull();
		expect(await world.endpoint.find('/a.txt/b.txt')).toBeNull();
		expect(await world.endpoint.find('/')).toMatchObject({ type: 'folder' });
	});

	it('tells a missing folder from an empty one', async () => {
		mkdirSync(world.at('/empty'));
		expect((await world.endpoint.list('/empty')).entries).toEqual([]);
		await expect(world.endpoint.list('/none')).rejects.toMatchObject({
			category: 'notFound',
			path: '/none',
		});
	});

	it('holds nothing to be missing once the folder itself was swapped', async () => {
		world.put('/a.txt');
		await world.endpoint.list('/');
		renameSync(world.path, `${world.path}-old`);
		mkdirSync(world.path);
		try {
			await expect(world.endpoint.find('/a.txt')).rejects.toMatchObject({ category: 'notFound' });
			const [answer] = await world.endpoint.findMany(['/a.txt']);
			expect(answer).toBeInstanceOf(Error);
		} finally {
			rmSync(`${world.path}-old`, { recursive: true });
		}
	});

	it('notes names that can be no path', async () => {
		world.put('/ok.txt');
		writeFileSync(join(world.path, 'line\nbreak'), '');
		writeFileSync(Buffer.concat([Buffer.from(`${world.path}/`), Buffer.from([0xe4, 0x2e])]), '');
		const { entries, notes, complete } = await world.endpoint.list('/');
		expect(entries.map(({ name }) => name)).toEqual(['ok.txt']);
		expect(notes.map(({ kind, text }) => `${kind} ${text}`).sort()).toEqual([
			'unsafeName line\\x0abreak',
			'unsafeName ä.',
		]);
		expect(complete).toBe(true);
	});

	it('shows a named pipe without waiting for it', async () => {
		execFileSync('mkfifo', [world.at('/pipe')]);
		expect(await world.endpoint.find('/pipe')).toMatchObject({ type: 'link', size: null });
		const reading = world.endpoint.read('/pipe', async () => undefined, { verify: 'size' });
		await expect(reading).rejects.toMatchObject({ category: 'permission' });
	});

	it('lists a folder of 3,000 files', async () => {
		for (let i = 0; i < 3000; i++) world.put(`/many/${i}.txt`, 'x');
		expect((await world.endpoint.list('/many')).entries).toHaveLength(3000);
	});

	it('does nothing once the run is stopped', async () => {
		const stop = new AbortController();
		Object.assign(world.run, { signal: stop.signal });
		stop.abort();
		await expect(world.endpoint.list('/')).rejects.toMatchObject({ category: 'cancelled' });
		await expect(world.endpoint.createFolder('/x')).rejects.toMatchObject({
			category: 'cancelled',
		});
	});
});
