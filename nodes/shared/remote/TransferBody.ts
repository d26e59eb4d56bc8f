import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/** Pieces are gathered up to so many bytes: n8n's file store pays a round trip to the disk for each. */
const pieceBytes = 512 * 1024;

/** What delivers bytes and can be asked to wait. */
export interface Source {
	pause(): void;
	resume(): void;
}

/**
 * The bytes of a download as its consumer reads them, across any number of tries. It ends only by `complete`,
 * that is when the file is proven whole; until then a new try goes on where the last one stopped.
 */
export class TransferBody extends Readable {
	private readonly digest = createHash('sha256');
	private held: Buffer[] = [];
	private heldBytes = 0;
	private wanted = false;
	private source: Source | null = null;
	private completed = false;
	/** Bytes taken so far. */
	bytes = 0;
	/** Sees each piece as it comes, for a second hash. */
	onChunk: (chunk: Buffer) => void = () => undefined;

	/** @param limit further bytes are thrown away (a text that is read only in part) */
	constructor(private readonly limit = Infinity) {
		super({ highWaterMark: 1 });
	}

	/** Whether as much has come as is wanted. */
	get satisfied(): boolean {
		return this.bytes >= this.limit;
	}

	/** The hash of all bytes, once. */
	sha256(): string {
		return this.digest.digest('hex');
	}

	/** From now on `source` delivers. */
	attach(source: Source): void {
		this.source = source;
	}

	detach(): void {
		this.source = null;
	}

	/** Takes bytes; asks the source to wait while the consumer is behind. */
	accept(chunk: Buffer): void {
		const taken =
			this.bytes + chunk.length > this.limit ? chunk.subarray(0, this.limit - this.bytes) : chunk;
		if (taken.length === 0) return;
		this.bytes += taken.length;
		this.digest.update(taken);
		this.onChunk(taken);
		// A consumer that has seen enough: the file is proven all the same.
		if (this.destroyed) return;
		this.hold(taken);
		if (this.heldBytes < pieceBytes) return;
		this.flush();
		if (this.heldBytes > 0) this.source?.pause();
	}

	/** The file is proven whole: the consumer sees the end. */
	complete(): void {
		this.completed = true;
		this.flush();
		if (this.heldBytes === 0 && this.wanted) this.push(null);
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.held = [];
		this.heldBytes = 0;
		this.source?.resume();
		done(error);
	}

	override _read(): void {
		this.wanted = true;
		// What is pushed while the stream hands out a piece is copied together with it.
		if (this.readableLength === 0) this.deliver();
		else process.nextTick(() => this.deliver());
	}

	private deliver() {
		if (this.destroyed) return;
		if (this.completed || this.heldBytes >= pieceBytes) this.flush();
		this.source?.resume();
		if (this.completed && this.heldBytes === 0 && this.wanted) this.push(null);
	}

	/** Neighbours in memory become one piece at no cost. */
	private hold(chunk: Buffer) {
		const last = this.held.at(-1);
		this.heldBytes += chunk.length;
		if (last && last.buffer === chunk.buffer && last.byteOffset + last.length === chunk.byteOffset)
			this.held[this.held.length - 1] = Buffer.from(
				last.buffer,
				last.byteOffset,
				last.length + chunk.length,
			);
		else this.held.push(chunk);
	}

	private flush() {
		if (!this.wanted || this.heldBytes === 0) return;
		const [first] = this.held;
		const piece =
			this.held.length === 1 && first ? first : Buffer.concat(this.held, this.heldBytes);
		this.held = [];
		this.heldBytes = 0;
		this.wanted = false;
		this.push(piece);
	}
}
