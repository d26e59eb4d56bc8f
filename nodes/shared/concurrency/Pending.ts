/** A promise that is settled from outside, or rejected with `signal.reason` as soon as the signal aborts. */
export class Pending<V> {
	readonly promise: Promise<V>;
	private settle: { resolve: (value: V) => void; reject: (reason: unknown) => void } | null = null;

	/** `onAbort` is told when the signal came first; an already aborted signal rejects at once, without telling. */
	constructor(
		private readonly signal: AbortSignal,
		private readonly onAbort: () => void,
	) {
		this.promise = new Promise<V>((resolve, reject) => {
			if (signal.aborted) reject(signal.reason);
			else this.settle = { resolve, reject };
		});
		if (this.settle !== null) signal.addEventListener('abort', this.aborted);
	}

	resolve(value: V): void {
		this.end()?.resolve(value);
	}

	reject(reason: unknown): void {
		this.end()?.reject(reason);
	}

	private readonly aborted = (): void => {
		this.reject(this.signal.reason);
		this.onAbort();
	};

	private end(): typeof this.settle {
		const settle = this.settle;
		this.settle = null;
		this.signal.removeEventListener('abort', this.aborted);
		return settle;
	}
}
