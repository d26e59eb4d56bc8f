/** How a transfer is proven: by comparing sizes, by a hash that the server computes, or not at all. */
export type Verify = 'size' | 'hash' | 'off';

/** What a finished transfer reports. */
export interface Receipt {
	readonly bytes: number;
	readonly durationMs: number;
	readonly bytesPerSecond: number;
	/** Of the bytes transferred (append: of what was added), lower-case hex, computed while streaming; null where only a part of a file was read. */
	readonly sha256: string | null;
	/** `none` where the server answers neither SIZE nor a listing, or verification is off. */
	readonly verified: 'hash' | 'size' | 'none';
	readonly attempts: number;
	/** Byte offset at which the last try went on, null when it began at the first byte. */
	readonly resumedFrom: number | null;
}

/** Bytes per second of a transfer; a duration under a millisecond counts as one. */
export function rate(bytes: number, durationMs: number): number {
	return Math.round((bytes * 1000) / Math.max(1, durationMs));
}
