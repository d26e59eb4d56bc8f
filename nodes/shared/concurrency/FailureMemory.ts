interface Failure {
	readonly error: unknown;
	readonly until: number;
}

/** Executions end without telling, so the oldest memories make room. */
const mostOwners = 1000;

/** Who has seen which failure, so that a thousand items of one owner do not cause a thousand hopeless tries. */
export class FailureMemory {
	private readonly failures = new Map<string, Failure>();

	/** @param until time after which the owner may try again, `Infinity` for never */
	remember(owner: string, error: unknown, until: number): void {
		this.failures.delete(owner);
		this.failures.set(owner, { error, until });
		for (const oldest of this.failures.keys()) {
			if (this.failures.size <= mostOwners) return;
			this.failures.delete(oldest);
		}
	}

	/** The failure that still holds for the owner. */
	recall(owner: string, now: number): { readonly error: unknown } | undefined {
		const failure = this.failures.get(owner);
		if (failure === undefined || now < failure.until) return failure;
		this.failures.delete(owner);
		return undefined;
	}

	/** A try worked: nobody is bound by an old failure. */
	forget(): void {
		this.failures.clear();
	}
}
