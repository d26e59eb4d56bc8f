import type { Clock } from './Clock';

/**
 * What `work` gives, if it is there within `ms` milliseconds; otherwise rejects with the error that `makeError` makes.
 * The signal given to `work` aborts with that error, so that it can let go of what it holds; how it ends is not looked at.
 */
export async function withDeadline<R>(
	work: Promise<R> | ((signal: AbortSignal) => Promise<R>),
	ms: number,
	makeError: () => unknown,
	clock: Clock,
): Promise<R> {
	const controller = new AbortController();
	return await new Promise<R>((resolve, reject) => {
		const late = (): void => {
			const error = makeError();
			reject(error);
			controller.abort(error);
		};
		const timer = clock.setTimer(ms, late, 'awaited');
		const running = typeof work === 'function' ? start(work, controller.signal) : work;
		running.then(resolve, reject).finally(() => timer.cancel());
	});
}

/** A synchronous throw becomes a rejection. */
async function start<R>(
	work: (signal: AbortSignal) => Promise<R>,
	signal: AbortSignal,
): Promise<R> {
	return await work(signal);
}
