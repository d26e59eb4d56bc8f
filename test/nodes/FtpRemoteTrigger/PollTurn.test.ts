import { takeTurn } from '../../../nodes/FtpRemoteTrigger/PollTurn';

function held() {
	let finish: (value: string) => void = () => undefined;
	const work = new Promise<string>((resolve) => (finish = resolve));
	return { work: () => work, finish: (value: string) => finish(value) };
}
const copy = (from: object, to: object) => void Object.assign(to, from);

it('a poll that overlaps another one of its trigger returns nothing', async () => {
	const first = held();
	const memory = {};
	const running = takeTurn('a', memory, first.work, copy);
	expect(await takeTurn('a', memory, async () => 'second', copy)).toBeNull();
	expect(await takeTurn('b', {}, async () => 'other', copy)).toBe('other');
	first.finish('first');
	expect(await running).toBe('first');
	expect(await takeTurn('a', memory, async () => 'third', copy)).toBe('third');
});

it('a trigger that was activated anew meanwhile learns what the old poll hands out', async () => {
	const first = held();
	const old = { state: 'before' };
	const fresh = { state: 'before' };
	const running = takeTurn('a', old, first.work, copy);
	expect(await takeTurn('a', fresh, async () => 'new', copy)).toBeNull();
	old.state = 'after';
	first.finish('done');
	await running;
	expect(fresh).toEqual({ state: 'after' });
});

it('a poll that fails lets the next one in', async () => {
	const failing = async () => {
		throw new Error('down');
	};
	await expect(takeTurn('a', {}, failing, copy)).rejects.toThrow('down');
	expect(await takeTurn('a', {}, async () => 'next', copy)).toBe('next');
});
