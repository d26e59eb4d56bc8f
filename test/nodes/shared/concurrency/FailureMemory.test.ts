import { FailureMemory } from '../../../../nodes/shared/concurrency/FailureMemory';

describe('FailureMemory', () => {
	it.each([
		['before its time is over', 999, { error: 'broken' }],
		['when its time is over', 1000, undefined],
	])('recalls a failure %s', (_, now, expected) => {
		const memory = new FailureMemory();
		memory.remember('a', 'broken', 1000);
		expect(memory.recall('a', now)?.error).toBe(expected?.error);
		expect(memory.recall('b', now)).toBeUndefined();
	});

	it('forgets everything once something works', () => {
		const memory = new FailureMemory();
		memory.remember('a', 'broken', Infinity);
		memory.forget();
		expect(memory.recall('a', 0)).toBeUndefined();
	});

	it('remembers the latest thousand owners', () => {
		const memory = new FailureMemory();
		for (let i = 0; i < 1001; i++) memory.remember(String(i), 'broken', Infinity);
		expect(memory.recall('0', 0)).toBeUndefined();
		expect(memory.recall('1', 0)).toBeDefined();
		expect(memory.recall('1000', 0)).toBeDefined();
	});
});
