import { RemoteError } from '../../../nodes/shared/model/RemoteError';
import { WatchedWorld } from '../../support/memory/WatchedWorld';

const all = ['added', 'changed', 'removed'];
const atOnce = { readyWhen: 'immediately' };
const old = () => ({ in: { 'old.csv': 'old', sub: { 'deep.csv': 'deep' } } });

/** Begins to watch; the first poll tells of nothing. */
async function watched(form: object = {}, settings = {}): Promise<WatchedWorld> {
	const world = new WatchedWorld(old(), form as Record<string, unknown>, settings);
	expect(await world.told()).toEqual([]);
	return world;
}

describe('a download', () => {
	const download = { ...atOnce, options: { download: true } };

	it('that fails is tried again, and keeps no other file back', async () => {
		const world = await watched({ ...download, options: { download: true, maxFiles: 1 } });
		world.put('/in/a.csv', 'a', 1);
		world.put('/in/b.csv', 'b', 2);
		const refused = new RemoteError({
			...({ category: 'permission', stage: 'command', path: '/in/a.csv' } as const),
			...{ message: 'No', description: 'Ask.' },
		});
		world.server.faults.fail({ operation: 'read', path: '/in/a.csv' }, { error: refused });
		const first = await world.poll();
		expect(first.taken.map(({ entry }) => entry.path)).toEqual(['/in/b.csv']);
		expect(first.failures).toEqual([refused]);
		world.server.faults.clear();
		const second = await world.poll();
		expect(second.taken.map(({ content }) => content?.file)).toEqual(['a']);
	});

	it('of a file that is written meanwhile waits', async () => {
		const world = await watched({ ...download, readyWhen: 'unchangedBetweenPolls' });
		world.put('/in/a.csv', 'a');
		await world.told();
		world.server.faults.intercept({ operation: 'read' }, () => world.put('/in/a.csv', 'ab'));
		expect(await world.told()).toEqual([]);
		world.server.faults.clear();
		expect(await world.told()).toEqual([]);
		expect((await world.poll()).taken.map(({ content }) => content?.file)).toEqual(['ab']);
		expect(await world.told()).toEqual([]);
	});

	it('begins no more after 30 seconds, but always one', async () => {
		const world = await watched(download, { parallel: 1 });
		for (const name of ['a', 'b', 'c']) world.put(`/in/${name}`, name);
		world.server.faults.intercept({ operation: 'list' }, () => void (world.now += 40_000));
		world.server.faults.intercept({ operation: 'read' }, () => void (world.now += 20_000));
		expect(await world.told()).toEqual(['added /in/a']);
		world.server.faults.clear();
		world.server.faults.intercept({ operation: 'read' }, () => void (world.now += 31_000));
		expect(await world.told()).toEqual(['added /in/b']);
		expect(await world.told()).toEqual(['added /in/c']);
	});
});

describe('a pickup that deletes', () => {
	const pickup = { ...atOnce, options: { download: true, afterPickup: 'delete' } };
	const there = (world: WatchedWorld) => world.server.tree.at('/in/a.csv') !== undefined;

	it('happens in the next poll, and is no removal', async () => {
		const world = await watched({ ...pickup, events: all });
		world.put('/in/a.csv', 'a');
		expect(await world.told()).toEqual(['added /in/a.csv']);
		expect(there(world)).toBe(true);
		expect(await world.told()).toEqual([]);
		expect(there(world)).toBe(false);
	});

	it('spares a file that has changed meanwhile, and hands it out as new', async () => {
		const world = await watched({ ...pickup, options: { ...pickup.options, identity: 'path' } });
		world.put('/in/a.csv', 'a');
		await world.told();
		world.put('/in/a.csv', 'b');
		expect(await world.told()).toEqual(['added /in/a.csv']);
		expect(there(world)).toBe(true);
	});

	it('is tried again where the server refuses, without handing the file out again', async () => {
		const world = await watched(pickup);
		world.put('/in/a.csv', 'a');
		await world.told();
		world.server.faults.fail({ operation: 'removeFile', nth: 1 });
		expect(await world.told()).toEqual([]);
		expect(world.logged).toEqual([expect.stringContaining('/in/a.csv was not deleted')]);
		expect(await world.told()).toEqual([]);
		expect(there(world)).toBe(false);
	});

	it('does not happen once the option is gone', async () => {
		const world = await watched(pickup);
		world.put('/in/a.csv', 'a');
		await world.told();
		await world.told({ options: {} });
		await world.told();
		expect(there(world)).toBe(true);
	});

	it('takes the done file along, but not one that other files wait for', async () => {
		const world = await watched({ ...pickup, readyWhen: 'doneFile', donePattern: '*.done' });
		for (const path of ['/in/a.csv', '/in/a.csv.done', '/in/b.csv', '/in/b.txt'])
			world.put(path, path);
		world.put('/in/b.done', '');
		expect((await world.told()).sort()).toEqual(
			['/in/a.csv', '/in/b.csv', '/in/b.txt'].map((path) => `added ${path}`),
		);
		await world.told();
		const names = [...(world.server.tree.folder('/in')?.children.keys() ?? [])];
		expect(names.sort()).toEqual(['b.done', 'old.csv', 'sub']);
	});
});

describe('a pickup that moves', () => {
	const pickup = { ...atOnce, options: { afterPickup: 'move', moveToFolder: '/in/done' } };

	it('keeps the place of files below the watched folder, and hands nothing out twice', async () => {
		const world = await watched({ ...pickup, recursive: true, events: all });
		world.put('/in/sub/a.csv', 'a');
		const { taken } = await world.poll();
		expect(taken.map(({ candidate, entry }) => [candidate.entry.path, entry.path])).toEqual([
			['/in/sub/a.csv', '/in/done/sub/a.csv'],
		]);
		expect(await world.told()).toEqual([]);
	});

	it('that somebody else was quicker with hands out nothing', async () => {
		const world = await watched(pickup);
		world.put('/in/a.csv', 'a');
		world.server.faults.intercept({ operation: 'move' }, () => world.delete('/in/a.csv'));
		const { taken, failures } = await world.poll();
		expect([taken, failures]).toEqual([[], []]);
	});

	it('takes along the done file, which would stand for the next file of that name', async () => {
		const world = await watched({ ...pickup, readyWhen: 'doneFile', donePattern: '*.done' });
		world.put('/in/a.csv', 'a');
		world.put('/in/a.csv.done', '');
		await world.told();
		expect([...(world.server.tree.folder('/in/done')?.children.keys() ?? [])]).toEqual([
			...['a.csv', 'a.csv.done'],
		]);
	});

	it('hands out what was claimed before the connection broke', async () => {
		const world = await watched(pickup, { parallel: 1 });
		for (const name of ['a', 'b', 'c']) world.put(`/in/${name}`, name);
		const down = new RemoteError({
			...({ category: 'unreachable', stage: 'connect' } as const),
			...{ message: 'Down', description: 'Wait.' },
		});
		world.server.faults.fail({ operation: 'move', path: '/in/b' }, { error: down });
		const { taken, failures } = await world.poll();
		expect(taken.map(({ entry }) => entry.path)).toEqual(['/in/done/a']);
		expect(failures).toEqual([down, down]);
		world.server.faults.clear();
		expect(await world.told()).toEqual(['added /in/done/b', 'added /in/done/c']);
	});
});
