import { executePlan, sync } from '../../../nodes/FtpRemoteSync/sync';
import type { SyncRequest } from '../../../nodes/FtpRemoteSync/fields';
import { noFilter } from '../../../nodes/shared/model/EntryFilter';
import { RemoteError } from '../../../nodes/shared/model/RemoteError';
import { defaultSyncOptions } from '../../../nodes/shared/sync/SyncOptions';
import { testRun } from '../../support/memory/testRun';
import { SyncWorld } from '../../support/memory/SyncWorld';

const request: SyncRequest = {
	operation: 'push',
	preview: false,
	output: 'changes',
	onPathFailure: 'fail',
	options: defaultSyncOptions,
	folders: { localFolder: '/data', remoteFolder: '/', filters: noFilter, localMustExist: true },
};

let world: SyncWorld;
beforeEach(() => {
	world = new SyncWorld({ local: { tree: { 'a.txt': 'a', 'b.txt': 'b' } } });
	const error = new RemoteError({
		...{ category: 'quota', stage: 'data', path: '/b.txt', ftpCode: 552 },
		...{ message: 'Cannot upload "/b.txt": no space', description: 'Make room.' },
	});
	world.remote.faults.fail({ operation: 'write', path: '/b.txt' }, { error });
});

const pair = () => ({ sides: world.sides(), store: world.store, pairId: 'pair' });
const failure = {
	category: 'quota',
	path: '/b.txt',
	ftpCode: 552,
	message: '1 of 2 changes failed. Cannot upload "/b.txt": no space',
	data: { summary: { uploaded: 1, failed: 1 }, failed: [{ path: '/b.txt' }] },
};

it('throws the first failure at the end, with all that failed', async () => {
	await expect(sync(request, pair(), testRun(), false)).rejects.toMatchObject(failure);
	expect(world.dump().remote).toEqual({ 'a.txt': 'a' });
});

it.each([
	['only a report is wanted', { onPathFailure: 'report' } as const, false],
	['the node is to go on', {}, true],
])('throws nothing when %s', async (_, change, keepsGoing) => {
	const report = await sync({ ...request, ...change }, pair(), testRun(), keepsGoing);
	expect(report.summary).toMatchObject({ uploaded: 1, failed: 1 });
});

it('does the same for a plan', async () => {
	const { items } = await sync({ ...request, preview: true }, pair(), testRun(), false);
	const execute = async (onPathFailure: 'fail' | 'report') =>
		await executePlan(items, { ...request, onPathFailure }, pair(), testRun(), false);
	await expect(execute('fail')).rejects.toMatchObject(failure);
	world.remote.faults.clear();
	expect((await execute('report')).summary).toMatchObject({ failed: 0 });
});
