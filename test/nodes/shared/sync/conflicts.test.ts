import type { ConflictRule } from '../../../../nodes/shared/sync/SyncOptions';
import { conflictName } from '../../../../nodes/shared/sync/conflictName';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';

const hour = 3_600_000;

/** Both sides edit the file, `later` first by that much. */
async function conflicting(
	local: string,
	remote: string,
	localLeadMs: number,
	conflict: ConflictRule,
	clockOffsetMs = 0,
): Promise<{ world: SyncWorld; items: readonly string[] }> {
	const tree = { 'a.txt': file('same') };
	const world = new SyncWorld({ local: { tree }, remote: { tree, settings: { clockOffsetMs } } });
	await world.sync('twoWay');
	world.pass(hour);
	world.put('local', '/a.txt', local, world.now + localLeadMs);
	world.put('remote', '/a.txt', remote);
	const { items } = await world.sync('twoWay', { options: { conflict } });
	return {
		world,
		items: items.map(({ action, side, path }) => `${action} ${side ?? '-'} ${path}`),
	};
}

describe('a conflict', () => {
	const kept = '/a.conflict-20260131-130000.txt';

	it.each<[string, ConflictRule, string, string, number, string]>([
		['local wins', 'local', 'mine', 'theirs', 0, 'mine'],
		['remote wins', 'remote', 'mine', 'theirs', 0, 'theirs'],
		['larger wins', 'larger', 'mine', 'theirs', hour, 'theirs'],
		['newer wins when it is the local one', 'newer', 'mine', 'theirs', 60_000, 'mine'],
		['newer wins when it is the remote one', 'newer', 'mine', 'theirs', -60_000, 'theirs'],
	])('%s', async (_, rule, local, remote, lead, winner) => {
		const { world, items } = await conflicting(local, remote, lead, rule);
		const transfer = winner === local ? 'upload remote' : 'download local';
		expect(items).toEqual(['conflict - /a.txt', `${transfer} /a.txt`]);
		expect(world.dump()).toEqual({ local: { 'a.txt': winner }, remote: { 'a.txt': winner } });
		expect((await world.sync('twoWay')).items).toEqual([]);
	});

	it.each<[string, ConflictRule, string, string, number, string, string]>([
		[
			'the older becomes a copy on both sides',
			'keepBoth',
			'mine',
			'theirs',
			-60_000,
			'theirs',
			'mine',
		],
		[
			'the remote one is the copy when it is older',
			'keepBoth',
			'mine',
			'theirs',
			60_000,
			'mine',
			'theirs',
		],
		['newer keeps both within its tolerance', 'newer', 'mine', 'theirs', 2900, 'mine', 'theirs'],
		['larger keeps both of one size', 'larger', 'mine', 'your', 60_000, 'mine', 'your'],
	])('%s', async (_, rule, local, remote, lead, stays, copy) => {
		const { world } = await conflicting(local, remote, lead, rule);
		const both = { 'a.txt': stays, [kept.slice(1)]: copy };
		expect(world.dump()).toEqual({ local: both, remote: both });
		expect((await world.sync('twoWay')).items).toEqual([]);
	});

	it('compares times by one clock', async () => {
		// By the times that are shown, the remote file is an hour younger.
		const { world } = await conflicting('mine', 'theirs', 60_000, 'newer', hour);
		expect(world.dump().remote).toEqual({ 'a.txt': 'mine' });
	});

	it('is left alone under skip, and told again in the next run', async () => {
		const { world, items } = await conflicting('mine', 'theirs', 0, 'skip');
		expect(items).toEqual(['conflict - /a.txt']);
		expect(world.dump()).toEqual({ local: { 'a.txt': 'mine' }, remote: { 'a.txt': 'theirs' } });
		const again = await world.sync('twoWay', { options: { conflict: 'skip' } });
		expect(again.items).toMatchObject([
			{ action: 'conflict', status: 'skipped', reason: 'bothChanged' },
		]);
		expect(again.summary).toMatchObject({ conflicts: 1, skipped: 0 });
	});

	it('is none when both sides hold the same, however it came there', async () => {
		const { world, items } = await conflicting('equal', 'equal', 60_000, 'keepBoth');
		expect(items).toEqual([]);
		expect(world.remote.logged('read')).toEqual(['read /a.txt']);
		expect((await world.sync('twoWay')).items).toEqual([]);
	});

	it('is none when a server says that the hashes are the same: nothing is read', async () => {
		const world = new SyncWorld({
			local: { tree: { a: file('same', '2026-01-02T00:00:00Z') } },
			remote: { tree: { a: file('same') }, settings: { hashes: ['md5'] } },
		});
		expect((await world.sync('twoWay')).items).toEqual([]);
		expect(world.remote.logged('read')).toEqual([]);
		expect(world.remote.logged('hash')).toEqual(['hash /a md5']);
	});

	it('fails its path when the content cannot be read', async () => {
		const world = new SyncWorld({
			local: { tree: { a: file('mine', '2026-01-02T00:00:00Z') } },
			remote: { tree: { a: file('your') } },
		});
		world.remote.faults.fail({ operation: 'read' });
		const { items } = await world.sync('twoWay');
		expect(items).toMatchObject([
			{ action: 'conflict', status: 'failed', problem: { category: 'connectionLost' } },
		]);
	});

	it('moves nothing aside that was edited after the scan', async () => {
		const world = new SyncWorld({
			local: { tree: { 'a.txt': 'mine' } },
			remote: { tree: { 'a.txt': 'theirs' } },
		});
		world.remote.faults.intercept({ operation: 'move', path: '/a.txt' }, () =>
			world.put('remote', '/a.txt', 'late'),
		);
		await world.sync('twoWay');
		expect(world.dump()).toEqual({ local: { 'a.txt': 'mine' }, remote: { 'a.txt': 'late' } });
	});

	it('moves nothing aside over what has come to be after the scan', async () => {
		const world = new SyncWorld({
			local: { tree: { 'a.txt': 'mine' } },
			remote: { tree: { 'a.txt': 'theirs' } },
		});
		const copy = 'a.conflict-20260131-120000.txt';
		world.remote.faults.intercept({ operation: 'move', path: '/a.txt' }, () =>
			world.put('remote', `/${copy}`, 'somebody else'),
		);
		await world.sync('twoWay');
		expect(world.dump().remote).toEqual({ 'a.txt': 'theirs', [copy]: 'somebody else' });
	});

	it('of a file and a folder deletes nothing in the folder, not even what is empty', async () => {
		const tree = { x: { sub: { deep: {} } }, y: 'y' };
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		world.trees.local.delete('/x');
		world.put('local', '/x', 'a file');
		await world.sync('twoWay');
		const after = {
			...tree,
			'x.conflict-20260131-120000': 'a file',
		};
		expect(world.dump()).toEqual({ local: after, remote: after });
	});

	it('gives copies a number when their name is taken', async () => {
		const taken = {
			'a.conflict-20260131-120000.txt': 'x',
			'A.CONFLICT-20260131-120000 (1).TXT': 'y',
		};
		const world = new SyncWorld({
			local: { tree: { 'a.txt': 'mine' } },
			remote: { tree: { 'a.txt': 'theirs', ...taken } },
		});
		await world.sync('twoWay');
		expect(world.dump().local).toHaveProperty(['a.conflict-20260131-120000 (2).txt']);
		expect(world.dump().local).toEqual(world.dump().remote);
	});
});

describe('conflictName', () => {
	it.each([
		['a.txt', 'a.conflict-S.txt'],
		['archive.tar.gz', 'archive.tar.conflict-S.gz'],
		['README', 'README.conflict-S'],
		['.env', '.env.conflict-S'],
	])('of %s is %s', (name, expected) => {
		expect(conflictName(name, 'S', () => false)).toBe(expected);
	});

	it('stays within 255 bytes, whole characters, also with a number', () => {
		const name = `${'ä'.repeat(125)}.txt`;
		const first = conflictName(name, '20260131-120000', () => false);
		const second = conflictName(name, '20260131-120000', (one) => one === first);
		for (const made of [first, second]) {
			expect(Buffer.byteLength(made)).toBeLessThanOrEqual(255);
			expect(made).toMatch(/^ä+\.conflict-20260131-120000( \(1\))?\.txt$/);
		}
		expect(second).not.toBe(first);
	});
});
