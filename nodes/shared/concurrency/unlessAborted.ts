import { onAbort } from './onAbort';

/** What `work` gives, or a rejection with `signal.reason` as soon as that aborts; how `work` ends then is not looked at. */
export async function unlessAborted<R>(signal: AbortSignal, work: Promise<R>): Promise<R> {
	return await new Promise<R>((resolve, reject) => {
		const forget = onAbort(signal, () => reject(signal.reason as Error));
		work.then(resolve, reject).finally(forget);
	});
}
