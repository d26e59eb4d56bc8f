/** Lets work on different keys run side by side, and work on one key in the order in which it was given. */
export class KeyedOrder {
	/** The latest work of each key that has not ended. */
	private readonly latest = new Map<string, Promise<void>>();

	/**
	 * Runs `task` once everything given before under one of its keys has ended, well or not. The place in the order is
	 * taken when `run` is called, before anything is awaited; so several keys cannot block each other.
	 * @param keys none = at once
	 */
	async run<R>(keys: string | null | readonly string[], task: () => Promise<R>): Promise<R> {
		const mine = new Set(typeof keys === 'string' ? [keys] : (keys ?? []));
		if (mine.size === 0) return await task();
		const before = [...mine].flatMap((key) => this.latest.get(key) ?? []);
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		for (const key of mine) this.latest.set(key, ended);
		try {
			await Promise.all(before);
			return await task();
		} finally {
			for (const key of mine) if (this.latest.get(key) === ended) this.latest.delete(key);
			end();
		}
	}
}
