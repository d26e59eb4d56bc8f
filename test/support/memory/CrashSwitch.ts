/** Thrown by everything once the imagined process is dead. */
export class Crashed extends Error {
	constructor() {
		super('The process was killed here');
	}
}

/**
 * Kills an imagined process after a number of steps: from then on nothing has any effect. Shared by both sides
 * of a sync and its state store, so that all of them die at once.
 */
export class CrashSwitch {
	/** Steps made so far; a first run without a limit tells how many there are. */
	steps = 0;
	readonly #limit: number;

	constructor(limit = Infinity) {
		this.#limit = limit;
	}

	get dead(): boolean {
		return this.steps > this.#limit;
	}

	/** One step: throws `Crashed` when the limit is passed. */
	step(): void {
		this.steps++;
		if (this.dead) throw new Crashed();
	}
}
