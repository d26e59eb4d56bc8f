import { join } from 'node:path';
import { openLocalFolder, parseLocalFolder } from '../../../../nodes/shared/n8n/localFolder';
import type { FileRules } from '../../../../nodes/shared/n8n/localAccess';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { bytesOf } from '../../../support/memory/bytesOf';

describe('the local folder that a person typed', () => {
	it.each([
		['/data/reports', '/data/reports'],
		['/data/reports/', '/data/reports'],
		['/data//x/../reports/.', '/data/reports'],
		['/data/with blanks ', '/data/with blanks '],
	])('%s is %s', (given, path) => {
		expect(parseLocalFolder(given)).toBe(path);
	});

	it('may begin in the home of the account', () => {
		const home = process.env.HOME;
		process.env.HOME = '/home/node';
		try {
			expect(parseLocalFolder('~/.n8n-files/x')).toBe('/home/node/.n8n-files/x');
			expect(parseLocalFolder('~')).toBe('/home/node');
		} finally {
			process.env.HOME = home;
		}
	});

	it.each([
		[''],
		['  '],
		[null],
		[undefined],
		[5],
		[{}],
		['data'],
		['./data'],
		['~other'],
		['/a\nb'],
	])('cannot be %p', (given) => {
		expect(() => parseLocalFolder(given)).toThrow(
			expect.objectContaining({ category: 'invalidInput' }),
		);
	});
});

describe('an open local folder', () => {
	let world: LocalWorld;
	beforeEach(() => (world = new LocalWorld()));
	afterEach(() => world.remove());

	const rules = (blocked: (path: string) => boolean): FileRules => ({
		resolvePath: (async (path: unknown) => String(path)) as FileRules['resolvePath'],
		isFilePathBlocked: blocked,
	});

	it('is a side of a sync that keeps its state in itself', async () => {
		const folder = await openLocalFolder(
			rules(() => false),
			world.path,
			world.run,
		);
		expect(folder.path).toBe(world.path);
		await folder.side.endpoint.write('/a.txt', bytesOf('a'), { mode: 'atomic', verify: 'size' });
		const store = folder.store('pair');
		const lock = await store.lock();
		await store.save(['state']);
		await lock.release();
		expect(await world.names()).toEqual([
			'.ftp-remote-sync',
			'.ftp-remote-sync/pair.state',
			'a.txt',
		]);
	});

	it('knows what n8n forbids, and what the system cannot store', async () => {
		const git = (path: string) => path.startsWith(join(world.path, '.git'));
		const { side } = await openLocalFolder(rules(git), world.path, world.run);
		expect(side.blocks('.git/config')).toBe(true);
		expect(side.blocks('git/config')).toBe(false);
		expect(side.blocks('x'.repeat(300))).toBe(false);
		expect(side.nameProblem('x'.repeat(300))).toContain('longer than 255');
	});

	it('is refused when n8n forbids it', async () => {
		const opening = openLocalFolder(
			rules(() => true),
			world.path,
			world.run,
		);
		await expect(opening).rejects.toMatchObject({ category: 'permission' });
	});
});
