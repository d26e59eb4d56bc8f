import { open, readlink, type FileHandle } from 'node:fs/promises';
import { relative } from 'node:path';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { DiskStateStore } from '../../../../nodes/shared/local/DiskStateStore';
import type { StateStore } from '../../../../nodes/shared/sync/StateStore';
import { bytesOf } from '../../../support/memory/bytesOf';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { LockClock } from '../../../support/local/LockClock';

let world: LocalWorld;
beforeEach(() => (world = new LocalWorld()));
afterEach(() => {
	jest.restoreAllMocks();
	world.remove();
});

/** As the sync room asks for it: the types say that it fits. */
const storeOf = (pairId = 'pair'): StateStore =>
	new DiskStateStore(world.root, pairId, 'run', new LockClock());

async function locked<T>(store: StateStore, work: () => Promise<T>): Promise<T> {
	const lock = await store.lock();
	try {
		return await work();
	} finally {
		await lock.release();
	}
}

it('knows nothing, and makes nothing, before the first run', async () => {
	expect(await storeOf().load()).toEqual({ state: null, journal: [] });
	expect(await world.names()).toEqual([]);
});

it('makes the local folder when a run begins', async () => {
	rmSync(world.path, { recursive: true });
	await locked(storeOf(), async () => expect(await world.names()).toContain('.ftp-remote-sync'));
});

it('gives back what was saved, one file a pair', async () => {
	const store = storeOf();
	await locked(store, async () => await store.save(['head', 'line ä', 'last']));
	expect(await storeOf().load()).toEqual({ state: ['head', 'line ä', 'last'], journal: [] });
	expect(await storeOf('other').load()).toEqual({ state: null, journal: [] });
	expect(await world.names()).toEqual(['.ftp-remote-sync', '.ftp-remote-sync/pair.state']);
});

it('removes what killed runs of this pair have left unfinished', async () => {
	const store = storeOf();
	await locked(store, async () => {
		for (const left of ['pair.state.part', 'pair.lock.part.gone', 'other.lock.part.gone'])
			writeFileSync(world.at(`/.ftp-remote-sync/${left}`), '');
		await store.save(['head']);
	});
	expect(await world.names()).toEqual([
		'.ftp-remote-sync',
		'.ftp-remote-sync/other.lock.part.gone',
		'.ftp-remote-sync/pair.state',
	]);
});

it('keeps what a killed run has noted', async () => {
	const killed = storeOf();
	await locked(killed, async () => {
		await killed.save(['head']);
		await Promise.all(Array.from({ length: 100 }, (_, i) => killed.append(`line ${i}`)));
	});
	const { state, journal } = await storeOf().load();
	expect(state).toEqual(['head']);
	expect(journal).toEqual(Array.from({ length: 100 }, (_, i) => `line ${i}`));
});

it('does not glue a line to one that a killed run has torn', async () => {
	const killed = storeOf();
	await locked(killed, async () => await killed.append('whole'));
	appendFileSync(world.at('/.ftp-remote-sync/pair.journal'), 'tor');
	const store = storeOf();
	await locked(store, async () => await store.append('next'));
	expect((await store.load()).journal).toEqual(['whole', 'tor', 'next']);
});

it('empties the journal once the state is saved, and goes on with it after that', async () => {
	const store = storeOf();
	await locked(store, async () => {
		await store.append('one');
		await store.save(['head']);
		expect(await store.load()).toEqual({ state: ['head'], journal: [] });
		await store.append('two');
	});
	expect(await store.load()).toEqual({ state: ['head'], journal: ['two'] });
});

it('removes what a killed run was writing', async () => {
	mkdirSync(world.at('/.ftp-remote-sync'));
	writeFileSync(world.at('/.ftp-remote-sync/pair.state.part'), 'half');
	const store = storeOf();
	await locked(store, async () => {
		expect(await world.names('/.ftp-remote-sync')).toEqual(['pair.lock']);
		await store.save(['head']);
	});
	expect(await world.names('/.ftp-remote-sync')).toEqual(['pair.state']);
});

it('saves a state of many lines', async () => {
	const lines = Array.from({ length: 50_000 }, (_, i) => `["folder/file number ${i}.txt",1,2,3]`);
	const store = storeOf();
	await locked(store, async () => await store.save(lines));
	expect((await store.load()).state).toEqual(lines);
});

it('makes sure of the names of files before it tells of them, and of its own before the journal goes', async () => {
	const store = storeOf();
	await locked(store, async () => {
		await world.endpoint.createFolder('/sub');
		await world.endpoint.write('/sub/a.txt', bytesOf('a'), { mode: 'atomic', verify: 'size' });
		await store.append('a line');
		const synced: string[] = [];
		const handle = await open(world.path);
		await handle.close();
		jest
			.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync')
			.mockImplementation(async function (this: FileHandle) {
				const place = relative(world.path, await readlink(`/proc/self/fd/${this.fd}`));
				synced.push(`${place} ${(await store.load()).journal.length}`);
			});
		await store.save(['head']);
		expect(synced.slice(0, 2).sort()).toEqual([' 1', 'sub 1']);
		expect(synced.slice(2)).toEqual(['.ftp-remote-sync/pair.state.part 1', '.ftp-remote-sync 1']);
		synced.length = 0;
		await store.save(['head']);
		expect(synced.join()).not.toContain('sub');
	});
});

it.each([
	['a link in place of the state folder', () => symlinkSync('.', world.at('/.ftp-remote-sync'))],
	['a file in place of the state folder', () => world.put('/.ftp-remote-sync')],
])('refuses %s', async (_, spoil) => {
	spoil();
	await expect(storeOf().lock()).rejects.toMatchObject({ stage: 'local' });
});
