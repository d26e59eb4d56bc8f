import { LearnedLimit } from '../../../../nodes/shared/concurrency/LearnedLimit';

const minute = 60_000;

/** Learned 4 of 10 at time 0, and each of the four has served since. */
function served() {
	const limit = new LearnedLimit(10);
	limit.refused(4, 0);
	for (let i = 0; i < 4; i++) limit.used();
	return limit;
}

describe('LearnedLimit', () => {
	it('is the configured one until something is refused', () => {
		const limit = new LearnedLimit(10);
		expect([limit.value, limit.allowed(0)]).toEqual([null, 10]);
	});

	it.each([
		[4, 4],
		[1, 1],
		[0, 1],
	])('becomes what is open: %i gives %i', (open, learned) => {
		const limit = new LearnedLimit(10);
		limit.refused(open, 0);
		expect([limit.value, limit.allowed(0)]).toEqual([learned, learned]);
	});

	it.each([
		['before half a minute', 29_999, 4],
		['after half a minute', 30_000, 5],
		['an hour later', 60 * minute, 5],
	])('tries one more, not at once: %s', (_, now, allowed) => {
		expect(served().allowed(now)).toBe(allowed);
	});

	it('tries one more only after each of ours has served', () => {
		const limit = new LearnedLimit(10);
		limit.refused(2, 0);
		limit.used();
		expect(limit.allowed(minute)).toBe(2);
		limit.used();
		expect(limit.allowed(minute)).toBe(3);
	});

	it('waits twice as long after each refusal, ten minutes at most', () => {
		const limit = served();
		const waits: number[] = [];
		let now = 0;
		for (let i = 0; i < 7; i++) {
			const due = limit.growthDue() ?? NaN;
			waits.push((due - now) / 1000);
			now = due;
			limit.refused(4, now);
			for (let use = 0; use < 4; use++) limit.used();
		}
		expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
	});

	it('takes refusals of one burst for one', () => {
		const limit = new LearnedLimit(10);
		for (let i = 0; i < 5; i++) limit.refused(1, i);
		limit.used();
		expect(limit.growthDue()).toBe(30_004);
	});

	it('grows by what opens, and is forgotten when all may be open', () => {
		const limit = served();
		limit.opened(4, minute);
		expect(limit.value).toBe(4);
		limit.opened(5, minute);
		expect([limit.value, limit.allowed(minute)]).toEqual([5, 5]);
		limit.opened(10, minute);
		expect([limit.value, limit.allowed(minute)]).toEqual([null, 10]);
	});
});
