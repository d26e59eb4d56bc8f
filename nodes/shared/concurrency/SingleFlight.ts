/** Callers that want the same thing at the same time share one piece of work. */
export class SingleFlight<R> {
	private readonly running = new Map<string, Promise<R>>();

	/**
	 * Runs `task`, or joins the running one of this key. Nothing is remembered once it has ended. What the first
	 * caller's task throws, all get; so share one only among callers that are stopped together.
	 */
	run(key: string, task: () => Promise<R>): Promise<R> {
		const running = this.running.get(key);
		if (running !== undefined) return running;
		const work = (async () => await task())().finally(() => this.running.delete(key));
		this.running.set(key, work);
		return work;
	}
}
