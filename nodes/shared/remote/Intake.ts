/** Most files are not larger. */
const scratchBytes = 64 * 1024;
const slabBytes = 512 * 1024;
/** With less room than this in a slab, a read would be cut short for no reason. */
const leastRoom = 32 * 1024;

/** Scratch of connections that have ended: memory of its own for each would cost a small file more than all the rest. */
const spare: Buffer[] = [];
const mostSpare = 32;

/** Takes what arrives; false = nothing more for now. */
type Taker = (chunk: Buffer) => boolean;

/**
 * Reads a plain data connection into memory of our own. What a small file needs is copied out of a scratch that the next
 * connection uses again; a larger one goes straight into slabs, where neighbouring pieces are one piece without a copy and
 * a read takes all that the system holds. What comes before anybody takes it is kept, and the rest waits.
 */
export class Intake {
	private scratch: Buffer | null = spare.pop() ?? Buffer.allocUnsafeSlow(scratchBytes);
	private slab: Buffer = Buffer.alloc(0);
	private filled = 0;
	private bytes = 0;
	private early: Buffer[] = [];
	private taker: Taker | null = null;

	/** For `net.connect`. */
	readonly onread = {
		buffer: (): Buffer => this.room(),
		callback: (bytes: number): boolean => this.arrived(bytes),
	};

	/** From now on `taker` gets what arrives, beginning with what has. */
	attach(taker: Taker): void {
		this.taker = taker;
		for (const chunk of this.early.splice(0)) taker(chunk);
	}

	/** To be called once nothing can arrive any more. */
	release(): void {
		if (this.scratch && spare.length < mostSpare) spare.push(this.scratch);
		this.scratch = null;
	}

	private room(): Buffer {
		if (this.scratch && this.bytes < scratchBytes) return this.scratch;
		this.release();
		if (this.slab.length - this.filled < leastRoom) {
			this.slab = Buffer.allocUnsafeSlow(slabBytes);
			this.filled = 0;
		}
		return this.slab.subarray(this.filled);
	}

	private arrived(bytes: number): boolean {
		const chunk = this.scratch
			? Buffer.from(this.scratch.subarray(0, bytes))
			: this.slab.subarray(this.filled, this.filled + bytes);
		if (!this.scratch) this.filled += bytes;
		this.bytes += bytes;
		if (this.taker) return this.taker(chunk);
		this.early.push(chunk);
		return false;
	}
}
