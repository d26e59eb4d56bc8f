import { onAbort } from './onAbort';

/** A promise that is settled from outside, or rejected with `signal.reason` as soon as the signal aborts. */
export class Pending<V> {
	readonly promise: Promise<V>;
	private settle: { resolve: (value: V) => void; reject: (reason: unknown) => void } | null = null;
	private readonly stopListening: () => void;

	/** `onAborted` is told when the signal came first; an already aborted signal rejects at once, without telling. */
	constructor(signal: AbortSignal, onAborted: () => void) {
		this.promise = new Promise<V>((resolve, reject) => {
			if (signal.aborted) reject(signal.reason);
			else this.settle = { resolve, reject };
		});
		this.stopListening = onAbort(signal, () => {
			this.reject(signal.reason);
			onAborted();
		});
	}

	resolve(value: V): void {
		this.end()?.resolve(value);
	}

	reject(reason: unknown): void {
		this.end()?.reject(reason);
	}

	private end(): typeof this.settle {
		const { settle } = this;
		this.settle = null;
		this.stopListening();
		return settle;
	}
}
