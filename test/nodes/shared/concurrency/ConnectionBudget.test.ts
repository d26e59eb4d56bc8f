import {
	ConnectionBudget,
	type Permit,
} from '../../../../nodes/shared/concurrency/ConnectionBudget';
import { settled } from './FakeClock';

const never = new AbortController().signal;
const nothingIdle = async () => false;

/** Takers that tell in which order they were served. */
function setup(limit = 2) {
	let time = 0;
	const budget = new ConnectionBudget(() => time);
	const served: string[] = [];
	const permits = new Map<string, Permit>();
	const join = (own = limit, closeIdle: () => Promise<boolean> = nothingIdle) =>
		budget.join('login', { limit: own, closeIdle });
	const take = async (
		member: ReturnType<typeof join>,
		name: string,
		signal: AbortSignal = never,
	): Promise<void> => {
		member.take(signal).then(
			(permit) => {
				served.push(name);
				permits.set(name, permit);
			},
			(reason: unknown) => served.push(`${name}: ${String(reason)}`),
		);
		await settled();
	};
	const release = async (name: string): Promise<void> => {
		permits.get(name)?.release();
		await settled();
	};
	return { budget, served, join, take, release, wait: (ms: number) => (time += ms) };
}

describe('A budget of connections', () => {
	it('gives no more permits than its limit, to all members together', async () => {
		const { budget, served, join, take, release } = setup();
		const [a, b] = [join(), join()];
		await take(a, 'a1');
		await take(b, 'b1');
		await take(a, 'a2');
		expect(a.tryTake()).toBeNull();
		expect(served).toEqual(['a1', 'b1']);
		await release('b1');
		expect(served).toEqual(['a1', 'b1', 'a2']);
		expect(budget.held('login')).toBe(2);
	});

	it('holds to the smallest limit of those that have or want a connection', async () => {
		const { join, take, release, served } = setup();
		const [a, b] = [join(3), join(1)];
		await take(b, 'b1');
		expect(a.tryTake()).toBeNull();
		for (const name of ['a1', 'a2', 'a3']) await take(a, name);
		expect(served).toEqual(['b1']);
		await release('b1');
		expect(served).toEqual(['b1', 'a1', 'a2', 'a3']);
		expect(b.tryTake()).toBeNull();
		await take(b, 'b2');
		await release('a1');
		await release('a2');
		expect(served).not.toContain('b2');
		await release('a3');
		expect(served).toContain('b2');
	});

	it('does not hold on to members that have and want nothing', async () => {
		const { budget, join, take, release, served } = setup();
		for (let i = 0; i < 3; i++) {
			const member = join();
			await take(member, `a${i}`);
			await release(`a${i}`);
			member.tryTake()?.release();
		}
		const accounts = (budget as unknown as { accounts: Map<string, unknown> }).accounts;
		expect(accounts.size).toBe(0);
		const [a, b] = [join(), join()];
		for (const [member, name] of [
			[a, 'b1'],
			[b, 'b2'],
			[a, 'b3'],
		] as const)
			await take(member, name);
		expect(served.slice(3)).toEqual(['b1', 'b2']);
	});

	it('forgets the limit of a member that gives up waiting', async () => {
		const { join, take, served } = setup();
		const [a, b] = [join(2), join(1)];
		const stop = new AbortController();
		await take(a, 'a1');
		await take(b, 'b1', stop.signal);
		await take(a, 'a2');
		expect(served).toEqual(['a1']);
		stop.abort('stopped');
		await settled();
		expect(served).toEqual(['a1', 'b1: stopped', 'a2']);
	});

	it('forgets the limit of a member that leaves', async () => {
		const { join, take, served } = setup();
		const [a, b] = [join(3), join(1)];
		await take(b, 'b1');
		await take(a, 'a1');
		expect(served).toEqual(['b1']);
		b.leave();
		await settled();
		expect(served).toEqual(['b1', 'a1']);
	});

	it('knows logins apart', async () => {
		const { budget } = setup();
		const one = budget.join('one', { limit: 1, closeIdle: nothingIdle });
		const other = budget.join('other', { limit: 1, closeIdle: nothingIdle });
		expect(one.tryTake()).not.toBeNull();
		expect(other.tryTake()).not.toBeNull();
	});

	it('does not count a permit that is given back twice', async () => {
		const { budget, join, take, release } = setup();
		const a = join();
		await take(a, 'a1');
		await take(a, 'a2');
		await release('a1');
		await release('a1');
		expect(budget.held('login')).toBe(1);
	});

	it('serves who holds the least, then who was served longest ago', async () => {
		const { served, join, take, release } = setup(3);
		const [a, b, c] = [join(), join(), join()];
		for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) await take(a, name);
		await take(b, 'b1');
		await take(b, 'b2');
		await take(c, 'c1');
		await release('a1');
		await release('a2');
		await release('a3');
		expect(served.slice(3)).toEqual(['b1', 'c1', 'a4']);
	});

	it('lets one give up waiting without harm', async () => {
		const { served, join, take, release } = setup(1);
		const a = join();
		const stop = new AbortController();
		await take(a, 'a1');
		await take(a, 'a2', stop.signal);
		await take(a, 'a3');
		stop.abort('stopped');
		await settled();
		await release('a1');
		expect(served).toEqual(['a1', 'a2: stopped', 'a3']);
	});

	it('rejects a taker whose signal is aborted already', async () => {
		const { budget, served, join, take } = setup();
		await take(join(), 'a1', AbortSignal.abort('stopped'));
		expect(served).toEqual(['a1: stopped']);
		expect(budget.held('login')).toBe(0);
	});

	it('closes idle connections of others to make room', async () => {
		const { served, join, take, release } = setup(2);
		const idle = ['a1', 'a2'];
		const a = join(2, async () => {
			const name = idle.shift();
			if (name === undefined) return false;
			await release(name);
			return true;
		});
		await take(a, 'a1');
		await take(a, 'a2');
		const b = join();
		await take(b, 'b1');
		expect(served).toEqual(['a1', 'a2', 'b1']);
		expect(idle).toEqual(['a2']);
	});

	it('closes as many as a member with a smaller limit needs', async () => {
		const { served, join, take, release } = setup(3);
		const idle = ['a1', 'a2', 'a3'];
		const a = join(3, async () => {
			await release(idle.shift() ?? '');
			return true;
		});
		for (const name of [...idle]) await take(a, name);
		await take(join(1), 'b1');
		for (let i = 0; i < 5; i++) await settled();
		expect(served.at(-1)).toBe('b1');
		expect(idle).toEqual([]);
	});

	it('goes on when closing an idle connection fails', async () => {
		const { served, join, take, release } = setup(1);
		const a = join(1, async () => await Promise.reject(new Error('lost')));
		await take(a, 'a1');
		await take(join(1), 'b1');
		await release('a1');
		expect(served).toEqual(['a1', 'b1']);
	});

	it('asks for a free connection at once, for a busy pool after a second only', async () => {
		const { join, take, wait } = setup(1);
		const [a, b] = [join(), join()];
		await take(a, 'a1');
		expect(a.yields(0)).toBe(false);
		await take(b, 'b1');
		expect(a.yields(0)).toBe(true);
		expect(a.yields(5)).toBe(false);
		wait(1000);
		expect(a.yields(5)).toBe(true);
	});

	it('leaves a pool its fair share', async () => {
		const { join, take, wait, release } = setup(3);
		const [a, b] = [join(), join()];
		for (const name of ['a1', 'a2', 'a3']) await take(a, name);
		await take(b, 'b1');
		await take(b, 'b2');
		wait(1000);
		expect(a.yields(5)).toBe(true);
		await release('a1');
		wait(1000);
		expect(a.yields(5)).toBe(false);
	});

	it('lends a single connection for a task, and takes it back when that fails', async () => {
		const { budget } = setup();
		const inside = await budget.lend('login', 1, never, async () => budget.held('login'));
		expect(inside).toBe(1);
		await expect(
			budget.lend('login', 1, never, async () => await Promise.reject(new Error('no'))),
		).rejects.toThrow('no');
		await expect(
			budget.lend('login', 1, AbortSignal.abort(new Error('stopped')), async () => 1),
		).rejects.toThrow('stopped');
		expect(budget.held('login')).toBe(0);
	});
});
