import { empty, without } from '../../support/memory/Faults';
import { file } from '../../support/memory/treeLiteral';
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

describe('a new file', () => {
	it('is told of once, though it carries an old date', async () => {
		const world = await watched();
		world.put('/in/a.csv', 'a', 0);
		expect(await world.told()).toEqual([]);
		expect(await world.told()).toEqual(['added /in/a.csv']);
		expect(await world.told()).toEqual([]);
	});

	it('is not told of while it grows', async () => {
		const world = await watched();
		for (const content of ['1', '12', '123']) {
			world.put('/in/a.csv', content);
			expect(await world.told()).toEqual([]);
		}
		expect(await world.told()).toEqual(['added /in/a.csv']);
	});

	it.each<[string, object, readonly string[]]>([
		['as new to those who wait for new ones', { events: ['added'] }, ['added /in/old.csv']],
		['as changed to those who ask for it', { events: all }, ['changed /in/old.csv']],
		[
			'as changed to those who ask for nothing else',
			{ events: ['changed'] },
			['changed /in/old.csv'],
		],
		['not to those who ask for what is gone', { events: ['removed'] }, []],
		['not to those who look at paths', { options: { identity: 'path' } }, []],
		['not, of equal size, to those who look at sizes', { options: { identity: 'pathSize' } }, []],
	])('that takes the place of another is told %s', async (_, form, told) => {
		const world = await watched({ ...atOnce, ...form });
		world.put('/in/old.csv', 'new', Date.parse('2001-01-01T00:00:00Z'));
		expect(await world.told()).toEqual(told);
		expect(await world.told()).toEqual([]);
	});

	it('is told of again once its name was missing', async () => {
		const world = await watched({ ...atOnce, options: { identity: 'path' } });
		world.delete('/in/old.csv');
		await world.told();
		world.put('/in/old.csv', 'new');
		expect(await world.told()).toEqual(['added /in/old.csv']);
	});

	it('is no change to those who ask for changes only, and its first change is one', async () => {
		const world = await watched({ events: ['changed'] });
		world.put('/in/a.csv', 'a');
		for (let poll = 0; poll < 3; poll++) expect(await world.told()).toEqual([]);
		world.put('/in/a.csv', 'ab');
		expect([await world.told(), await world.told()]).toEqual([[], ['changed /in/a.csv']]);
	});

	it('of our own making, a done file and what the filters leave out start nothing', async () => {
		const world = await watched({
			...{ readyWhen: 'doneFile', donePattern: '*.done', filters: { exclude: '*.tmp' } },
			recursive: true,
		});
		world.put('/in/.abcdefgh.a.csv.part', '');
		world.put('/in/b.tmp', '');
		world.put('/in/b.tmp.done', '');
		world.put('/in/sub/c.csv', '');
		expect(await world.told()).toEqual([]);
		world.put('/in/sub/c.done', '');
		expect(await world.told()).toEqual(['added /in/sub/c.csv']);
	});

	it('waits for another poll where there are more than a poll hands out', async () => {
		const world = await watched({
			...atOnce,
			events: all,
			options: { maxFiles: 2, order: 'path' },
		});
		for (const name of ['c', 'b', 'a']) world.put(`/in/${name}`, name);
		world.delete('/in/old.csv');
		expect(await world.told()).toEqual(['added /in/a', 'removed /in/old.csv']);
		expect(await world.told()).toEqual(['added /in/b', 'added /in/c']);
		expect(await world.told()).toEqual([]);
	});
});

