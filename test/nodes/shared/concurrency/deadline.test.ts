import { withDeadline } from '../../../../nodes/shared/concurrency/deadline';
import { FakeClock } from './FakeClock';

const late = () => new Error('too late');
const forever = new Promise<never>(() => undefined);

describe('withDeadline', () => {
	it.each([
		['a promise', () => Promise.resolve('value')],
		['a function', () => async () => 'value'],
	])('gives what %s gives in time, and leaves no timer', async (_, work) => {
		const clock = new FakeClock();
		expect(await withDeadline(work(), 1000, late, clock)).toBe('value');
		await clock.advance(0);
		expect(clock.pending).toBe(0);
	});

	it('rejects when the time is over, and tells the work to stop', async () => {
		const clock = new FakeClock();
		let stopped: unknown = null;
		const result = withDeadline(
			(signal) => {
				signal.addEventListener('abort', () => (stopped = signal.reason));
				return forever;
			},
			1000,
			late,
			clock,
		);
		const failed = expect(result).rejects.toThrow('too late');
		await clock.advance(999);
		expect(stopped).toBeNull();
		await clock.advance(1);
		await failed;
		expect(stopped).toEqual(late());
	});

	it('ignores how late work ends', async () => {
		const clock = new FakeClock();
		let fail = (_error: Error): void => undefined;
		const work = new Promise<never>((_, reject) => (fail = reject));
		const failed = expect(withDeadline(work, 1000, late, clock)).rejects.toThrow('too late');
		await clock.advance(1000);
		await failed;
		fail(new Error('later still'));
		await clock.advance(0);
	});

	it.each([
		['rejects', async () => await Promise.reject(new Error('broken'))],
		[
			'throws at once',
			() => {
				throw new Error('broken');
			},
		],
	])('passes on the error when the work %s', async (_, work) => {
		const clock = new FakeClock();
		await expect(withDeadline(work, 1000, late, clock)).rejects.toThrow('broken');
		expect(clock.pending).toBe(0);
	});
});
