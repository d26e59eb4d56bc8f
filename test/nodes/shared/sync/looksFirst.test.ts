import { decodeState } from '../../../../nodes/shared/sync/stateLines';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), 'b.txt': file('b') };

async function synced(): Promise<SyncWorld> {
	const world = new SyncWorld({ local: { tree }, remote: { tree } });
	await world.sync('twoWay');
	world.pass(60_000);
	world.renew();
	return world;
}

describe('a change', () => {
	it('skips what was edited on the other side after the scan', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'mine');
		world.remote.faults.intercept({ operation: 'write', path: '/a.txt' }, () =>
			world.put('remote', '/a.txt', 'theirs'),
		);
		const report = await world.sync('twoWay');
		expect(planned(report)).toEqual(['upload a.txt stale skipped']);
		expect(report.summary).toMatchObject({ uploaded: 0, skipped: 1, failed: 0 });
		world.renew();
		await world.sync('twoWay');
		expect(Object.values(world.dump().local)).toEqual(
			expect.arrayContaining(['mine', 'theirs', 'b']),
		);
		expect(world.dump().remote).toEqual(world.dump().local);
	});

	it('does not delete what was edited after the scan', async () => {
		const world = await synced();
		world.trees.local.delete('/a.txt');
		world.remote.faults.intercept({ operation: 'removeFile', path: '/a.txt' }, () =>
			world.put('remote', '/a.txt', 'late'),
		);
		expect(planned(await world.sync('twoWay'))).toEqual(['deleteFile remote a.txt stale skipped']);
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['download a.txt changedBeatsDeleted']);
	});

	it('does not overwrite what has come to be after the scan', async () => {
		const world = await synced();
		world.put('remote', '/new.txt', 'theirs');
		world.local.faults.intercept({ operation: 'write', path: '/new.txt' }, () =>
			world.put('local', '/new.txt', 'mine!'),
		);
		expect(planned(await world.sync('twoWay'))).toEqual(['download new.txt stale skipped']);
		expect(world.dump().local).toMatchObject({ 'new.txt': 'mine!' });
	});

	it('takes a source that was edited after the scan as it is now', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'first');
		world.local.faults.intercept({ operation: 'find', path: '/a.txt', nth: 1 }, () =>
			world.put('local', '/a.txt', 'second'),
		);
		expect(planned(await world.sync('twoWay'))).toEqual(['upload a.txt changed']);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'second' });
		world.pass(60_000);
		expect(planned(await world.sync('twoWay'))).toEqual([]);
	});
});

describe('a local file that is edited while it is uploaded', () => {
	it('says so, and goes again in the next run without a conflict', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'first');
		world.local.faults.intercept({ operation: 'read', path: '/a.txt' }, () => {
			world.pass(5000);
			world.put('local', '/a.txt', 'firstsecond');
		});
		const report = await world.sync('twoWay');
		expect(planned(report)).toEqual(['upload a.txt changing']);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'first' });
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['upload a.txt changed']);
		expect(world.dump().remote).toEqual(world.dump().local);
		expect(planned(await world.sync('twoWay'))).toEqual([]);
	});

	it('is remembered as never having been the same', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'first');
		world.local.faults.intercept({ operation: 'read', path: '/a.txt' }, () => {
			world.pass(5000);
			world.put('local', '/a.txt', 'firstsecond');
		});
		await world.sync('twoWay');
		const state = decodeState(world.store.state ?? [], 'pair');
		expect(state?.records.get('a.txt')).toMatchObject({ local: null, remote: { size: 5 } });
	});

	it('does not fail for having become shorter', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'a longer text');
		world.local.faults.intercept({ operation: 'read', path: '/a.txt' }, () => {
			world.pass(5000);
			world.put('local', '/a.txt', 'short');
		});
		expect(planned(await world.sync('push'))).toEqual(['upload a.txt changing skipped']);
		expect(world.dump().remote).toMatchObject({ 'a.txt': 'a' });
		world.renew();
		expect(planned(await world.sync('push'))).toEqual(['upload a.txt changed']);
	});
});

describe('a file that somebody edits between its upload and the end of the run', () => {
	it.each([
		['another size', 'theirs', {}],
		['the same size', 'B', {}],
		['the same size, where the server stamps times', 'B', { keepsModified: false }],
	])('comes across in the next run: %s', async (_, text, settings) => {
		const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'];
		const world = new SyncWorld({
			local: { tree: Object.fromEntries(names.map((name) => [name, file('x')])) },
			remote: { settings },
		});
		world.remote.faults.intercept({ operation: 'find', path: '/a.txt', nth: 1 }, () => {
			world.pass(60_000);
			world.put('remote', '/b.txt', text);
		});
		await world.sync('twoWay');
		world.pass(60_000);
		world.renew();
		expect(planned(await world.sync('twoWay'))).toEqual(['download b.txt changed']);
		expect(world.dump().local).toEqual(world.dump().remote);
	});
});

describe('a moved file', () => {
	it('is there under its new name before the old one goes', async () => {
		const world = await synced();
		const node = world.trees.local.at('/a.txt');
		world.trees.local.delete('/a.txt');
		if (node) world.trees.local.set('/z.txt', node);
		await world.sync('twoWay');
		const order = world.remote.log.map((line) => line.split(' ').slice(0, 2).join(' '));
		expect(order.indexOf('write /z.txt')).toBeGreaterThan(-1);
		expect(order.indexOf('removeFile /a.txt')).toBeGreaterThan(order.indexOf('write /z.txt'));
		expect(world.dump().remote).toEqual({ 'b.txt': 'b', 'z.txt': 'a' });
	});

	it('of a folder loses the old one last', async () => {
		const world = new SyncWorld({
			local: { tree: { from: tree } },
			remote: { tree: { from: tree } },
		});
		await world.sync('twoWay');
		const node = world.trees.local.at('/from');
		world.trees.local.delete('/from');
		if (node) world.trees.local.set('/to', node);
		await world.sync('twoWay', { options: { maxDeletePercent: 100 } });
		const changes = world.remote.log.filter((line) => /^(write|remove)/.test(line));
		expect(changes.map((line) => line.split(' ')[0])).toEqual([
			...['write', 'write', 'removeFile', 'removeFile', 'removeFolder'],
		]);
		expect(world.dump().remote).toEqual({ to: { 'a.txt': 'a', 'b.txt': 'b' } });
	});
});

describe('a path that fails', () => {
	it('stops no other, and goes in the next run', async () => {
		const world = await synced();
		world.put('local', '/a.txt', 'A');
		world.put('local', '/b.txt', 'B');
		world.remote.faults.fail({ operation: 'write', path: '/a.txt' });
		const report = await world.sync('push');
		expect(planned(report)).toEqual(['upload a.txt changed failed', 'upload b.txt changed']);
		expect(report.items[0]?.problem).toMatchObject({ category: 'connectionLost', retryable: true });
		expect(report.failure).toMatchObject({ category: 'connectionLost' });
		expect(report.items[1]).not.toHaveProperty('problem');
		world.renew();
		expect(planned(await world.sync('push'))).toEqual(['upload a.txt changed']);
	});

	it('ends the run when the run itself was stopped', async () => {
		const controller = new AbortController();
		const world = new SyncWorld({
			local: { tree },
			remote: { settings: { signal: controller.signal } },
		});
		world.remote.faults.intercept({ operation: 'write' }, () =>
			controller.abort(new Error('stopped')),
		);
		const running = world.sync('push', { run: { signal: controller.signal } });
		await expect(running).rejects.toThrow('stopped');
		expect(world.store.state).toBeNull();
	});
});