describe('the first poll', () => {
	it('tells of what is there where that is asked for, once it is complete', async () => {
		const world = new WatchedWorld(old(), { firstRun: 'emitExisting', recursive: true });
		expect(await world.told()).toEqual([]);
		expect((await world.told()).sort()).toEqual(['added /in/old.csv', 'added /in/sub/deep.csv']);
	});

	it('counts as there what is in a folder that it could not read', async () => {
		const world = new WatchedWorld(old(), { ...atOnce, recursive: true });
		world.server.faults.fail({ operation: 'list', path: '/in/sub' });
		expect(await world.told()).toEqual([]);
		world.put('/in/new.csv', 'new');
		expect(await world.told()).toEqual(['added /in/new.csv']);
		world.server.faults.clear();
		expect(await world.told()).toEqual([]);
		world.put('/in/sub/new.csv', 'new');
		expect(await world.told()).toEqual(['added /in/sub/new.csv']);
	});
});

describe('a file that is gone', () => {
	it('is told of once', async () => {
		const world = await watched({ events: ['removed'], recursive: true });
		world.delete('/in/sub');
		expect(await world.told()).toEqual(['removed /in/sub/deep.csv']);
		expect(await world.told()).toEqual([]);
	});

	it('is not told of where nobody has heard of it', async () => {
		const world = await watched({ events: all });
		world.put('/in/a.csv', 'a');
		await world.told();
		world.delete('/in/a.csv');
		expect(await world.told()).toEqual([]);
	});

	it.each<[string, (world: WatchedWorld) => void]>([
		[
			'a line that nobody understands',
			({ server }) => server.faults.listing({}, without('old.csv')),
		],
		['an empty listing', ({ server }) => server.faults.listing({}, empty)],
		[
			'a folder that cannot be read',
			({ server }) => server.faults.fail({ operation: 'list', path: '/in/sub' }),
		],
		[
			'a question without an answer',
			({ server }) => {
				server.faults.listing({}, empty);
				server.faults.fail({ operation: 'find' });
			},
		],
	])('is never %s', async (_, trouble) => {
		const world = await watched({ ...atOnce, events: all, recursive: true });
		trouble(world);
		expect(await world.told()).toEqual([]);
		world.server.faults.clear();
		expect(await world.told()).toEqual([]);
	});

	it('is forgotten, so that the state does not grow with what once was', async () => {
		const world = await watched(atOnce);
		for (let round = 0; round < 30; round++) {
			world.put(`/in/${round}.csv`, 'x');
			await world.told();
			world.delete(`/in/${round}.csv`);
		}
		const { state } = await world.poll();
		expect([...state.files.keys()]).toEqual(['/in/old.csv']);
	});
});

describe('a server that lists minutes only', () => {
	it('is asked for exact times, so that two files of one minute and size are told apart', async () => {
		const world = await watched(atOnce, { listedPrecision: 'minute' });
		const minute = Math.ceil(world.now / 60_000) * 60_000 + 60_000;
		world.put('/in/a.csv', 'one', minute + 1000);
		expect(await world.told()).toEqual(['added /in/a.csv']);
		world.put('/in/a.csv', 'two', minute + 59_000);
		expect(await world.told()).toEqual(['added /in/a.csv']);
	});

	it('is asked no more once the minute is over', async () => {
		const world = await watched(atOnce, { listedPrecision: 'minute' });
		world.put('/in/a.csv', 'a');
		for (let poll = 0; poll < 3; poll++) await world.told();
		const before = world.server.logged('find').length;
		await world.told();
		expect(world.server.logged('find')).toHaveLength(before);
	});

	it('shows the day of a file that has become old, which is no change', async () => {
		const world = await watched({ ...atOnce, events: all }, { listedPrecision: 'minute' });
		world.server.faults.listing({}, (listing) => ({
			...listing,
			entries: listing.entries.map((entry) => ({
				...entry,
				modifiedAt: '2026-01-15T00:00:00.000Z',
				modifiedPrecision: 'day' as const,
			})),
		}));
		expect(await world.told()).toEqual([]);
	});
});

it('a folder of more files than can be remembered is refused before anything is touched', async () => {
	const names = Array.from({ length: 200_001 }, (_, index) => [`${index}`, file('')] as const);
	const world = new WatchedWorld({ in: Object.fromEntries(names) }, atOnce);
	await expect(world.poll()).rejects.toMatchObject({ category: 'guard' });
});
