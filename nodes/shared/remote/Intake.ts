/** Enough for most files; what is larger gets larger slabs. */
const firstBytes = 64 * 1024;
const laterBytes = 512 * 1024;
/** With less room than this in a slab, a read would be cut short for no reason. */
const leastRoom = 32 * 1024;

/** Takes what arrives; false = nothing more for now. */
type Taker = (chunk: Buffer) => boolean;

/**
 * Reads a plain data connection straight into slabs of our own, so that neighbouring pieces are one piece without a copy
 * and a read takes all that the system holds, not 64 KiB. What comes before anybody takes it is kept, and the rest waits.
 */
export class Intake {
	private slab = Buffer.allocUnsafeSlow(firstBytes);
	private filled = 0;
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

	private room(): Buffer {
		if (this.slab.length - this.filled < leastRoom && this.filled > 0) {
			this.slab = Buffer.allocUnsafeSlow(laterBytes);
			this.filled = 0;
		}
		return this.slab.subarray(this.filled);
	}

	private arrived(bytes: number): boolean {
		const chunk = this.slab.subarray(this.filled, this.filled + bytes);
		this.filled += bytes;
		if (this.taker) return this.taker(chunk);
		this.early.push(chunk);
		return false;
	}
}
