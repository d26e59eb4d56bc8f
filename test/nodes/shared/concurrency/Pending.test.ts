import { getEventListeners } from 'node:events';
import { Pending } from '../../../../nodes/shared/concurrency/Pending';

describe('Pending', () => {
	it.each([
		['resolved', (pending: Pending<string>) => pending.resolve('value')],
		['rejected', (pending: Pending<string>) => pending.reject(new Error('broken'))],
	])(
		'leaves no listener on the signal once it is %s, and is deaf to an abort',
		async (_, settle) => {
			const stop = new AbortController();
			let told = 0;
			const pending = new Pending<string>(stop.signal, () => told++);
			const outcome = Promise.allSettled([pending.promise]);
			expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
			settle(pending);
			expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
			stop.abort(new Error('stopped'));
			expect(told).toBe(0);
			expect(JSON.stringify(await outcome)).not.toContain('stopped');
		},
	);

	it('rejects with the reason of the abort, and tells of it', async () => {
		const stop = new AbortController();
		let told = 0;
		const pending = new Pending<string>(stop.signal, () => told++);
		stop.abort(new Error('stopped'));
		pending.resolve('too late');
		await expect(pending.promise).rejects.toThrow('stopped');
		expect(told).toBe(1);
	});

	it('rejects at once with a signal that is aborted already', async () => {
		const pending = new Pending<string>(AbortSignal.abort(new Error('stopped')), () => undefined);
		pending.resolve('value');
		await expect(pending.promise).rejects.toThrow('stopped');
	});
});
