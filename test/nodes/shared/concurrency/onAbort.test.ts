import { getEventListeners } from 'node:events';
import { onAbort } from '../../../../nodes/shared/concurrency/onAbort';

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('onAbort', () => {
	it('tells everyone once, in order, with one listener for all', () => {
		const stop = new AbortController();
		const told: number[] = [];
		for (let i = 0; i < 50; i++) onAbort(stop.signal, () => told.push(i));
		expect(listeners(stop.signal)).toBe(1);
		stop.abort();
		expect(told).toEqual(Array.from({ length: 50 }, (_, index) => index));
		expect(listeners(stop.signal)).toBe(0);
	});

	it('does not tell who has ended it, not even during the abort', () => {
		const stop = new AbortController();
		const told: string[] = [];
		const ends = [
			onAbort(stop.signal, () => {
				told.push('first');
				ends[1]?.();
			}),
			onAbort(stop.signal, () => told.push('second')),
			onAbort(stop.signal, () => told.push('third')),
		];
		ends[2]?.();
		ends[2]?.();
		stop.abort();
		expect(told).toEqual(['first']);
	});

	it('leaves no listener behind, and can begin again', () => {
		const stop = new AbortController();
		const told: string[] = [];
		const tell = () => told.push('told');
		onAbort(stop.signal, tell)();
		expect(listeners(stop.signal)).toBe(0);
		onAbort(stop.signal, tell);
		onAbort(stop.signal, tell);
		stop.abort();
		expect(told).toEqual(['told', 'told']);
	});

	it('tells nothing for a signal that is aborted already', () => {
		const signal = AbortSignal.abort();
		let told = 0;
		onAbort(signal, () => told++)();
		expect([told, listeners(signal)]).toEqual([0, 0]);
	});
});
