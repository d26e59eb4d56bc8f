import { mkdirSync, rmSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRoot } from '../../../../nodes/shared/local/LocalRoot';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { plainAccess } from '../../../support/local/plainAccess';

let world: LocalWorld;
beforeEach(() => (world = new LocalWorld()));
afterEach(() => world.remove());

const rootAt = (path: string, blocks?: (path: string) => boolean) =>
	new LocalRoot(path, plainAccess(blocks), process.platform);

it('makes itself and what is missing above it', async () => {
	await rootAt(world.at('/a/b/c')).make();
	expect(await world.names()).toEqual(['a', 'a/b', 'a/b/c']);
	await rootAt(world.at('/a/b/c')).make();
});

it('makes nothing outside of what n8n allows', async () => {
	const allowed = world.at('/a/b');
	const root = rootAt(
		join(allowed, 'c'),
		(path) => path !== allowed && !path.startsWith(`${allowed}/`),
	);
	await expect(root.make()).rejects.toMatchObject({ category: 'notFound', path: '/' });
	expect(await world.names()).toEqual([]);
	mkdirSync(allowed, { recursive: true });
	await root.make();
	expect(await world.names()).toEqual(['a', 'a/b', 'a/b/c']);
});

it('tells when it is missing, and when it is another one than before', async () => {
	const root = rootAt(world.at('/disk'));
	await expect(root.assertSame()).rejects.toMatchObject({
		message: `The local folder "${world.at('/disk')}" does not exist`,
	});
	mkdirSync(world.at('/disk'));
	await root.assertSame();
	// Two folders at the same time have two numbers.
	mkdirSync(world.at('/other'));
	rmSync(world.at('/disk'), { recursive: true });
	renameSync(world.at('/other'), world.at('/disk'));
	await expect(root.assertSame()).rejects.toMatchObject({
		message: expect.stringContaining('not the one any more'),
	});
});

it.each(['/a\\b', '/con', '/x/..', '/dot.'])(
	'never turns %s into a path of Windows',
	async (path) => {
		const root = new LocalRoot(world.path, plainAccess(), 'win32');
		expect(root.isStorable(path)).toBe(false);
		await expect(root.at(path, 'read', async () => 'reached')).rejects.toMatchObject({
			category: 'invalidInput',
		});
	},
);
