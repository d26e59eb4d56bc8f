import { decodeState } from '../../../../nodes/shared/sync/stateLines';
import { file } from '../../../support/memory/treeLiteral';
import { SyncWorld } from '../../../support/memory/SyncWorld';
import { planned } from '../../../support/memory/worldEdits';

const tree = { 'a.txt': file('a'), 'b.txt': file('b') };

describe('a killed run', () => {
	it('has its temporary files removed, exactly those that it has announced', async () => {
		const world = new SyncWorld({
			local: { tree },
			remote: { tree: { '.abcdefgh.x.part': 'ours' } },
		});
		world.trees.remote.put('/.12345678.a.txt.part', 'of another');
		world.store.journal = [
			JSON.stringify({ begin: { key: 'x', side: 'remote', temporary: '/.abcdefgh.x.part' } }),
			JSON.stringify({ begin: { key: 'y', side: 'remote', temporary: '/b.txt' } }),
			'{"begin":{"key":"z","si',
		];
		world.trees.remote.put('/b.txt', 'b');
		const removed: string[] = [];
		world.remote.faults.intercept({ operation: 'removeFile' }, () => {
			removed.push(world.remote.log.at(-1) ?? '');
		});
		await world.sync('push');
		expect(removed).toEqual(['removeFile /.abcdefgh.x.part']);
		expect(world.dump().remote).toEqual({
			'a.txt': 'a',
			'b.txt': 'b',
			'.12345678.a.txt.part': 'of another',
		});
		expect(world.store.journal).toEqual([]);
	});

	it.each([true, false])(
		'has a file back that was set aside (announced: %s)',
		async (announced) => {
			const world = new SyncWorld({ local: { tree }, remote: { tree } });
			await world.sync('twoWay');
			const node = world.trees.remote.at('/a.txt');
			world.trees.remote.delete('/a.txt');
			if (node) world.trees.remote.set('/.abcdefgh.a.txt.old', node);
			const temporary = '/.abcdefgh.a.txt.old';
			if (announced)
				world.store.journal = [
					JSON.stringify({ begin: { key: 'a.txt', side: 'remote', temporary } }),
				];
			const preview = await world.sync('twoWay', { preview: true });
			if (!announced) expect(preview.items).toEqual([]);
			expect((await world.sync('twoWay')).items).toEqual([]);
			expect(world.dump().remote).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
		},
	);

	it('costs no file when the server does not give a set-aside file its name back', async () => {
		const world = new SyncWorld({ local: { tree }, remote: { tree } });
		await world.sync('twoWay');
		const node = world.trees.remote.at('/a.txt');
		world.trees.remote.delete('/a.txt');
		if (node) world.trees.remote.set('/.abcdefgh.a.txt.old', node);
		world.remote.faults.fail({ operation: 'move' });
		expect(planned(await world.sync('twoWay'))).toEqual([
			'skip  incompleteListing skipped',
			'skip a.txt incompleteListing skipped',
		]);
		expect(world.dump().local).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
		world.renew();
		expect((await world.sync('twoWay')).items).toEqual([]);
		expect(world.dump().remote).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
	});

	it('gives no file a name back that may have been cut', async () => {
		const cut = `.abcdefgh.${'x'.repeat(241)}.old`;
		const world = new SyncWorld({ local: { tree }, remote: { tree: { ...tree, [cut]: 'old' } } });
		await world.sync('twoWay');
		expect(world.dump().remote).toEqual({ 'a.txt': 'a', 'b.txt': 'b', [cut]: 'old' });
	});

	it('is asked about again where what it left cannot be removed, and not once it is gone', async () => {
		const temporary = '/.abcdefgh.x.part';
		const world = new SyncWorld({ remote: { tree: { [temporary.slice(1)]: 'ours' } } });
		const begin = { key: 'x', side: 'remote', temporary };
		world.store.journal = [JSON.stringify({ begin })];
		const pending = () => decodeState(world.store.state ?? [], 'pair')?.pending;
		world.remote.faults.fail({ operation: 'removeFile' });
		await world.sync('push');
		expect(pending()).toEqual([begin]);
		world.renew();
		await world.sync('push');
		expect(pending()).toEqual([]);
		expect(world.dump().remote).toEqual({});
		world.renew();
		await world.sync('push');
		expect(world.remote.logged('find')).toEqual([]);
	});

	it('is cleared up after by an approved plan, not by a preview', async () => {
		const temporary = '/.abcdefgh.x.part';
		const world = new SyncWorld({
			local: { tree },
			remote: { tree: { [temporary.slice(1)]: 'ours' } },
		});
		const begin = { key: 'x', side: 'remote', temporary };
		world.store.journal = [JSON.stringify({ begin })];
		const { items } = await world.sync('push', { preview: true });
		expect(world.dump().remote).toEqual({ [temporary.slice(1)]: 'ours' });
		await world.approve(items);
		expect(world.dump().remote).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
	});

	it('leaves what an upload that was tried twice has left behind to the next run', async () => {
		const world = new SyncWorld({ local: { tree: { 'a.txt': file('a') } } });
		const write = world.remote.write.bind(world.remote);
		world.remote.write = async (path, source, options) => {
			await options.onTemporary?.('/.firstone.a.txt.part');
			world.trees.remote.put('/.firstone.a.txt.part', 'half');
			await options.onTemporary?.('/.oldfile1.a.txt.old');
			return await write(path, source, options);
		};
		await world.sync('push');
		const state = decodeState(world.store.state ?? [], 'pair');
		expect(state?.pending).toEqual([
			{ key: 'a.txt', side: 'remote', temporary: '/.firstone.a.txt.part' },
		]);
		world.renew();
		await world.sync('push');
		expect(world.dump().remote).toEqual({ 'a.txt': 'a' });
		expect(decodeState(world.store.state ?? [], 'pair')?.pending).toEqual([]);
	});

	it('has nothing removed by a run that has lost its lock', async () => {
		const world = new SyncWorld({ remote: { tree: { '.abcdefgh.x.part': 'ours' } } });
		const begin = { key: 'x', side: 'remote', temporary: '/.abcdefgh.x.part' };
		world.store.journal = [JSON.stringify({ begin })];
		world.store.takenOver = true;
		await expect(world.sync('push')).rejects.toMatchObject({ category: 'guard' });
		expect(world.dump().remote).toEqual({ '.abcdefgh.x.part': 'ours' });
	});

	it('is settled by content where a change was in flight, not by time', async () => {
		const world = new SyncWorld({
			local: { tree: { 'a.txt': file('new') } },
			remote: { tree: { 'a.txt': file('old') } },
		});
		world.store.journal = [
			JSON.stringify({
				begin: { key: 'a.txt', side: 'remote', temporary: '/.abcdefgh.a.txt.part' },
			}),
		];
		const { items } = await world.sync('twoWay');
		expect(items).toContainEqual(
			expect.objectContaining({ action: 'conflict', reason: 'bothNew' }),
		);
	});
});
