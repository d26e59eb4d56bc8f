import type { IDataObject } from 'n8n-workflow';
import { RemoteError } from '../../../../nodes/shared/model/RemoteError';
import type { Endpoint } from '../../../../nodes/shared/model/Endpoint';
import { loopOver, numbered } from './loopOver';

const failure = (message: string) =>
	new RemoteError({ category: 'notFound', stage: 'command', message, description: 'do' });

/** Promises that a test resolves by hand. */
function gates(count: number) {
	return Array.from({ length: count }, () => {
		let open = () => {};
		const passed = new Promise<void>((resolve) => (open = resolve));
		return { open: () => open(), passed };
	});
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

it('puts items out in input order, paired, however they end', async () => {
	const done = gates(3);
	const running = loopOver(numbered(3))({
		work: async (request, _, index) => {
			await done[index]?.passed;
			return request;
		},
		output: (json) => [{ json }, { json: { again: json.i } }],
	});
	for (const gate of [...done].reverse()) {
		gate.open();
		await settle();
	}
	expect(await running).toEqual([
		[0, 1, 2].flatMap((i) => [
			{ json: { i }, pairedItem: { item: i } },
			{ json: { again: i }, pairedItem: { item: i } },
		]),
	]);
});

it('asks nobody when there is no item', async () => {
	const open = jest.fn();
	expect(await loopOver([], { open })({ work: async (request) => request })).toEqual([[]]);
	expect(open).not.toHaveBeenCalled();
});

it('opens the remote side once and keeps to what it can do at a time', async () => {
	const open = jest.fn(async () => ({ parallel: 2 }) as Endpoint);
	let running = 0;
	let most = 0;
	const work = async (request: IDataObject) => {
		most = Math.max(most, ++running);
		await settle();
		running--;
		return request;
	};
	await loopOver(numbered(10), { open })({ work });
	expect(open).toHaveBeenCalledTimes(1);
	expect(most).toBe(2);
});

describe('a failure that stops the node', () => {
	it('lets running items finish, begins no other, and throws the first in item order', async () => {
		const done = gates(6);
		const begun: number[] = [];
		const ended: number[] = [];
		const running = loopOver(numbered(6))({
			work: async (request, _, index) => {
				begun.push(index);
				await done[index]?.passed;
				ended.push(index);
				if (index > 0) throw failure(`item ${index}`);
				return request;
			},
		});
		running.catch(() => {});
		for (const index of [2, 1, 0, 3, 4, 5]) {
			done[index]?.open();
			await settle();
		}
		await expect(running).rejects.toMatchObject({ message: 'item 1', context: { itemIndex: 1 } });
		expect(begun).toEqual([0, 1, 2]);
		expect(ended).toEqual([2, 1, 0]);
	});

	it('keeps items from starting that waited for the same path', async () => {
		const work = jest.fn(async () => {
			throw failure('first');
		});
		await expect(loopOver(numbered(3))({ writes: () => ['/a'], work })).rejects.toThrow('first');
		expect(work).toHaveBeenCalledTimes(1);
	});

	it('throws what failed, not that an earlier item was not begun', async () => {
		const [slow] = gates(1);
		const running = loopOver(numbered(3))({
			writes: (request) => [request.i === 2 ? '/b' : '/a'],
			work: async (request) => {
				if (request.i === 2) throw failure('last');
				await slow?.passed;
				return request;
			},
		});
		running.catch(() => {});
		await settle();
		slow?.open();
		await expect(running).rejects.toMatchObject({ message: 'last', context: { itemIndex: 2 } });
	});

	it('keeps the second phase from beginning', async () => {
		const finish = jest.fn(async (json: IDataObject) => json);
		const work = async (request: IDataObject) => {
			if (request.i === 2) throw failure('last');
			return request;
		};
		await expect(loopOver(numbered(3))({ work, finish })).rejects.toThrow('last');
		expect(finish).not.toHaveBeenCalled();
	});

	it('may come from reading the parameters', async () => {
		const read = () => {
			throw failure('Path is empty').with({ category: 'invalidInput' });
		};
		const work = jest.fn();
		await expect(loopOver([{}])({ read, work })).rejects.toMatchObject({
			message: 'Path is empty',
			context: { category: 'invalidInput', itemIndex: 0 },
		});
		expect(work).not.toHaveBeenCalled();
	});
});

describe('under Continue On Fail', () => {
	const tolerant = { continueOnFail: true };

	it('turns a failed item into its error alone and goes on', async () => {
		const work = async (request: IDataObject) => {
			if (request.i === 1) throw failure('no');
			return request;
		};
		const [items] = await loopOver(numbered(3), tolerant)({ work });
		expect(items?.map(({ json }) => Object.keys(json))).toEqual([['i'], ['error'], ['i']]);
		expect(items?.[1]).toMatchObject({
			json: { error: { message: 'no' } },
			pairedItem: { item: 1 },
		});
	});

	it('fails every item when the remote side cannot be opened', async () => {
		const open = async () => {
			throw failure('Host is empty');
		};
		const [items] = await loopOver(numbered(2), { ...tolerant, open })({ work: async (r) => r });
		expect(items).toMatchObject([
			{ json: { error: { message: 'Host is empty' } }, pairedItem: { item: 0 } },
			{ json: { error: { message: 'Host is empty' } }, pairedItem: { item: 1 } },
		]);
	});

	it('runs the second phase for the items that did well, after all of them', async () => {
		const events: string[] = [];
		const [items] = await loopOver(
			numbered(3),
			tolerant,
		)({
			work: async (request, _, index) => {
				events.push(`work ${index}`);
				if (request.i === 0) throw failure('no');
				return request;
			},
			finish: async (json, _, index) => {
				events.push(`finish ${index}`);
				return { ...json, finished: true };
			},
		});
		expect(events).toEqual(['work 0', 'work 1', 'work 2', 'finish 1', 'finish 2']);
		expect(items?.map(({ json }) => json.finished)).toEqual([undefined, true, true]);
	});
});

it('does items that write the same path one after another, in input order', async () => {
	const done = gates(3);
	const begun: number[] = [];
	const running = loopOver([{ path: '/a' }, { path: '/a' }, { path: '/b' }])({
		writes: ({ path }) => [path as string],
		work: async (request, _, index) => {
			begun.push(index);
			await done[index]?.passed;
			return request;
		},
	});
	await settle();
	expect(begun).toEqual([0, 2]);
	done.forEach((gate) => gate.open());
	await running;
	expect(begun).toEqual([0, 2, 1]);
});
