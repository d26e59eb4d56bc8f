/** In memory and database mode n8n holds whole files: so many at a time are bearable. */
const heldAtOnce = 4;

/**
 * Lets downloads into n8n's binary store: four at a time until the first of them has shown where n8n keeps files, then as
 * many as come unless n8n itself holds them. Not one at a time: a first file of an hour would make all others wait.
 */
export class StoreTurns {
	private width = heldAtOnce;
	private running = 0;
	private readonly waiting: Array<() => void> = [];

	async take<T>(download: () => Promise<T>): Promise<T> {
		if (this.running >= this.width) await new Promise<void>((begin) => this.waiting.push(begin));
		else this.running++;
		try {
			return await download();
		} finally {
			this.running--;
			this.letIn();
		}
	}

	/** Where the file of the first download went. */
	learned(heldByN8n: boolean): void {
		this.width = heldByN8n ? heldAtOnce : Infinity;
		this.letIn();
	}

	private letIn(): void {
		while (this.running < this.width) {
			const begin = this.waiting.shift();
			if (begin === undefined) return;
			this.running++;
			begin();
		}
	}
}
