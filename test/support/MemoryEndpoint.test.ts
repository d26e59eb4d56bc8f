import { RemoteError } from '../../nodes/shared/model/RemoteError';
import { bytesOf, textOf } from './memory/bytesOf';
import { CrashSwitch } from './memory/CrashSwitch';
import { empty, without } from './memory/Faults';
import { MemoryTree } from './memory/MemoryTree';
import { buildTree, dump, file, link } from './memory/treeLiteral';
import { MemoryEndpoint } from './MemoryEndpoint';

const atomic = { mode: 'atomic', verify: 'size' } as const;

describe('MemoryEndpoint', () => {
	it('lists what a literal says, to the precision of the side', async () => {
		const tree = { 'a.txt': file('hello', '2026-01-02T03:04:05Z'), sub: {}, way: link('sub') };
		const side = new MemoryEndpoint(tree, { listedPrecision: 'minute' });
		const { entries, complete } = await side.list('/');
		expect(complete).toBe(true);
		expect(entries.map(({ path, type, size }) => [path, type, size])).toEqual([
			['/a.txt', 'file', 5],
			['/sub', 'folder', null],
			['/way', 'link', null],
		]);
		expect(entries[0]?.modifiedAt).toBe('2026-01-02T03:04:00.000Z');
		expect((await side.find('/a.txt'))?.modifiedAt).toBe('2026-01-02T03:04:05.000Z');
		expect(await side.find('/b.txt')).toBeNull();
	});

	it('writes under a temporary name that it tells first', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old' });
		const temporary: string[] = [];
		const onTemporary = async (path: string) => void temporary.push(path);
		const receipt = await side.write('/a.txt', bytesOf('new'), { ...atomic, onTemporary });
		expect(receipt).toMatchObject({ bytes: 3, verified: 'size' });
		expect(temporary).toEqual([expect.stringMatching(/^\/\.[a-z0-9]{8}\.a\.txt\.part$/)]);
		expect(dump(side.tree)).toEqual({ 'a.txt': 'new' });
		expect((await side.read('/a.txt', textOf, { verify: 'size' })).result).toBe('new');
	});

	it.each([
		['before', { 'a.txt': 'old' }],
		['midway', { 'a.txt': 'old', '.part': 'ne' }],
		['after', { 'a.txt': 'newer' }],
	] as const)('cuts a write %s', async (when, left) => {
		const side = new MemoryEndpoint({ 'a.txt': 'old' });
		side.faults.fail({ operation: 'write', nth: 1 }, { when });
		await expect(side.write('/a.txt', bytesOf('newer'), atomic)).rejects.toMatchObject({
			category: 'connectionLost',
		});
		const found = Object.entries(dump(side.tree)).map(([name, text]) => [
			name.replace(/^\..*\./, '.'),
			text,
		]);
		expect(Object.fromEntries(found)).toEqual(left);
	});

	it('breaks the body of a read in the middle', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'hello' });
		side.faults.fail({ operation: 'read' }, { when: 'midway' });
		await expect(side.read('/a.txt', textOf, { verify: 'off' })).rejects.toBeInstanceOf(
			RemoteError,
		);
	});

	it('answers listings as they are ordered', async () => {
		const side = new MemoryEndpoint({ 'a.txt': '', 'b.txt': '' });
		side.faults.listing({ path: '/', nth: 1 }, without('a.txt'));
		side.faults.listing({ path: '/', nth: 2 }, empty);
		expect(await side.list('/')).toMatchObject({ complete: false, entries: [{ name: 'b.txt' }] });
		expect(await side.list('/')).toMatchObject({ complete: true, entries: [] });
		expect((await side.list('/')).entries).toHaveLength(2);
	});

	it('never loses the old file, whenever it crashes', async () => {
		for (let limit = 1; ; limit++) {
			const crash = new CrashSwitch(limit);
			const side = new MemoryEndpoint({ 'a.txt': 'old' }, { renamesOver: false, crash });
			await side.write('/a.txt', bytesOf('new'), atomic).catch(() => undefined);
			const texts = Object.values(dump(side.tree));
			expect(texts.includes('old') || texts.includes('new')).toBe(true);
			if (!crash.dead) break;
		}
	});

	it('refuses what is stale, read-only, too large or in the way', async () => {
		const side = new MemoryEndpoint({ 'a.txt': 'old', sub: { 'b.txt': '' } }, { quota: 6 });
		const fails = (promise: Promise<unknown>, category: string) =>
			expect(promise).rejects.toMatchObject({ category });
		await fails(side.write('/a.txt', bytesOf('new'), { ...atomic, expected: 'absent' }), 'guard');
		await fails(side.write('/c.txt', bytesOf('more'), atomic), 'quota');
		await fails(side.write('/sub', bytesOf('x'), atomic), 'alreadyExists');
		await fails(side.write('/no/a.txt', bytesOf('x'), atomic), 'notFound');
		await fails(side.removeFolder('/sub'), 'notEmpty');
		await fails(side.move('/a.txt', '/sub/b.txt', { overwrite: false }), 'alreadyExists');
		await fails(
			new MemoryEndpoint(side.tree, { readOnly: true }).removeFile('/a.txt'),
			'permission',
		);
		expect(dump(side.tree)).toEqual({ 'a.txt': 'old', sub: { 'b.txt': '' } });
	});

	it('folds names as its file system does', async () => {
		const rules = { foldsCase: true, foldsUnicode: true, stores: 'NFD' } as const;
		const side = new MemoryEndpoint(buildTree({ 'Ä.txt': 'old' }, rules));
		expect(await side.find('/ä.TXT')).not.toBeNull();
		await side.write('/ä.txt', bytesOf('new'), { mode: 'direct', verify: 'off' });
		expect(dump(side.tree)).toEqual({ ['Ä.txt'.normalize('NFD')]: 'new' });
	});

	it('stamps its own clock where it keeps no times', async () => {
		const side = new MemoryEndpoint(
			{},
			{ keepsModified: false, clockOffsetMs: 3_600_000, now: () => 0 },
		);
		await side.write('/a.txt', bytesOf('x'), { ...atomic, modifiedAt: '2026-01-01T00:00:00Z' });
		expect((await side.find('/a.txt'))?.modifiedAt).toBe('1970-01-01T01:00:00.000Z');
		expect(await side.setModified('/a.txt', '2026-01-01T00:00:00Z')).toBe(false);
	});

	it('follows links on the way and gives up on loops', async () => {
		const tree = new MemoryTree();
		tree.put('/real/a.txt', 'x');
		tree.set('/way', { type: 'link', target: '/real', modified: 0 });
		tree.set('/loop', { type: 'link', target: 'loop', modified: 0 });
		const side = new MemoryEndpoint(tree);
		expect((await side.list('/way')).entries[0]?.path).toBe('/way/a.txt');
		await expect(side.list('/loop')).rejects.toMatchObject({ category: 'notFound' });
	});
});
