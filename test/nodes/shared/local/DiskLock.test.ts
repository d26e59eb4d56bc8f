import { readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { DiskLock } from '../../../../nodes/shared/local/DiskLock';
import { StateFiles } from '../../../../nodes/shared/local/StateFiles';
import { LocalWorld } from '../../../support/local/LocalWorld';
import { LockClock } from '../../../support/local/LockClock';

let world: LocalWorld;
let files: StateFiles;
let clock: LockClock;
const lockFile = () => world.at('/.ftp-remote-sync/pair.lock');

beforeEach(async () => {
	world = new LocalWorld();
	files = new StateFiles(world.root, 'pair');
	await files.make();
	clock = new LockClock();
});
afterEach(() => world.remove());

it('is a file with the id of the run, and gone after the run', async () => {
	const lock = await DiskLock.take(files, 'one', clock);
	expect(readFileSync(lockFile(), 'utf8')).toMatch(/^one 0+\n$/);
	await lock.confirm();
	await lock.release();
	expect(await world.names()).toEqual(['.ftp-remote-sync']);
	expect(clock.beating).toBe(0);
});

it('counts on every five seconds', async () => {
	const lock = await DiskLock.take(files, 'one', clock);
	await clock.sleep(5000);
	expect(readFileSync(lockFile(), 'utf8')).toMatch(/^one 0+1\n$/);
	await clock.sleep(10_000);
	expect(readFileSync(lockFile(), 'utf8')).toMatch(/^one 0+3\n$/);
	await lock.release();
});

it('keeps a second run out as soon as the first shows life', async () => {
	const first = await DiskLock.take(files, 'one', clock);
	const second = DiskLock.take(files, 'two', clock);
	await expect(second).rejects.toMatchObject({
		category: 'guard',
		message: 'Another run of this sync is at work',
	});
	expect(clock.time).toBeLessThanOrEqual(5000);
	await first.confirm();
	await first.release();
});

it('is taken over from a dead run after thirty seconds, not before', async () => {
	const dead = await DiskLock.take(files, 'dead', clock);
	clock.alive = false;
	const lock = await DiskLock.take(files, 'two', clock);
	expect(clock.time).toBeGreaterThanOrEqual(30_000);
	expect(clock.time).toBeLessThan(32_000);
	await lock.confirm();
	await lock.release();
	expect(await world.names()).toEqual(['.ftp-remote-sync']);
	await dead.release();
});

it('is not taken over by a run that stood still together with the holder', async () => {
	const first = await DiskLock.take(files, 'one', clock);
	let slept = 0;
	const sleep = async (ms: number) => {
		// The machine stands still for a minute: no beat comes, and all timers are due at once afterwards.
		if (slept++ === 0) clock.time += 60_000;
		else await clock.sleep(ms);
	};
	const second = DiskLock.take(files, 'two', { ...clock, now: clock.now, sleep });
	await expect(second).rejects.toMatchObject({ category: 'guard' });
	await first.confirm();
	await first.release();
});

it('tells a run that was only paused that it has lost its lock', async () => {
	const paused = await DiskLock.take(files, 'paused', clock);
	clock.alive = false;
	const lock = await DiskLock.take(files, 'two', clock);
	clock.alive = true;
	await clock.sleep(5000);
	await expect(paused.confirm()).rejects.toMatchObject({
		category: 'guard',
		message: 'Another run of this sync has taken over',
	});
	await paused.release();
	await lock.confirm();
	await lock.release();
});

it.each([
	['empty', ''],
	['torn', 'dea'],
])('takes over an %s lock file', async (_, content) => {
	writeFileSync(lockFile(), content);
	const lock = await DiskLock.take(files, 'two', clock);
	await lock.confirm();
	expect(clock.time).toBeGreaterThanOrEqual(30_000);
	await lock.release();
});

it('is taken at once when the lock disappears while it waits', async () => {
	writeFileSync(lockFile(), 'one 000000000000\n');
	const waiting = DiskLock.take(files, 'two', { ...clock, now: clock.now, sleep });
	async function sleep(ms: number) {
		unlinkSync(lockFile());
		await clock.sleep(ms);
	}
	await (await waiting).release();
	expect(clock.time).toBe(1000);
});

it.each(Array.from({ length: 25 }, (_, i) => i))(
	'goes to one of several that wait for a dead run (%i)',
	async (i) => {
		writeFileSync(lockFile(), 'dead 000000000000\n');
		const takers = await Promise.allSettled(
			['two', 'three', 'four', 'five']
				.slice(0, 2 + (i % 3))
				.map(async (id) => await DiskLock.take(files, id, new LockClock())),
		);
		const confirmed = await Promise.allSettled(
			takers.map(async (taker) => {
				if (taker.status === 'rejected') throw taker.reason;
				await taker.value.confirm();
			}),
		);
		expect(confirmed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const taker of takers) if (taker.status === 'fulfilled') await taker.value.release();
	},
);

it('does not follow a link in place of the lock', async () => {
	world.put('/elsewhere', 'x');
	symlinkSync(world.at('/elsewhere'), lockFile());
	await expect(DiskLock.take(files, 'two', clock)).rejects.toMatchObject({
		category: 'permission',
	});
});

it('counts as lost when somebody deletes it', async () => {
	const lock = await DiskLock.take(files, 'one', clock);
	unlinkSync(lockFile());
	await expect(lock.confirm()).rejects.toMatchObject({ category: 'guard' });
	await lock.release();
});
